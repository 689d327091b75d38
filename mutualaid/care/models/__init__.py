from .sessions import (
    CareSession,
    Next,
    Occasion,
    SessionKind,
    SessionStatus,
    Way,
)
from .steps import Outcome, StepRecord

__all__ = [
    "CareSession",
    "Next",
    "Occasion",
    "Outcome",
    "SessionKind",
    "SessionStatus",
    "StepRecord",
    "Way",
]

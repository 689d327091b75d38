from .follow_ups import FollowUp, FollowUpStatus
from .sessions import (
    CareSession,
    Next,
    Occasion,
    SessionKind,
    SessionStatus,
    Way,
)
from .steps import Outcome, StepRecord
from .weeks import ClientWeek

__all__ = [
    "CareSession",
    "ClientWeek",
    "FollowUp",
    "FollowUpStatus",
    "Next",
    "Occasion",
    "Outcome",
    "SessionKind",
    "SessionStatus",
    "StepRecord",
    "Way",
]

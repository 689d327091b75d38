"""People about whom something is kept, what they agreed to, and what became of it."""

from .corrections import AttachedCorrection
from .holds import Hold, HoldReason
from .looks import Look, Looked
from .people import Person
from .reviews import RetentionRun, Review, ReviewOutcome
from .rights import (
    IdentityCheck,
    KeptBecause,
    RightsDecision,
    RightsKind,
    RightsRequest,
    RightsStatus,
)

__all__ = [
    "AttachedCorrection",
    "Hold",
    "HoldReason",
    "IdentityCheck",
    "KeptBecause",
    "Look",
    "Looked",
    "Person",
    "RetentionRun",
    "Review",
    "ReviewOutcome",
    "RightsDecision",
    "RightsKind",
    "RightsRequest",
    "RightsStatus",
]

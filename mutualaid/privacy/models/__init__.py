"""People about whom something is kept, what they agreed to, and what became of it."""

from .holds import Hold, HoldReason
from .looks import Look, Looked
from .people import Person
from .reviews import RetentionRun, Review, ReviewOutcome

__all__ = [
    "Hold",
    "HoldReason",
    "Look",
    "Looked",
    "Person",
    "RetentionRun",
    "Review",
    "ReviewOutcome",
]

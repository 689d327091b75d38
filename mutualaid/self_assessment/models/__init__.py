"""Rounds of the self-assessment: who rates, what they say, what is agreed, what shows it."""

from .agreed import AgreedRating, Signature, TeamSummary
from .evidence import Evidence, EvidenceKind, EvidenceStatus
from .raters import RATER_CHANGES, Rater, RaterKind, RaterStatus, Vote
from .ratings import Answer, Rating
from .rounds import ROUND_CHANGES, Round, RoundStatus

__all__ = [
    "RATER_CHANGES",
    "ROUND_CHANGES",
    "AgreedRating",
    "Answer",
    "Evidence",
    "EvidenceKind",
    "EvidenceStatus",
    "Rater",
    "RaterKind",
    "RaterStatus",
    "Rating",
    "Round",
    "RoundStatus",
    "Signature",
    "TeamSummary",
    "Vote",
]

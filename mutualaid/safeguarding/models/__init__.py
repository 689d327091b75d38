"""Concerns: who receives them, what they say, whom they are about, what was done."""

from .concerns import Concern, ConcernKind, ConcernStatus, Hand, Outcome
from .leads import LeadPosition, SafeguardingLead
from .notes import ConcernNote
from .people import ConcernAbout

__all__ = [
    "Concern",
    "ConcernAbout",
    "ConcernKind",
    "ConcernNote",
    "ConcernStatus",
    "Hand",
    "LeadPosition",
    "Outcome",
    "SafeguardingLead",
]

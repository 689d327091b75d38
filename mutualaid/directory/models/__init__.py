"""The directory: who meets, where, when, and how we know."""

from .corrections import Correction
from .dates import ConfirmedDate, DifferentDate
from .fellowships import Fellowship
from .groups import Group, Venue
from .imports import ImportRun, MeetingChange
from .local_values import DifferentMeetings, LocalValue, MeetingField
from .meetings import Meeting
from .population import PopulationPoint
from .premises import ListUse, Premises
from .relations import CheckLetter, GroupRelations, ServicePosition
from .revision import DirectoryRevision
from .sources import MeetingSource, SourceFeed, SourceRecord
from .venue_facts import VenueFact
from .verification import Verification

__all__ = [
    "CheckLetter",
    "ConfirmedDate",
    "Correction",
    "DifferentDate",
    "DifferentMeetings",
    "DirectoryRevision",
    "Fellowship",
    "Group",
    "GroupRelations",
    "ImportRun",
    "ListUse",
    "LocalValue",
    "Meeting",
    "MeetingChange",
    "MeetingField",
    "MeetingSource",
    "PopulationPoint",
    "Premises",
    "ServicePosition",
    "SourceFeed",
    "SourceRecord",
    "Venue",
    "VenueFact",
    "Verification",
]

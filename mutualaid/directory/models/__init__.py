"""The directory: who meets, where, when, and how we know."""

from .dates import DifferentDate
from .fellowships import Fellowship
from .groups import Group, Venue
from .meetings import Meeting
from .revision import DirectoryRevision
from .sources import MeetingSource, SourceRecord
from .verification import Verification

__all__ = [
    "DifferentDate",
    "DirectoryRevision",
    "Fellowship",
    "Group",
    "Meeting",
    "MeetingSource",
    "SourceRecord",
    "Venue",
    "Verification",
]

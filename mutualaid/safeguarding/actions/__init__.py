"""Raising concerns, working on them, naming who receives them, and telling how many there were."""

from .handling import (
    add_note,
    add_person,
    close_concern,
    mark_seen,
    open_concern,
    reopen_concern,
    say_what_was_done,
)
from .leading import appoint_lead, end_lead
from .raising import find_receiver, raise_concern
from .totals import release_totals

__all__ = [
    "add_note",
    "add_person",
    "appoint_lead",
    "close_concern",
    "end_lead",
    "find_receiver",
    "mark_seen",
    "open_concern",
    "raise_concern",
    "release_totals",
    "reopen_concern",
    "say_what_was_done",
]

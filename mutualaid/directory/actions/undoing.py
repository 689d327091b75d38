"""Undoing the reading of a list."""

from dataclasses import dataclass

from mutualaid.core.actor import Actor
from mutualaid.directory.models import ImportRun


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing came to, in meetings; `kept` are (meeting's reference, MeetingField)."""

    taken_out: int  # were added by it
    put_back: int  # were taken out by it
    as_before: int  # were changed by it
    kept: tuple[tuple[str, str], ...]  # changed by hand since, and so left alone


def undo_import(*, run: ImportRun, by: Actor, by_role: str) -> UndoReport:
    """Put every meeting of the list back as it was before this reading was taken over.

    Raises Refused where a later reading of the list was taken over (undo that first), and for
    one that is not taken over.
    """
    raise NotImplementedError

"""What a reading of a list changed, page by page, once it is settled."""

from collections.abc import Mapping
from dataclasses import dataclass

from .import_preview import PAGE_SIZE
from .meeting_values import names_in
from .models import ImportRun, MeetingChange
from .models.imports import ChangeKind


@dataclass(frozen=True, slots=True)
class PastChanges:
    """Some of a reading's changes, and the names of the venues and groups in them."""

    changes: list[MeetingChange]
    names: Mapping[str, str]
    page: int
    pages: int


def changes_of_run(run: ImportRun, kind: ChangeKind, number: int) -> PastChanges:
    """Four queries, however much it changed."""
    among = MeetingChange.objects.filter(run=run, kind=kind).order_by("pk")
    pages = max(1, -(-among.count() // PAGE_SIZE))
    page = min(number, pages)
    start = (page - 1) * PAGE_SIZE
    some = list(among.select_related("meeting")[start : start + PAGE_SIZE])
    names = names_in(values for each in some for values in (each.before, each.after))
    return PastChanges(some, names, page, pages)

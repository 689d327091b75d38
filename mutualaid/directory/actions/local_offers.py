"""What a source says now of fields that have a value set here: ours stays, theirs is offered."""

from collections.abc import Collection
from typing import Any

from mutualaid.directory.models import LocalValue

from .batches import BATCH
from .journal import Journal

Locals = dict[str, LocalValue]  # of one meeting, by field


class LocalOffers:
    """Collects what becomes of local values while a list is taken over."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._offered: list[LocalValue] = []
        self._settled: list[int] = []

    def told(self, local: LocalValue, value: Any) -> None:
        """The source says this of its field now."""
        if value == local.value:
            self._journal.local(local)
            self._settled.append(local.pk)
        elif value != source_value_of(local):
            self._journal.local(local)
            local.needs_review = value != local.source_value
            local.offered = value if local.needs_review else None
            self._offered.append(local)

    def write(self) -> None:
        """Write what has been collected, and begin anew."""
        LocalValue.objects.filter(pk__in=self._settled).delete()
        names = ("offered", "needs_review")
        LocalValue.objects.bulk_update(self._offered, names, batch_size=BATCH // 2)
        self._settled, self._offered = [], []


def source_value_of(local: LocalValue) -> Any:
    """What the source says of the field, as we last heard it."""
    return local.offered if local.needs_review else local.source_value


def locals_of(meetings: Collection[int]) -> dict[int, Locals]:
    """The values set here for these meetings."""
    found: dict[int, Locals] = {}
    for local in LocalValue.objects.filter(meeting__in=meetings):
        found.setdefault(local.meeting_id, {})[local.field] = local
    return found

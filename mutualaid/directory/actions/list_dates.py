"""Dates that differ, as a list tells them."""

from collections.abc import Iterable, Mapping
from typing import Any

from mutualaid.core import clock
from mutualaid.directory.models import DifferentDate
from mutualaid.directory.recurrence import Schedule
from mutualaid.directory.recurrence_columns import minutes_of

from .batches import BATCH
from .journal import Journal

_COLUMNS = (
    "original_date",
    "kind",
    "new_date",
    "start_time",
    "duration_minutes",
    "note",
)
Dates = list[list[Any]]  # of one meeting, in order, as JSON holds them


def add_dates(area_id: int, told: Iterable[tuple[int, Schedule]]) -> None:
    """Those of new meetings, given by primary key."""
    now = clock.now()
    DifferentDate.objects.bulk_create(
        (
            DifferentDate(
                area_id=area_id,
                meeting_id=pk,
                original_date=each.original_date,
                kind=each.kind,
                new_date=each.new_date,
                start_time=each.start_time,
                duration_minutes=minutes_of(each.duration),
                note=each.note,
                created_at=now,
                updated_at=now,
            )
            for pk, schedule in told
            for each in schedule.exceptions
        ),
        batch_size=BATCH,
    )


def replace_dates(
    area_id: int, told: Mapping[int, Schedule], journal: Journal
) -> set[int]:
    """Bring the dates up to what is told; the meetings whose dates changed by that.

    A list that tells none of a meeting leaves those that a person entered.
    """
    with_dates = {pk: each for pk, each in told.items() if each.exceptions}
    before = dates_of(with_dates)
    DifferentDate.objects.filter(meeting__in=with_dates).delete()
    add_dates(area_id, with_dates.items())
    changed = set()
    for pk, after in dates_of(with_dates).items():
        if after != before.get(pk, []):
            journal.dates(pk, before.get(pk, []), after)
            changed.add(pk)
    return changed


def put_dates(area_id: int, meeting: int, dates: Dates) -> None:
    """Make these the meeting's dates."""
    now = clock.now()
    DifferentDate.objects.filter(meeting=meeting).delete()
    DifferentDate.objects.bulk_create(
        DifferentDate(
            area_id=area_id,
            meeting_id=meeting,
            created_at=now,
            updated_at=now,
            **dict(zip(_COLUMNS, each, strict=True)),
        )
        for each in dates
    )


def dates_of(meetings: Iterable[int]) -> dict[int, Dates]:
    """The dates of these meetings as JSON holds them; none for a meeting without."""
    found: dict[int, Dates] = {}
    rows = DifferentDate.objects.filter(meeting__in=list(meetings))
    for meeting, *columns in rows.values_list("meeting_id", *_COLUMNS):
        found.setdefault(meeting, []).append([*map(_written, columns)])
    return found


def _written(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value

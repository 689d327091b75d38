"""A series of readings of each area, a note on its chart and new limits, and valid answers."""

from datetime import date, timedelta

from world import World

from mutualaid.indicators.charts.months import later
from mutualaid.indicators.models import ChartNote, NoteKind, Reading, Rebase

KEY = "directory.days_in_person"


def add_charts(world: World, area: int) -> None:
    """Three months were read; limits are new from the second on."""
    kept = {"area": world.areas[area], "key": KEY}
    for months in (1, 2, 3):
        Reading.objects.create(
            **kept, month=_month(world, months), numerator=5, taken_at=world.now
        )
    world.add("indicator", None, area, arguments={"key": KEY})
    world.add("indicator-file", None, area, arguments={"key": KEY, "ending": "csv"})
    words = world.word("what a note on a chart says", area)
    note = ChartNote.objects.create(
        **kept,
        on=world.now.date(),
        kind=NoteKind.EVENT,
        words=words,
        **world.written(),
    )
    world.add("chart-note", note, area)
    rebase = Rebase.objects.create(
        **kept,
        month=_month(world, 2),
        reason=world.word("why limits are new", area),
        **world.written(),
    )
    world.add("new-limits", rebase, area)


def note_body(world: World) -> dict[str, str]:
    day = world.now.date() - timedelta(days=1)
    return {
        "on-day": str(day.day),
        "on-month": str(day.month),
        "on-year": str(day.year),
        "kind": "event",
        "words": "Something happened.",
    }


def rebase_body(world: World) -> dict[str, str]:
    month = _month(world, 1).isoformat()
    return {"month": month, "reason": "Something is done differently."}


def _month(world: World, months: int) -> date:
    return later(world.now.date().replace(day=1), -months)

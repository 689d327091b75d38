"""The charts of an area from what is stored: one, or all of them by the same few questions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mutualaid.core.measures import Indicator, Measured

from .charts import Chart, Keeping, Note, Taken, chart_of
from .models import ChartNote, ChartSettings, Reading, Rebase
from .registry import all_indicators
from .release import released


@dataclass(frozen=True, slots=True)
class Charted:
    """An indicator with its chart and the rows that it was made from."""

    indicator: Indicator
    chart: Chart
    readings: tuple[Reading, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    baseline: int | None = None

    def reading_of(self, month: date) -> Reading | None:
        return next((each for each in self.readings if each.month == month), None)


def find_chart(
    area_id: int, indicator: Indicator, today: date, *, is_rebased: bool = True
) -> Charted:
    """The chart of one; with its first limits to the end if `is_rebased` is not set."""
    return _charted(area_id, [indicator], today, is_rebased=is_rebased)[0]


def find_charts(area_id: int, today: date) -> list[Charted]:
    """The charts of all, in the order of their keys."""
    return _charted(area_id, all_indicators().values(), today, is_rebased=True)


def _charted(
    area_id: int, indicators: Iterable[Indicator], today: date, *, is_rebased: bool
) -> list[Charted]:
    wanted = list(indicators)
    of = {"area": area_id, "key__in": [each.key for each in wanted]}
    readings: dict[str, list[Reading]] = defaultdict(list)
    for reading in Reading.objects.filter(**of).order_by("month"):
        readings[reading.key].append(reading)
    rebases: dict[str, list[Rebase]] = defaultdict(list)
    for rebase in Rebase.objects.filter(**of):
        rebases[rebase.key].append(rebase)
    notes: dict[str, list[ChartNote]] = defaultdict(list)
    for note in ChartNote.objects.filter(**of):
        notes[note.key].append(note)
    settings = {each.key: each for each in ChartSettings.objects.filter(**of)}
    return [
        _one(
            each,
            tuple(readings[each.key]),
            tuple(rebases[each.key]),
            _keeping(
                settings.get(each.key),
                rebases[each.key] if is_rebased else (),
                notes[each.key],
            ),
            today,
        )
        for each in wanted
    ]


def _one(
    indicator: Indicator,
    readings: tuple[Reading, ...],
    rebases: tuple[Rebase, ...],
    keeping: Keeping,
    today: date,
) -> Charted:
    chart = chart_of(
        (_taken(indicator, each) for each in readings),
        unit=indicator.unit,
        direction=indicator.direction,
        keeping=keeping,
        today=today,
        most=indicator.most,
    )
    return Charted(indicator, chart, readings, rebases, keeping.baseline)


def _taken(indicator: Indicator, reading: Reading) -> Taken:
    """Counts of people reach the chart as they may leave a service, or not at all."""
    counts = Measured(reading.numerator, reading.denominator)
    may_leave = released(indicator, counts)
    if may_leave is None:
        return Taken(reading.month, 0, is_withheld=True)
    return Taken(
        reading.month,
        may_leave.numerator,
        may_leave.denominator,
        exact=reading.value,
    )


def _keeping(
    settings: ChartSettings | None,
    rebases: Iterable[Rebase],
    notes: Iterable[ChartNote],
) -> Keeping:
    return Keeping(
        target=settings.target if settings else None,
        baseline=settings.baseline if settings else None,
        rebased_from=tuple(each.month for each in rebases),
        notes=tuple(
            Note(each.on, each.kind, each.words, each.about, each.reference)
            for each in notes
        ),
    )

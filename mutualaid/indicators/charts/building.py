"""Building a chart from what was read of an area and what people set.

Months without a value are left out of all reckoning, and never count as nothing. The month that
is still running is shown and not counted: what it holds by now says little about all of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mutualaid.core.measures import Direction, Unit
from mutualaid.indicators.run_charts import (
    FEWEST_CONTROL_CHART,
    Display,
    display_for,
    run_chart,
    too_many_missing,
)
from mutualaid.indicators.spc import ControlChart, control_chart

from .chart import Chart, Mark, NoIcons, Note, Segment, State
from .months import between, later, month_of

MOST_OF_A_SHARE = 100.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A reading, as a chart takes it: the figures that may be shown of it.

    `exact` is what lines and signs are reckoned from, where what is shown was rounded.
    """

    month: date
    numerator: int
    denominator: int | None = None
    exact: float | None = None
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """What people set and noted on a chart."""

    target: float | None = None
    baseline: int | None = None
    rebased_from: tuple[date, ...] = ()
    notes: tuple[Note, ...] = ()


def chart_of(
    taken: Iterable[Taken],
    *,
    unit: Unit,
    direction: Direction,
    keeping: Keeping,
    today: date,
    most: float | None = None,
) -> Chart:
    """The chart of these readings as they stand today."""
    readings = {each.month: each for each in taken}
    months = _months(readings, month_of(today))
    counted = [mark for mark in months if mark.state is State.COUNTED]
    values = [_exact(readings[mark.month]) for mark in counted]
    chart = Chart(
        unit=unit,
        direction=direction,
        display=display_for(len(counted)),
        months=months,
        most=MOST_OF_A_SHARE if unit is Unit.SHARE else most,
        target=keeping.target,
        notes=keeping.notes,
    )
    if chart.display is Display.RUN_CHART:
        return _as_run_chart(chart, counted, values)
    if chart.display is Display.CONTROL_CHART:
        return _as_control_chart(chart, counted, values, keeping)
    return chart


def _months(taken: Mapping[date, Taken], running: date) -> tuple[Mark, ...]:
    """From the first reading to the last month that is over; to the running one if it was read."""
    known = [month for month in taken if month <= running]
    if not known:
        return ()
    last = running if running in taken else later(running, -1)
    return tuple(
        _mark(month, taken.get(month), is_running=month == running)
        for month in between(min(known), last)
    )


def _mark(month: date, taken: Taken | None, *, is_running: bool) -> Mark:
    if taken is None:
        return Mark(month, State.MISSING)
    if taken.is_withheld:
        return Mark(month, State.WITHHELD)
    value = _value(taken)
    state = State.RUNNING if is_running else State.COUNTED
    return Mark(
        month,
        State.EMPTY if value is None else state,
        value,
        taken.numerator,
        taken.denominator,
    )


def _value(taken: Taken) -> float | None:
    if taken.denominator is None:
        return float(taken.numerator)
    return 100 * taken.numerator / taken.denominator if taken.denominator else None


def _exact(taken: Taken) -> float:
    value = _value(taken) if taken.exact is None else taken.exact
    return value or 0.0


def _as_run_chart(
    chart: Chart, counted: Sequence[Mark], values: Sequence[float]
) -> Chart:
    found = run_chart(values)
    line = Segment(counted[0].month, counted[-1].month, len(counted), found.median)
    return replace(chart, run_chart=found, segments=(line,))


def _as_control_chart(
    chart: Chart, counted: Sequence[Mark], values: Sequence[float], keeping: Keeping
) -> Chart:
    found = control_chart(
        values,
        direction=chart.direction,
        baseline=keeping.baseline,
        rebased_at=_positions(counted, keeping.rebased_from),
    )
    segments = _segments(found, counted, keeping.baseline)
    no_icons = _why_no_icons(chart, segments[-1])
    return replace(
        chart,
        months=_with_signals(chart.months, counted, found),
        segments=segments,
        no_icons=no_icons,
        assurance=None if no_icons else found.assurance(chart.target),
    )


def _positions(counted: Sequence[Mark], months: Iterable[date]) -> list[int]:
    """Where each new segment starts: at the first point of its month or after."""
    return [sum(mark.month < month for mark in counted) for month in months]


def _segments(
    found: ControlChart, counted: Sequence[Mark], baseline: int | None
) -> tuple[Segment, ...]:
    starts = [limits.start for limits in found.segments]
    ends = [*starts[1:], len(counted)]
    return tuple(
        Segment(
            first=counted[limits.start].month,
            last=counted[end - 1].month,
            points=end - limits.start,
            middle=limits.mean,
            lower=limits.lower,
            upper=limits.upper,
            fixed_from=baseline if baseline and baseline < end - limits.start else None,
        )
        for limits, end in zip(found.segments, ends, strict=True)
    )


def _why_no_icons(chart: Chart, last: Segment) -> NoIcons | None:
    over = [mark for mark in chart.months if mark.state is not State.RUNNING]
    if too_many_missing([mark.value for mark in over]):
        return NoIcons.GAPS
    return NoIcons.NEW_LIMITS if last.points < FEWEST_CONTROL_CHART else None


def _with_signals(
    months: Iterable[Mark], counted: Sequence[Mark], found: ControlChart
) -> tuple[Mark, ...]:
    said = {
        mark.month: point for mark, point in zip(counted, found.points, strict=True)
    }
    return tuple(
        replace(
            mark, signals=said[mark.month].signals, meaning=said[mark.month].meaning
        )
        if mark.month in said
        else mark
        for mark in months
    )

"""Series of readings for charts, without a database."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mutualaid.core.measures import Direction, Indicator, Unit
from mutualaid.indicators.charts import Chart, Keeping, Taken, chart_of
from mutualaid.indicators.charts.months import later

TODAY = date(2026, 11, 21)
RUNNING = date(2026, 11, 1)
WAVE = [50, 52] * 12
STEP = [42, 45, 41, 47, 44, 43, 46, 40, 45, 44, 42, 43]
STEP += [49, 52, 50, 53, 51, 54, 50, 52, 55, 51, 53, 52]


def month_ago(months: int) -> date:
    return later(RUNNING, -months)


def taken(
    values: Sequence[int | None], *, of: int | None = None, is_running: bool = False
) -> list[Taken]:
    """One reading a month, the last of them of the month before; None where there is none."""
    last = 0 if is_running else 1
    first = len(values) - 1 + last
    return [
        Taken(month_ago(first - at), value, of)
        for at, value in enumerate(values)
        if value is not None
    ]


def chart(
    values: Sequence[int | None] | Iterable[Taken],
    *,
    of: int | None = None,
    direction: Direction = Direction.UP,
    **keeping: Any,
) -> Chart:
    """A chart of counts, or of shares of so many."""
    given = list(values)
    readings = given if isinstance(given[0], Taken) else taken(given, of=of)
    return chart_of(
        readings,
        unit=Unit.COUNT if of is None else Unit.SHARE,
        direction=direction,
        keeping=Keeping(**keeping),
        today=TODAY,
    )


def an_indicator(**values: Any) -> Indicator:
    """Of shares where more is better."""
    given: dict[str, Any] = {
        "key": "directory.sample",
        "title": "Sampled meetings",
        "counted": "Meetings of the sample",
        "numerator": "Those that were looked at",
        "denominator": "All of them",
        "direction": Direction.UP,
        "unit": Unit.SHARE,
        "link": "show_directory",
        "measure": lambda area_id, today: None,
    }
    return Indicator(**{**given, **values})

"""Where a month and a value stand on paper."""

from datetime import date

from mutualaid.core.measures import Unit

from .chart import Chart
from .months import apart
from .paper import Shape
from .scales import axis

NARROWEST = {Unit.SHARE: 10.0, Unit.COUNT: 4.0, Unit.DAYS: 4.0}


class Plane:
    """Puts months and values on paper; for a chart with a point."""

    def __init__(self, chart: Chart, shape: Shape) -> None:
        self.shape = shape
        self.first, self.last = chart.months[0].month, chart.months[-1].month
        self.ticks = _ticks(chart)
        self._low, self._high = self.ticks[0], self.ticks[-1]
        self._start = shape.left + 2 * shape.point
        steps = max(apart(self.first, self.last), 1)
        self.month_width = (shape.edge - shape.left - 4 * shape.point) / steps

    def across(self, month: date) -> float:
        return round(self._start + apart(self.first, month) * self.month_width, 1)

    def down(self, value: float) -> float:
        """What lies beyond the axis is drawn at its end."""
        held = min(max(value, self._low), self._high)
        share = (held - self._low) / (self._high - self._low)
        return round(self.shape.floor - share * (self.shape.floor - self.shape.top), 1)

    def reach(self, first: date, last: date) -> tuple[float, float]:
        """From one month to another, and up to half of one to either side."""
        half = min(self.month_width / 2, 2 * self.shape.point)
        return round(self.across(first) - half, 1), round(self.across(last) + half, 1)


def _ticks(chart: Chart) -> list[float]:
    values = [mark.value for mark in chart.shown if mark.value is not None]
    for each in chart.segments:
        values += [line for line in (each.lower, each.upper) if line is not None]
    if chart.target is not None:
        values.append(chart.target)
    most = float("inf") if chart.most is None else chart.most
    return axis(values, least=0.0, most=most, narrowest=NARROWEST[chart.unit])

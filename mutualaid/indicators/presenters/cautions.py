"""What to bear in mind when a chart is read."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from mutualaid.indicators.charts import Chart, Segment, State
from mutualaid.indicators.run_charts import Display

from .table import range_words
from .words import month_words

MOST_NAMED = 3


def cautions(chart: Chart) -> list[str]:
    """Months without a value, and lines that the paper cuts off."""
    told = [
        _missing(_months(chart, State.MISSING)),
        _empty(_months(chart, State.EMPTY)),
        _withheld(_months(chart, State.WITHHELD)),
        _running(_months(chart, State.RUNNING)),
        _clipped(chart),
    ]
    return [each for each in told if each]


def limits_words(chart: Chart) -> list[str]:
    """What the lines are, and what they rest on: one sentence for each segment."""
    if chart.display is Display.DOTS:
        return []
    return [_segment(chart, each) for each in chart.segments]


def _segment(chart: Chart, segment: Segment) -> str:
    told = {
        "first": month_words(segment.first),
        "range": range_words(chart, segment),
        "points": segment.points,
        "baseline": segment.fixed_from or 0,
    }
    if chart.display is Display.RUN_CHART:
        words = gettext("From %(first)s: %(range)s, of %(points)d points.")
    elif segment.fixed_from:
        words = gettext(
            "From %(first)s: %(range)s, fixed to the first %(baseline)d of %(points)d points."
        )
    else:
        words = gettext(
            "From %(first)s: %(range)s. These are trial limits, from all %(points)d points."
        )
    return words % told


def _months(chart: Chart, state: State) -> list[date]:
    return [mark.month for mark in chart.months if mark.state is state]


def _named(months: Sequence[date]) -> str:
    """Some are named; of many it is enough how many there are and when."""
    if len(months) <= MOST_NAMED:
        return ", ".join(month_words(month) for month in months)
    return gettext("%(n)d between %(first)s and %(last)s") % {
        "n": len(months),
        "first": month_words(months[0]),
        "last": month_words(months[-1]),
    }


def _missing(months: Sequence[date]) -> str:
    if not months:
        return ""
    words = ngettext(
        "A month was not read: %(months)s. It counts for nothing.",
        "Months were not read: %(months)s. They count for nothing.",
        len(months),
    )
    return words % {"months": _named(months)}


def _empty(months: Sequence[date]) -> str:
    if not months:
        return ""
    words = gettext("There was nothing to take a share of: %(months)s.")
    return words % {"months": _named(months)}


def _withheld(months: Sequence[date]) -> str:
    if not months:
        return ""
    words = gettext(
        "Withheld, since so few people could be told apart: %(months)s. No line rests on it."
    )
    return words % {"months": _named(months)}


def _running(months: Sequence[date]) -> str:
    if not months:
        return ""
    words = gettext(
        "%(month)s is not over. Its point is hollow, and lines and icons leave it out."
    )
    return words % {"month": month_words(months[0])}


def _clipped(chart: Chart) -> str:
    if not chart.is_clipped:
        return ""
    return gettext(
        "The expected range reaches further than values can. It is reckoned as it is, and drawn "
        "up to the edge."
    )

"""A chart with its words, for a page, a picture or paper."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Direction, Indicator, Unit
from mutualaid.indicators.chart_finding import Charted
from mutualaid.indicators.charts import (
    Chart,
    Drawing,
    Sayings,
    Segment,
    Shape,
    draw,
)
from mutualaid.indicators.run_charts import Display

from .findings import finding
from .table import mark_words, point_words, range_words
from .words import amount, month_words, short_month, tick

LINES = {
    "mean": _("Mean %(amount)s"),
    "median": _("Median %(amount)s"),
    "upper": _("Upper limit %(amount)s"),
    "lower": _("Lower limit %(amount)s"),
    "target": _("Target %(amount)s"),
}
SHAPES = {
    "common": _("Usual"),
    "better": _("Special: better"),
    "worse": _("Special: worse"),
    "changed": _("Special: changed"),
    "mixed": _("Mixed signal"),
    "running": _("Month not over"),
    "missing": _("No value"),
    "withheld": _("Withheld"),
}
DIRECTIONS = {
    Direction.UP: _("More is better."),
    Direction.DOWN: _("Less is better."),
    Direction.NEUTRAL: _("Neither more nor less is better."),
}


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A drawing with what it says, for `_chart.jinja`."""

    title: str
    description: str
    drawing: Drawing


def drawn(charted: Charted, shape: Shape) -> DrawnChart | None:
    """None where there is no point to draw."""
    chart, indicator = charted.chart, charted.indicator
    drawing = draw(chart, shape, _sayings(charted))
    if drawing is None:
        return None
    title = gettext("%(measure)s. %(finding)s") % {
        "measure": indicator.title,
        "finding": finding(chart),
    }
    return DrawnChart(title, description(charted), drawing)


def subtitle(indicator: Indicator) -> str:
    """The measure: what is counted, and of what."""
    told = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    if indicator.unit is Unit.SHARE:
        return gettext("%(numerator)s. Share of: %(denominator)s.") % told
    return gettext("%(numerator)s.") % told


def direction_words(indicator: Indicator) -> str:
    return str(DIRECTIONS[indicator.direction])


def description(charted: Charted) -> str:
    """The chart for whoever does not see it."""
    chart = charted.chart
    told = [_span(chart)]
    if chart.newest:
        month = month_words(chart.newest.month)
        value = mark_words(charted.indicator, chart.newest)
        told.append(
            gettext("Newest, %(month)s: %(value)s.") % {"month": month, "value": value}
        )
    told += [_segment_words(chart, each) for each in chart.segments]
    if chart.target is not None:
        target = amount(chart.target, chart.unit)
        told.append(gettext("Target %(amount)s.") % {"amount": target})
    special = sum(bool(mark.signals) for mark in chart.months)
    if chart.display is Display.CONTROL_CHART:
        words = ngettext("%(n)d special point.", "%(n)d special points.", special)
        told.append(words % {"n": special})
    return " ".join(told)


def _sayings(charted: Charted) -> Sayings:
    chart, indicator = charted.chart, charted.indicator
    marks = {mark.month: mark for mark in chart.months}
    return Sayings(
        tick=lambda value: tick(value, chart.unit),
        amount=lambda value: amount(value, chart.unit),
        month=short_month,
        point=lambda month: point_words(indicator, marks[month]),
        lines={kind: str(words) for kind, words in LINES.items()},
        shapes={kind: str(words) for kind, words in SHAPES.items()},
    )


def _span(chart: Chart) -> str:
    words = ngettext(
        "%(n)d month with a value, from %(first)s to %(last)s.",
        "%(n)d months with a value, from %(first)s to %(last)s.",
        len(chart.shown),
    )
    return words % {
        "n": len(chart.shown),
        "first": month_words(chart.months[0].month) if chart.months else "",
        "last": month_words(chart.months[-1].month) if chart.months else "",
    }


def _segment_words(chart: Chart, segment: Segment) -> str:
    if segment is chart.segments[0]:
        return gettext("%(range)s.") % {"range": range_words(chart, segment)}
    return gettext("From %(month)s: %(range)s.") % {
        "month": month_words(segment.first),
        "range": range_words(chart, segment),
    }

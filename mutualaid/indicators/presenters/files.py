"""The figures of a chart as they leave in a file: what the page shows, and nothing else."""

from collections.abc import Iterator

from django.utils.translation import gettext

from mutualaid.indicators.chart_finding import Charted
from mutualaid.indicators.charts import Chart, Mark, Segment

from .findings import assurance_words, finding, variation_words
from .table import notes_of
from .words import special_words

Cell = str | int | float | None


def headings() -> list[Cell]:
    return [
        gettext("Month"),
        gettext("State"),
        gettext("Value"),
        gettext("Numerator"),
        gettext("Denominator"),
        gettext("Special"),
        gettext("Lower limit"),
        gettext("Mean or median"),
        gettext("Upper limit"),
        gettext("Target"),
        gettext("Notes"),
    ]


def lines(charted: Charted) -> Iterator[list[Cell]]:
    """The oldest month first."""
    chart = charted.chart
    for mark in chart.months:
        segment = _segment(chart, mark)
        yield [
            f"{mark.month:%Y-%m}",
            mark.state.value,
            mark.value,
            mark.numerator,
            mark.denominator,
            special_words(mark),
            segment.lower if segment else None,
            segment.middle if segment else None,
            segment.upper if segment else None,
            chart.target,
            "; ".join(notes_of(chart, mark.month)),
        ]


def as_data(charted: Charted) -> dict[str, object]:
    """For programs: names that stay, and every figure in full."""
    chart, indicator = charted.chart, charted.indicator
    return {
        "key": indicator.key,
        "title": str(indicator.title),
        "unit": indicator.unit.value,
        "direction": int(indicator.direction),
        "target": chart.target,
        "finding": finding(chart),
        "display": chart.display.value,
        "variation": chart.variation and chart.variation.value,
        "variation_words": variation_words(chart),
        "assurance": chart.assurance and chart.assurance.value,
        "assurance_words": assurance_words(chart),
        "limits": [_limits(each) for each in chart.segments],
        "months": [_month(mark) for mark in chart.months],
        "notes": [
            {"on": note.on.isoformat(), "kind": note.kind, "words": note.words}
            for note in chart.notes
        ],
    }


def _month(mark: Mark) -> dict[str, object]:
    return {
        "month": f"{mark.month:%Y-%m}",
        "state": mark.state.value,
        "value": mark.value,
        "numerator": mark.numerator,
        "denominator": mark.denominator,
        "rules": [str(signal) for signal in mark.signals],
        "meaning": mark.meaning.value,
    }


def _limits(segment: Segment) -> dict[str, object]:
    return {
        "from": f"{segment.first:%Y-%m}",
        "to": f"{segment.last:%Y-%m}",
        "points": segment.points,
        "fixed_to_first": segment.fixed_from,
        "lower": segment.lower,
        "middle": segment.middle,
        "upper": segment.upper,
    }


def _segment(chart: Chart, mark: Mark) -> Segment | None:
    """Whose lines hold for this month."""
    return next(
        (each for each in chart.segments if each.first <= mark.month <= each.last), None
    )

"""The table under a chart and the file to take away, from the same value as the drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Indicator
from mutualaid.indicators.charts import Chart, Mark, Segment, State
from mutualaid.indicators.live import value_words

from .words import amount, month_words, special_words

STATES = {
    State.MISSING: _("Not read"),
    State.EMPTY: _("Nothing to count"),
    State.WITHHELD: _("Withheld: too few people"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A month in words."""

    month: str
    value: str
    special: str
    notes: tuple[str, ...]


def rows_of(indicator: Indicator, chart: Chart) -> tuple[Row, ...]:
    """The newest month first."""
    return tuple(
        Row(
            month=month_words(mark.month),
            value=mark_words(indicator, mark),
            special=special_words(mark),
            notes=tuple(notes_of(chart, mark.month)),
        )
        for mark in reversed(chart.months)
    )


def mark_words(indicator: Indicator, mark: Mark, *, says_so_far: bool = True) -> str:
    """A month's value, or why there is none."""
    if mark.value is None:
        return str(STATES[mark.state])
    words = value_words(indicator, mark_value(mark))
    if mark.state is State.RUNNING and says_so_far:
        return gettext("%(value)s so far") % {"value": words}
    return words


@dataclass(frozen=True, slots=True)
class MarkValue:
    """A month's figures without what was said beside them."""

    numerator: int
    denominator: int | None
    detail: str = ""


def mark_value(mark: Mark) -> MarkValue:
    return MarkValue(mark.numerator or 0, mark.denominator)


def point_words(indicator: Indicator, mark: Mark) -> str:
    """All that is known of a month, for whoever points at it."""
    told = [f"{month_words(mark.month)}: {mark_words(indicator, mark)}"]
    if special := special_words(mark):
        told.append(special)
    return ". ".join(told)


def notes_of(chart: Chart, month: date) -> Iterator[str]:
    """The numbers that notes of this month have on the chart, with their words."""
    for number, note in enumerate(chart.notes, 1):
        if note.on.replace(day=1) == month:
            yield gettext("Note %(number)d: %(words)s") % {
                "number": number,
                "words": note.words,
            }


def range_words(chart: Chart, segment: Segment) -> str:
    """What is expected of each month of a segment."""
    told = {"middle": amount(segment.middle, chart.unit)}
    if segment.lower is None or segment.upper is None:
        return gettext("Median %(middle)s") % told
    most = float("inf") if chart.most is None else chart.most
    told["lower"] = amount(max(segment.lower, 0.0), chart.unit)
    told["upper"] = amount(min(segment.upper, most), chart.unit)
    return gettext("Mean %(middle)s, expected range %(lower)s to %(upper)s") % told

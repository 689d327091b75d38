"""The page of one measure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mutualaid.design_system import dates
from mutualaid.indicators.chart_finding import Charted
from mutualaid.indicators.charts import Variation, suggested_rebase
from mutualaid.indicators.live import sentence
from mutualaid.indicators.models import NoteKind
from mutualaid.indicators.spc import Assurance

from .cautions import cautions, limits_words
from .charts import direction_words, subtitle
from .findings import assurance_words, finding, pair_words, variation_words
from .table import MarkValue, Row, rows_of
from .words import amount, month_words


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note under the chart, with its number on it."""

    number: int
    on: str
    kind: str
    words: str
    reference: str


@dataclass(frozen=True, slots=True)
class RebaseLine:
    """Why limits are worked out anew."""

    month: str
    reason: str
    reference: str


@dataclass(frozen=True, slots=True)
class SuggestedRebase:
    """A question to whoever keeps the chart."""

    words: str
    month: str


@dataclass(frozen=True, slots=True)
class ChartPage:
    """Everything that the page says."""

    key: str
    title: str
    finding: str
    subtitle: str
    direction: str
    newest: str
    newest_on: str
    variation: Variation | None
    variation_words: str
    assurance: Assurance | None
    assurance_words: str
    target: str
    pair: str
    limits: tuple[str, ...]
    cautions: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[NoteLine, ...]
    rebases: tuple[RebaseLine, ...]
    suggestion: SuggestedRebase | None


def present_page(charted: Charted) -> ChartPage:
    chart, indicator = charted.chart, charted.indicator
    newest, newest_on = _newest(charted)
    return ChartPage(
        key=indicator.key,
        title=str(indicator.title),
        finding=finding(chart),
        subtitle=subtitle(indicator),
        direction=direction_words(indicator),
        newest=newest,
        newest_on=newest_on,
        variation=chart.variation,
        variation_words=variation_words(chart),
        assurance=chart.assurance,
        assurance_words=assurance_words(chart),
        target="" if chart.target is None else amount(chart.target, chart.unit),
        pair=pair_words(chart),
        limits=tuple(limits_words(chart)),
        cautions=tuple(cautions(chart)),
        rows=rows_of(indicator, chart),
        notes=_notes(charted),
        rebases=tuple(
            RebaseLine(month_words(each.month), each.reason, each.reference)
            for each in charted.rebases
        ),
        suggestion=_suggestion(charted),
    )


def months_to_choose(charted: Charted) -> list[tuple[date, str]]:
    """Where new limits may start: every month with a point but the first, the newest first."""
    months = [mark.month for mark in charted.chart.counted[1:]]
    return [(month, month_words(month)) for month in reversed(months)]


def target_to_change(charted: Charted) -> dict[str, str]:
    """What is set now, as its form shows it."""
    target, baseline = charted.chart.target, charted.baseline
    return {
        "target": "" if target is None else f"{target:g}",
        "baseline": str(baseline or ""),
    }


def _newest(charted: Charted) -> tuple[str, str]:
    """The newest value and the day it was read; nothing of one that is withheld.

    What was said beside a count of people stays inside.
    """
    mark = charted.chart.newest
    reading = charted.reading_of(mark.month) if mark else None
    if mark is None or reading is None:
        return "", ""
    detail = "" if charted.indicator.counts_people else reading.detail
    value = MarkValue(mark.numerator or 0, mark.denominator, detail)
    return sentence(charted.indicator, value), dates.full_date(reading.taken_at)


def _notes(charted: Charted) -> tuple[NoteLine, ...]:
    return tuple(
        NoteLine(
            number=number,
            on=dates.full_date(note.on),
            kind=str(NoteKind(note.kind).label),
            words=note.words,
            reference=note.reference,
        )
        for number, note in enumerate(charted.chart.notes, 1)
    )


def _suggestion(charted: Charted) -> SuggestedRebase | None:
    found = suggested_rebase(charted.chart)
    if found is None:
        return None
    words = gettext(
        "%(points)d months in a row lie on one side of the mean, from %(month)s on. Shortly "
        "before, on %(day)s: %(note)s. If that is why, and you expect it to stay, the limits can "
        "be worked out anew."
    ) % {
        "points": found.points,
        "month": month_words(found.month),
        "day": dates.full_date(found.note.on),
        "note": found.note.words,
    }
    return SuggestedRebase(words, found.month.isoformat())

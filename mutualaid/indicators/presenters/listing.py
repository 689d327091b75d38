"""All measures on one page, by the feature that counts them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.indicators.chart_finding import Charted
from mutualaid.indicators.charts import SMALL, Mark, State, Variation
from mutualaid.indicators.spc import Assurance

from .charts import DrawnChart, drawn
from .findings import assurance_words, finding, variation_words
from .table import mark_words
from .words import month_words

GROUPS: dict[str, Promise] = {
    "care": _("Talks about mutual aid"),
    "clients": _("Clients"),
    "directory": _("Meetings"),
    "organisations": _("Champions"),
    "self_assessment": _("Self-assessment"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One measure at a glance."""

    key: str
    title: str
    value: str
    month: str
    finding: str
    variation: Variation | None
    variation_words: str
    assurance: Assurance | None
    assurance_words: str
    small: DrawnChart | None


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of one feature."""

    key: str
    title: str
    lines: tuple[Line, ...]


def groups_of(all_charted: Iterable[Charted]) -> list[Group]:
    """Charts come in the order of their keys, which begin with the feature's name."""
    found = groupby(all_charted, key=lambda each: each.indicator.key.split(".")[0])
    return [
        Group(app, str(GROUPS.get(app, app)), tuple(_line(each) for each in of_app))
        for app, of_app in found
    ]


def _line(charted: Charted) -> Line:
    chart, indicator = charted.chart, charted.indicator
    newest = _newest(charted)
    return Line(
        key=indicator.key,
        title=str(indicator.title),
        value=mark_words(indicator, newest, says_so_far=False) if newest else "",
        month=_month(newest) if newest else "",
        finding=finding(chart),
        variation=chart.variation,
        variation_words=variation_words(chart),
        assurance=chart.assurance,
        assurance_words=assurance_words(chart),
        small=drawn(charted, SMALL),
    )


def _month(mark: Mark) -> str:
    month = month_words(mark.month)
    if mark.state is State.RUNNING:
        return gettext("%(month)s so far") % {"month": month}
    return month


def _newest(charted: Charted) -> Mark | None:
    """The last month that anything can be told of, be it that its value is withheld."""
    told = charted.chart.months
    return charted.chart.newest or (told[-1] if told else None)

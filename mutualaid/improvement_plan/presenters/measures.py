"""What an action is measured by, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from mutualaid.core.measures import Direction, Indicator, Unit
from mutualaid.design_system.dates import full_date
from mutualaid.improvement_plan.models import Action
from mutualaid.indicators.live import sentence
from mutualaid.indicators.models import Reading
from mutualaid.indicators.registry import find_indicator


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """An indicator beside what an action wants of it. Empty texts are unknown."""

    key: str
    title: str
    now: str
    read_on: str
    start: str
    target: str
    is_met: bool


def present_measure(action: Action, reading: Reading | None) -> ShownMeasure | None:
    """None where the action has no measure that there is."""
    indicator = find_indicator(action.indicator_key)
    if indicator is None:
        return None
    return ShownMeasure(
        key=indicator.key,
        title=str(indicator.title),
        now=sentence(indicator, reading) if reading else gettext("no reading yet"),
        read_on=full_date(reading.taken_at) if reading else "",
        start=number_words(indicator, action.value_at_start),
        target=number_words(indicator, action.target),
        is_met=_is_met(indicator, action.target, reading.value if reading else None),
    )


def number_words(indicator: Indicator, value: float | None) -> str:
    """A value in the unit of the chart: "84%", "12 days", "7"."""
    if value is None:
        return ""
    number = f"{value:,.1f}".removesuffix(".0")
    if indicator.unit is Unit.SHARE:
        return gettext("%(number)s%%") % {"number": number}
    if indicator.unit is Unit.DAYS:
        words = ngettext("%(number)s day", "%(number)s days", round(value))
        return words % {"number": number}
    return number


def _is_met(indicator: Indicator, target: float | None, now: float | None) -> bool:
    if target is None or now is None or indicator.direction is Direction.NEUTRAL:
        return False
    way = int(indicator.direction)
    return now * way >= target * way

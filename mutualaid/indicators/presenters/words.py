"""What charts say of amounts, months and special points."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Unit
from mutualaid.indicators.charts import Mark
from mutualaid.indicators.spc import Meaning, Rule, Signal

MOST_WITH_DECIMALS = 100
SIGNALS = {
    (Rule.LIMIT, True): _("above the expected range"),
    (Rule.LIMIT, False): _("below the expected range"),
    (Rule.TREND, True): _("part of a rise over seven months or more"),
    (Rule.TREND, False): _("part of a fall over seven months or more"),
    (Rule.TWO_OF_THREE, True): _("two of three near the upper limit"),
    (Rule.TWO_OF_THREE, False): _("two of three near the lower limit"),
    (Rule.SHIFT, True): _("one of seven or more in a row above the mean"),
    (Rule.SHIFT, False): _("one of seven or more in a row below the mean"),
}
MEANINGS = {
    Meaning.IMPROVEMENT: _("Better"),
    Meaning.CONCERN: _("Worse"),
    Meaning.NEUTRAL_HIGH: _("Changed"),
    Meaning.NEUTRAL_LOW: _("Changed"),
}


def amount(value: float, unit: Unit) -> str:
    """A value or a line: "74%", "6.4", "112 days". 0% and 100% are said only if they are so."""
    if unit is Unit.SHARE:
        whole = round(value)
        if 0 < value < 100:
            whole = min(max(whole, 1), 99)
        return gettext("%(n)d%%") % {"n": whole}
    number = short(value)
    if unit is Unit.DAYS:
        return ngettext("%(n)s day", "%(n)s days", 1 if value == 1 else 2) % {
            "n": number
        }
    return number


def tick(value: float, unit: Unit) -> str:
    """The same at an axis, where there is no room for a word."""
    return amount(value, unit) if unit is Unit.SHARE else short(value)


def short(value: float) -> str:
    """With one decimal where there is one that matters."""
    is_whole = value >= MOST_WITH_DECIMALS or float(f"{value:.1f}").is_integer()
    return f"{value:,.0f}" if is_whole else f"{value:,.1f}"


def month_words(month: date) -> str:
    return format_date(month, "F Y")


def short_month(month: date) -> str:
    """As an axis has it: "Nov 26"."""
    return format_date(month, "M y")


def special_words(mark: Mark) -> str:
    """Every rule that a point is special by, and what that means; empty for a usual one."""
    if not mark.signals:
        return ""
    reasons = ", ".join(signal_words(each) for each in mark.signals)
    if mark.is_mixed:
        return gettext("Mixed signal: %(reasons)s") % {"reasons": reasons}
    told = {"meaning": MEANINGS[mark.meaning], "reasons": reasons}
    return gettext("%(meaning)s: %(reasons)s") % told


def signal_words(signal: Signal) -> str:
    return str(SIGNALS[signal.rule, signal.is_high])


def quarter_in_words(quarter: date) -> str:
    """A quarter, named by its first day: "January to March 2026"."""
    months = {
        1: gettext("January to March %(year)d"),
        4: gettext("April to June %(year)d"),
        7: gettext("July to September %(year)d"),
        10: gettext("October to December %(year)d"),
    }
    return months[quarter.month] % {"year": quarter.year}

"""What a chart says, in one sentence, and in the words beside its icons."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Unit
from mutualaid.indicators.charts import Chart, Mark, NoIcons, Variation
from mutualaid.indicators.run_charts import Display
from mutualaid.indicators.spc import Assurance, Rule, Signal

from .words import month_words

# The rule that tells most of the story goes first.
TELLING = (Rule.SHIFT, Rule.TREND, Rule.LIMIT, Rule.TWO_OF_THREE)
HIGH = {Variation.BETTER_HIGH, Variation.WORSE_HIGH, Variation.CHANGED_HIGH}
SHIFTED = {
    (Unit.SHARE, True): _("A larger share since %(month)s"),
    (Unit.SHARE, False): _("A smaller share since %(month)s"),
    (Unit.COUNT, True): _("More since %(month)s"),
    (Unit.COUNT, False): _("Fewer since %(month)s"),
    (Unit.DAYS, True): _("Longer since %(month)s"),
    (Unit.DAYS, False): _("Shorter since %(month)s"),
}
CHANGED = {
    (Rule.TREND, True): _("Rising since %(month)s"),
    (Rule.TREND, False): _("Falling since %(month)s"),
    (Rule.LIMIT, True): _("Unusually high in %(month)s"),
    (Rule.LIMIT, False): _("Unusually low in %(month)s"),
    (Rule.TWO_OF_THREE, True): _("High in two of three months until %(month)s"),
    (Rule.TWO_OF_THREE, False): _("Low in two of three months until %(month)s"),
}
VARIATIONS = {
    Variation.COMMON: _("Steady"),
    Variation.BETTER_HIGH: _("Better: high"),
    Variation.BETTER_LOW: _("Better: low"),
    Variation.WORSE_HIGH: _("Worse: high"),
    Variation.WORSE_LOW: _("Worse: low"),
    Variation.CHANGED_HIGH: _("Changed: high"),
    Variation.CHANGED_LOW: _("Changed: low"),
}
ASSURANCES = {
    Assurance.PASS: _("Will meet its target"),
    Assurance.FAIL: _("Will not meet its target"),
    Assurance.HIT_OR_MISS: _("May meet or miss its target"),
}
WITHOUT_ICONS = {
    NoIcons.FEW: _("Too few months yet"),
    NoIcons.GAPS: _("Too many months missing"),
    NoIcons.NEW_LIMITS: _("New limits, too few months yet"),
}
PAIRS = {
    ("better", Assurance.PASS): _(
        "It gets better, and it meets its target. Keep doing what you do."
    ),
    ("better", Assurance.FAIL): _(
        "It gets better, and the target is still out of reach: something has to be done "
        "differently."
    ),
    ("better", Assurance.HIT_OR_MISS): _(
        "It gets better, and does not meet its target every month yet."
    ),
    ("common", Assurance.PASS): _(
        "It meets its target month by month. Look elsewhere first."
    ),
    ("common", Assurance.FAIL): _(
        "It works as it is set up, and set up like this it cannot meet its target."
    ),
    ("common", Assurance.HIT_OR_MISS): _(
        "Whether it meets its target is chance. Do not react to single months."
    ),
    ("worse", Assurance.PASS): _(
        "It gets worse, and still meets its target. Act early."
    ),
    ("worse", Assurance.FAIL): _(
        "It gets worse, and cannot meet its target as it is set up. Act now."
    ),
    ("worse", Assurance.HIT_OR_MISS): _(
        "It gets worse, and will miss its target more often. Find out what changed."
    ),
}


def finding(chart: Chart) -> str:
    """What the latest point says, as the title of its chart."""
    if chart.latest is None:
        return (
            gettext("No month is over yet")
            if chart.shown
            else gettext("No reading yet")
        )
    if chart.display is Display.DOTS:
        return _too_few(len(chart.counted))
    if chart.display is Display.RUN_CHART:
        return _of_a_run_chart(chart)
    if chart.no_icons is NoIcons.GAPS:
        return gettext("Too many months are missing to say whether it changed")
    if chart.no_icons is NoIcons.NEW_LIMITS:
        since = {"month": month_words(chart.segments[-1].first)}
        return gettext("New limits since %(month)s: too early to say more") % since
    return _of_a_control_chart(chart)


def _too_few(points: int) -> str:
    words = ngettext(
        "One month so far: too few to tell a change from chance",
        "%(n)d months so far: too few to tell a change from chance",
        points,
    )
    return words % {"n": points}


def _of_a_run_chart(chart: Chart) -> str:
    if chart.run_chart and chart.run_chart.is_special:
        return gettext("More than chance: these months lie apart from each other")
    return gettext("Steady so far: no more than chance")


def _of_a_control_chart(chart: Chart) -> str:
    variation, latest = chart.variation, chart.latest
    if variation is Variation.COMMON or variation is None or latest is None:
        return gettext("Steady: nothing notable has changed")
    signal = _telling(latest, is_high=variation in HIGH)
    change = _change(chart, latest, signal)
    if variation.startswith("better"):
        return gettext("%(change)s, which is better") % {"change": change}
    if variation.startswith("worse"):
        return gettext("%(change)s, which is worse") % {"change": change}
    return change


def _telling(latest: Mark, *, is_high: bool) -> Signal:
    """The signal to speak of: of those that the icon stands for."""
    told = [each for each in latest.signals if each.is_high == is_high]
    return min(told, key=lambda each: TELLING.index(each.rule))


def _change(chart: Chart, latest: Mark, signal: Signal) -> str:
    if signal.rule is Rule.SHIFT:
        words, since = SHIFTED[chart.unit, signal.is_high], _since(chart, signal)
    elif signal.rule is Rule.TREND:
        words, since = CHANGED[signal.rule, signal.is_high], _since(chart, signal)
    else:
        words, since = CHANGED[signal.rule, signal.is_high], latest
    return str(words) % {"month": month_words(since.month)}


def _since(chart: Chart, signal: Signal) -> Mark:
    """The first point of the run that the latest one belongs to."""
    first = chart.counted[-1]
    for mark in reversed(chart.counted):
        if signal not in mark.signals or mark.month < chart.segments[-1].first:
            break
        first = mark
    return first


def variation_words(chart: Chart) -> str:
    """Beside the icon of the latest point, or why there is none."""
    if chart.variation is not None:
        return str(VARIATIONS[chart.variation])
    return str(WITHOUT_ICONS[chart.no_icons or NoIcons.FEW])


def assurance_words(chart: Chart) -> str:
    """Beside the icon of the target; empty where there is no target."""
    if chart.target is None:
        return ""
    if chart.assurance is None:
        return gettext("Not assessed")
    return str(ASSURANCES[chart.assurance])


def pair_words(chart: Chart) -> str:
    """What both icons say together; empty where one is missing, or neither way is good."""
    if chart.variation is None or chart.assurance is None:
        return ""
    return str(PAIRS[chart.variation.split("-")[0], chart.assurance])

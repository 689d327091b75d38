"""What else could be asked: the form, the quick links, the choices made so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system.remembered import remembered
from mutualaid.directory.finder.query import (
    APPROACHES,
    AUDIENCES,
    MODES,
    WEEKDAYS,
    FinderQuery,
)
from mutualaid.directory.finding import USUAL_MILES
from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES
from mutualaid.directory.published import Published

DISTANCES = (1, 2, 5, 10, 25, 50, 100)  # miles


@dataclass(frozen=True, slots=True)
class Link:
    """Words and an address; `is_current` where it is what was asked already."""

    text: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class QuickLinks:
    """A line of links of which one is current."""

    label: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Choice:
    """One checkbox or option."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of checkboxes that share a name."""

    name: str
    legend: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class FinderForm:
    """The form's fields, with what they hold."""

    distances: list[Choice]
    facets: list[Facet]
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class _Offer:
    """A facet as this directory can offer it: its field and the labels by value."""

    name: str
    field: str
    legend: str
    labels: Mapping[str, str]

    def chosen(self, query: FinderQuery) -> tuple[str, ...]:
        value = getattr(query, self.field)
        return value if isinstance(value, tuple) else ("yes",) * value


def offers(published: Published) -> tuple[_Offer, ...]:
    """Every facet, in the order people ask."""
    facets = published.snapshot.facets
    return _offers(
        published.fellowships, facets.values("feature"), facets.values("language")
    )


@remembered
def _offers(
    fellowships: tuple[tuple[str, str], ...],
    features: tuple[str, ...],
    languages: tuple[str, ...],
) -> tuple[_Offer, ...]:
    offered = {key: gettext(FEATURES[key]) for key in features if key in FEATURES}
    spoken = {key: gettext(LANGUAGES[key]) for key in languages if key in LANGUAGES}
    open_to_anyone = {"yes": gettext("Open to anyone")}
    return (
        _Offer("day", "day", gettext("Day"), _day_names()),
        _Offer("fellowship", "fellowship", gettext("Fellowship"), dict(fellowships)),
        _Offer("mode", "mode", gettext("How you take part"), _mode_names()),
        _Offer("for", "audience", gettext("Who it is for"), _audience_names()),
        _Offer("approach", "approach", gettext("How it works"), _approach_names()),
        _Offer("open", "open_only", gettext("Bringing someone"), open_to_anyone),
        _Offer("feature", "feature", gettext("What it offers"), offered),
        _Offer("language", "language", gettext("Language"), spoken),
    )


def finder_form(query: FinderQuery, published: Published) -> FinderForm:
    """The form for a question."""
    return FinderForm(
        distances=_distances(query.within or USUAL_MILES),
        facets=[
            Facet(offer.name, offer.legend, _choices(offer.labels, offer.chosen(query)))
            for offer in offers(published)
        ],
        after=query.after.strftime("%H:%M") if query.after else "",
        before=query.before.strftime("%H:%M") if query.before else "",
    )


@remembered
def _distances(chosen: float) -> list[Choice]:
    """The offered distances, and one that somebody's own link asks for."""
    return [
        Choice(f"{miles:g}", _miles(miles), miles == chosen)
        for miles in sorted({*DISTANCES, chosen})
    ]


def _choices(labels: Mapping[str, str], chosen: tuple[str, ...]) -> list[Choice]:
    return [Choice(value, text, value in chosen) for value, text in labels.items()]


def chips(query: FinderQuery, published: Published) -> list[Link]:
    """Every choice made, with the address that leaves it out."""
    made = []
    for offer in offers(published):
        chosen = offer.chosen(query)
        for value in chosen:
            rest = tuple(each for each in chosen if each != value)
            text = offer.labels.get(value, value)
            made.append(Link(text, f"?{query.address(**{offer.field: rest})}"))
    if query.after or query.before:
        made.append(Link(_span(query), f"?{query.address(after=None, before=None)}"))
    if query.q:
        made.append(Link(f"“{query.q}”", f"?{query.address(q='')}"))
    return made


def quick_links(query: FinderQuery, now: datetime) -> list[QuickLinks]:
    """Days and parts of the day, one press each."""
    words = _quick_words()
    parts = [
        (None, None),
        (None, time(12)),
        (time(12), time(17)),
        (time(17), None),
    ]
    if query.day == ("today",):
        local = now.astimezone(clock.LOCAL_ZONE) - timedelta(minutes=10)
        parts.append((local.time().replace(second=0, microsecond=0), None))
    days = [
        Link(text, f"?{query.address(day=day)}", query.day == day)
        for text, day in zip(
            words["days"], ((), ("today",), ("tomorrow",)), strict=True
        )
    ]
    times = [
        Link(
            text,
            f"?{query.address(after=after, before=before)}",
            (query.after, query.before) == (after, before),
        )
        for text, (after, before) in zip(words["parts"], parts, strict=False)
    ]
    return [QuickLinks(words["day"], days), QuickLinks(words["time"], times)]


@remembered
def _quick_words() -> dict[str, Any]:
    return {
        "day": gettext("Day"),
        "days": (gettext("Any day"), gettext("Today"), gettext("Tomorrow")),
        "sorts": (gettext("Nearest first"), gettext("Soonest first")),
        "time": gettext("Time"),
        "parts": (
            gettext("Any time"),
            gettext("Morning"),
            gettext("Afternoon"),
            gettext("Evening"),
            gettext("From now"),
        ),
    }


def sort_links(query: FinderQuery) -> list[Link]:
    """Nearest first or soonest first, for when there is a place to be near to."""
    is_soonest = query.sort == "soonest"
    nearest, soonest = _quick_words()["sorts"]
    return [
        Link(nearest, f"?{query.address(sort='')}", not is_soonest),
        Link(soonest, f"?{query.address(sort='soonest')}", is_soonest),
    ]


def wide_enough(miles: float) -> int | None:
    """The least of the offered distances that reaches so far."""
    return next((each for each in DISTANCES if each >= miles), None)


def _miles(miles: float) -> str:
    if miles == 1:
        return gettext("1 mile")
    return gettext("%(n)s miles") % {"n": f"{miles:g}"}


def _span(query: FinderQuery) -> str:
    after = query.after.strftime("%H:%M") if query.after else ""
    before = query.before.strftime("%H:%M") if query.before else ""
    if after and before:
        return gettext("%(after)s to %(before)s") % {"after": after, "before": before}
    if after:
        return gettext("from %(after)s") % {"after": after}
    return gettext("before %(before)s") % {"before": before}


@remembered
def _day_names() -> dict[str, str]:
    names = (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )
    return {
        "today": gettext("Today"),
        "tomorrow": gettext("Tomorrow"),
        **dict(zip(WEEKDAYS, names, strict=True)),
    }


@remembered
def _mode_names() -> dict[str, str]:
    return dict(
        zip(
            MODES,
            (
                gettext("In person"),
                gettext("Online"),
                gettext("In person and online"),
                gettext("Not stated"),
            ),
            strict=True,
        )
    )


@remembered
def _audience_names() -> dict[str, str]:
    return dict(
        zip(
            AUDIENCES,
            (
                gettext("People with their own problem"),
                gettext("Family and friends"),
                gettext("Young people"),
            ),
            strict=True,
        )
    )


@remembered
def _approach_names() -> dict[str, str]:
    return dict(
        zip(
            APPROACHES,
            (gettext("12-step"), gettext("SMART tools"), gettext("Another way")),
            strict=True,
        )
    )

"""What else could be asked: the form, the quick links, the choices made so far."""

from collections.abc import Iterable, Mapping
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
from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES
from mutualaid.directory.published import Published

DISTANCES = (1, 2, 5, 10, 25, 50, 100)  # miles
USUAL_DISTANCE = 5


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


def finder_form(query: FinderQuery, published: Published) -> FinderForm:
    """The form for a question."""
    miles = query.within or USUAL_DISTANCE
    return FinderForm(
        distances=[
            Choice(str(each), _miles(each), each == miles) for each in DISTANCES
        ],
        facets=[
            Facet(name, legend, _choices(labels, chosen))
            for name, legend, labels, chosen in _facets(query, published)
        ],
        after=query.after.strftime("%H:%M") if query.after else "",
        before=query.before.strftime("%H:%M") if query.before else "",
    )


def _facets(
    query: FinderQuery, published: Published
) -> Iterable[tuple[str, str, Mapping[str, str], tuple[str, ...]]]:
    """Name, legend, labels by value, and the values chosen, in the order people ask."""
    facets = published.snapshot.facets
    features = _feature_names(facets.values("feature"))
    languages = _language_names(facets.values("language"))
    return (
        ("day", gettext("Day"), _day_names(), query.day),
        (
            "fellowship",
            gettext("Fellowship"),
            published.fellowships,
            query.fellowship,
        ),
        ("mode", gettext("How you take part"), _mode_names(), query.mode),
        ("for", gettext("Who it is for"), _audience_names(), query.audience),
        ("approach", gettext("How it works"), _approach_names(), query.approach),
        (
            "open",
            gettext("Bringing someone"),
            {"yes": gettext("Open to anyone")},
            ("yes",) if query.open_only else (),
        ),
        ("feature", gettext("What it offers"), features, query.feature),
        ("language", gettext("Language"), languages, query.language),
    )


def _choices(labels: Mapping[str, str], chosen: tuple[str, ...]) -> list[Choice]:
    return [Choice(value, text, value in chosen) for value, text in labels.items()]


def chips(query: FinderQuery, published: Published) -> list[Link]:
    """Every choice made, with the address that leaves it out."""
    made = []
    for name, _, labels, chosen in _facets(query, published):
        field = _FIELDS.get(name, name)
        for value in chosen:
            rest: Any = tuple(each for each in chosen if each != value)
            changes = {field: False if field == "open_only" else rest}
            text = str(labels.get(value, value))
            made.append(Link(text, f"?{query.address(**changes)}"))
    if query.after or query.before:
        made.append(Link(_span(query), f"?{query.address(after=None, before=None)}"))
    if query.q:
        made.append(Link(f"“{query.q}”", f"?{query.address(q='')}"))
    return made


_FIELDS = {"for": "audience", "open": "open_only"}


def quick_links(query: FinderQuery, now: datetime) -> list[QuickLinks]:
    """Days and parts of the day, one press each."""
    days = [
        (gettext("Any day"), ()),
        (gettext("Today"), ("today",)),
        (gettext("Tomorrow"), ("tomorrow",)),
    ]
    local = now.astimezone(clock.LOCAL_ZONE)
    soon = (local - timedelta(minutes=10)).time().replace(second=0, microsecond=0)
    parts: list[tuple[str, time | None, time | None]] = [
        (gettext("Any time"), None, None),
        (gettext("Morning"), None, time(12)),
        (gettext("Afternoon"), time(12), time(17)),
        (gettext("Evening"), time(17), None),
    ]
    if query.day == ("today",):
        parts.append((gettext("From now"), soon, None))
    return [
        QuickLinks(
            gettext("Day"),
            [
                Link(text, f"?{query.address(day=day)}", query.day == day)
                for text, day in days
            ],
        ),
        QuickLinks(
            gettext("Time"),
            [
                Link(
                    text,
                    f"?{query.address(after=after, before=before)}",
                    (query.after, query.before) == (after, before),
                )
                for text, after, before in parts
            ],
        ),
    ]


def sort_links(query: FinderQuery) -> list[Link]:
    """Nearest first or soonest first, where there is a place to be near to."""
    if not query.place:
        return []
    return [
        Link(
            gettext("Nearest first"),
            f"?{query.address(sort='')}",
            query.sort != "soonest",
        ),
        Link(
            gettext("Soonest first"),
            f"?{query.address(sort='soonest')}",
            query.sort == "soonest",
        ),
    ]


def wide_enough(miles: float) -> int | None:
    """The least of the offered distances that reaches so far."""
    return next((each for each in DISTANCES if each >= miles), None)


@remembered
def _miles(miles: int) -> str:
    return gettext("1 mile") if miles == 1 else gettext("%(n)d miles") % {"n": miles}


def _span(query: FinderQuery) -> str:
    after = query.after.strftime("%H:%M") if query.after else ""
    before = query.before.strftime("%H:%M") if query.before else ""
    if after and before:
        return gettext("%(after)s to %(before)s") % {"after": after, "before": before}
    if after:
        return gettext("from %(after)s") % {"after": after}
    return gettext("before %(before)s") % {"before": before}


@remembered
def _feature_names(keys: tuple[str, ...]) -> dict[str, str]:
    return {key: gettext(FEATURES[key]) for key in keys if key in FEATURES}


@remembered
def _language_names(keys: tuple[str, ...]) -> dict[str, str]:
    return {key: gettext(LANGUAGES[key]) for key in keys if key in LANGUAGES}


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

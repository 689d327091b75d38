"""What else could be asked: the form, the quick links, the choices made so far."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from mutualaid.design_system.remembered import remembered
from mutualaid.directory.finder.counts import PARTS_OF_DAY, Counts, Span, from_now
from mutualaid.directory.finder.query import CHECKED_WITHIN, FinderQuery
from mutualaid.directory.finding import USUAL_MILES
from mutualaid.directory.published import Published

from .offers import Offer, offers

DISTANCES = (1, 2, 5, 10, 25, 50, 100)  # miles


@dataclass(frozen=True, slots=True)
class Link:
    """Words and an address; `is_current` where it is what was asked already."""

    text: str
    href: str
    is_current: bool = False
    count: int | None = None  # how many meetings it leads to


@dataclass(frozen=True, slots=True)
class QuickLinks:
    """A line of links of which one is current."""

    label: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Choice:
    """One box, button or option."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Boxes:
    """A group of boxes that share a name; buttons where one excludes the others."""

    name: str
    legend: str
    choices: tuple[Choice, ...]
    is_single: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """Boxes, and how many meetings each of them would find.

    Apart, because the boxes are the same for every place and the numbers hardly ever.
    """

    boxes: Boxes
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FinderForm:
    """The form's fields, with what they hold."""

    distances: list[Choice]
    facets: list[Facet]
    after: str
    before: str

    @property
    def counts(self) -> str:
        """The numbers of all boxes in their order, for a page that has the boxes already."""
        return " ".join(str(n) for facet in self.facets for n in facet.counts)


def finder_form(query: FinderQuery, published: Published, counts: Counts) -> FinderForm:
    """The form for a question."""
    facets = [_facet(offer, query, counts) for offer in offers(published, query)]
    return FinderForm(
        distances=_distances(query.within or USUAL_MILES),
        facets=[*facets, _checked(query, counts)],
        after=query.after.strftime("%H:%M") if query.after else "",
        before=query.before.strftime("%H:%M") if query.before else "",
    )


def _facet(offer: Offer, query: FinderQuery, counts: Counts) -> Facet:
    numbers = counts.facets.get(offer.field, {})
    return Facet(
        _boxes(offer, offer.chosen(query)),
        tuple(numbers.get(value, 0) for value, _ in offer.labels),
    )


@remembered
def _boxes(offer: Offer, chosen: tuple[str, ...]) -> Boxes:
    choices = (Choice(value, text, value in chosen) for value, text in offer.labels)
    return Boxes(offer.name, offer.legend, tuple(choices))


def _checked(query: FinderQuery, counts: Counts) -> Facet:
    numbers = counts.facets.get("checked", {})
    boxes = _checked_boxes(query.checked)
    return Facet(boxes, tuple(numbers.get(each.value, 0) for each in boxes.choices))


@remembered
def _checked_boxes(chosen: int | None) -> Boxes:
    choices = [Choice("", gettext("At any time, or never"), chosen is None)]
    choices += [
        Choice(str(days), checked_words(days), days == chosen)
        for days in CHECKED_WITHIN
    ]
    legend = gettext("When it was last checked")
    return Boxes("checked", legend, tuple(choices), is_single=True)


def checked_words(days: int) -> str:
    """How long ago somebody confirmed it, at most."""
    return gettext("In the last %(n)d days") % {"n": days}


@remembered
def _distances(chosen: float) -> list[Choice]:
    """The offered distances, and one that somebody's own link asks for."""
    return [
        Choice(f"{miles:g}", _miles(miles), miles == chosen)
        for miles in sorted({*DISTANCES, chosen})
    ]


def chips(query: FinderQuery, published: Published) -> list[Link]:
    """Every choice made, with the address that leaves it out."""
    made = []
    for offer in offers(published, query):
        asked = getattr(query, offer.field)
        for value in offer.chosen(query):
            rest = tuple(each for each in asked if each != value)
            address = query.address(**{offer.field: rest})
            made.append(Link(dict(offer.labels)[value], f"?{address}"))
    if query.checked:
        text = gettext("Checked in the last %(n)d days") % {"n": query.checked}
        made.append(Link(text, f"?{query.address(checked=None)}"))
    if query.after or query.before:
        made.append(Link(_span(query), f"?{query.address(after=None, before=None)}"))
    if query.q:
        made.append(Link(f"“{query.q}”", f"?{query.address(q='')}"))
    return made


def quick_links(query: FinderQuery, now: datetime, counts: Counts) -> list[QuickLinks]:
    """Days and parts of the day, one press each."""
    words = _quick_words()
    spans: list[Span] = list(PARTS_OF_DAY)
    if query.day == ("today",):
        spans.append(from_now(now))
    days = [
        Link(
            text,
            f"?{query.address(day=(day,) if day else ())}",
            query.day == ((day,) if day else ()),
            counts.of("day", day),
        )
        for text, day in zip(words["days"], ("", "today", "tomorrow"), strict=True)
    ]
    times = [
        Link(
            text,
            f"?{query.address(after=after, before=before)}",
            (query.after, query.before) == (after, before),
            counts.spans.get((after, before), 0),
        )
        for text, (after, before) in zip(words["parts"], spans, strict=False)
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


@remembered
def _shape_words() -> tuple[tuple[str, str], ...]:
    return (
        ("/meetings/", gettext("List")),
        ("/meetings/map/", gettext("Map")),
        ("/meetings/print.pdf", gettext("Print")),
        ("/meetings/calendar.ics", gettext("Calendar")),
    )


def shapes(query: FinderQuery) -> list[Link]:
    """The same question as a list, on a map, on paper and in a calendar."""
    address = query.address()
    return [
        Link(text, f"{path}?{address}" if address else path)
        for path, text in _shape_words()
    ]


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

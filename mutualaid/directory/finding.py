"""One search: the question, the place it names, the page of meetings that answers it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from mutualaid.core import clock
from mutualaid.geography.found import Found, OtherPlace
from mutualaid.geography.lookup import find_place, suggest_places
from mutualaid.organisations.models import Area

from .cards import card_rows, confirmed_dates, references
from .finder.query import FinderQuery
from .finder.snapshot import Answer, Hit, Point
from .published import Published, published
from .special_dates import is_unconfirmed

USUAL_MILES = 5.0
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Finding:
    """What a search came to."""

    published: Published
    asked: FinderQuery
    query: FinderQuery  # with the distance that was meant
    area: Area
    found: Found | None  # the place, where one was named and is known
    answer: Answer
    rows: dict[int, Any]
    references: dict[int, str]  # of the other meetings that share a row
    confirmed: dict[int, set[date]]  # special days on which those of the page do run
    suggestions: tuple[OtherPlace, ...] = ()  # for a place that is not known
    beyond: Hit | None = None  # the nearest further away, where nothing is near
    online: int = 0  # that can be joined from anywhere, where nothing is near
    now: datetime = field(default_factory=clock.now)
    page_size: int = PAGE_SIZE

    @property
    def first(self) -> int:
        """The number of the first meeting of the page."""
        return (self.answer.page - 1) * self.page_size + 1

    @property
    def neighbours(self) -> dict[int, str]:
        """Names of the other areas."""
        areas = self.published.areas.items()
        return {pk: name for pk, name in areas if pk != self.area.pk}

    @property
    def place_is_unknown(self) -> bool:
        return bool(self.query.place) and self.found is None


def find(
    parameters: Mapping[str, Sequence[str]],
    area: Area,
    *,
    page_size: int = PAGE_SIZE,
    with_counts: bool = False,
    with_rows: bool = True,
) -> Finding:
    """Answer the parameters of an address for somebody in this area.

    `with_counts`: also how many there would be for each other choice. Without rows, the
    answer's keys are all there is.
    """
    directory = published.current()
    now = clock.now()
    asked = FinderQuery.read(parameters, directory.choices)
    found = find_start(asked.place, area, directory)
    near = Point(found.latitude, found.longitude) if found else None
    query = replace(asked, within=asked.within or USUAL_MILES) if near else asked
    snapshot = directory.snapshot
    answer = snapshot.answer(
        query,
        now,
        near=near,
        area=area.pk,
        page_size=page_size,
        with_counts=with_counts,
    )
    beyond, online = None, 0
    if not answer.total:
        beyond = snapshot.nearest_beyond(query, now, near) if near else None
        online = snapshot.online_among(query, now)
    hits = [*answer.hits, *([beyond] if beyond else [])]
    others = [key for hit in hits for key in hit.others]
    return Finding(
        published=directory,
        asked=asked,
        query=query,
        area=area,
        found=found,
        answer=answer,
        rows=card_rows(hit.key for hit in hits) if with_rows else {},
        references=references(others) if others else {},
        confirmed=_confirmed(hits),
        suggestions=_suggestions(asked.place, area) if not found else (),
        beyond=beyond,
        online=online,
        now=now,
        page_size=page_size,
    )


def _confirmed(hits: Iterable[Hit]) -> dict[int, set[date]]:
    """Asked on few days of the year, and then of few meetings."""
    special = [
        hit.key
        for hit in hits
        if hit.occurrence
        and is_unconfirmed(hit.occurrence.original_date, hit.occurrence.kind)
    ]
    return confirmed_dates(special) if special else {}


def _suggestions(text: str, area: Area) -> tuple[OtherPlace, ...]:
    return suggest_places(text, near=(area.latitude, area.longitude)) if text else ()


def find_start(text: str, area: Area, directory: Published) -> Found | None:
    """A published list of places knows best; the venues know where nothing was imported."""
    if not text:
        return None
    home = (area.latitude, area.longitude)
    return find_place(text, near=home) or directory.places.find(text)

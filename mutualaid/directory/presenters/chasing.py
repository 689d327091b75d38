"""Meetings that nobody has confirmed for long, each with whom to ask."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext

from mutualaid.directory.models import Group, GroupRelations, Meeting, ServicePosition
from mutualaid.directory.recurrence_words import describe

from .corrections import meeting_title

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask: what it is, and the address or number itself."""

    what: str
    where: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One meeting, and whom to ask about it."""

    reference: str
    title: str
    pattern: str
    checked: date | None
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class ToCheckPage:
    """One page of them."""

    total: int
    number: int
    pages: int
    rows: list[ToCheck] = field(default_factory=list)


def present_to_check(
    meetings: QuerySet[Meeting], positions: Iterable[ServicePosition], page: str
) -> ToCheckPage:
    """A page of them; a page that there is not is the nearest."""
    shown = Paginator(meetings, PAGE_SIZE).get_page(page or 1)
    by_fellowship: dict[int, list[ServicePosition]] = {}
    for position in positions:
        by_fellowship.setdefault(position.fellowship_id, []).append(position)
    return ToCheckPage(
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        rows=[
            _row(each, by_fellowship.get(each.fellowship_id, ()))
            for each in shown.object_list
        ],
    )


def _row(meeting: Meeting, positions: Iterable[ServicePosition]) -> ToCheck:
    return ToCheck(
        reference=meeting.reference,
        title=meeting_title(meeting),
        pattern=describe(meeting.pattern()),
        checked=meeting.verified_on,
        ways=list(_ways(meeting, positions)),
    )


def _ways(meeting: Meeting, positions: Iterable[ServicePosition]) -> Iterable[Way]:
    group = meeting.group
    if group is not None:
        yield from _ways_of_group(group)
    for position in positions:
        where = position.shared_email or position.shared_telephone
        if where:
            yield Way(str(position.get_role_display()), where)
    website = meeting.website or meeting.fellowship.website
    if website:
        yield Way(gettext("Website"), website, website)


def _ways_of_group(group: Group) -> Iterable[Way]:
    relations: GroupRelations | None = getattr(group, "relations", None)
    if relations is not None and relations.shared_email and relations.is_shared:
        said = gettext("The group’s shared address")
        if relations.letters_stopped:
            said = gettext("The group’s shared address (it wants no letters)")
        yield Way(said, relations.shared_email)
    if group.public_contact:
        yield Way(gettext("The group’s public contact"), group.public_contact)

"""Pages of meetings: of a question, and of what changed since an instant."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from mutualaid.core import clock
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.meetings import (
    MeetingQuerySet,
    MeetingStatus,
    Visibility,
)

from .parameters import Listing
from .question import Parameters, Question
from .telling import Teller, Told, joined, read_meetings

# What began earlier may be kept later, so the next time looks back as far as this.
LOOKING_BACK = timedelta(minutes=10)


def page_of_question(
    asked: Question, listing: Listing, parameters: Parameters, site: str, path: str
) -> Told:
    """The page that is asked for; beyond the last one it is empty."""
    keys, size = asked.keys(), listing.per_page
    first = (listing.page - 1) * size
    meetings = read_meetings(keys[first : first + size])
    teller = Teller(meetings, site)
    following = {**parameters, "page": [str(listing.page + 1)]}
    return {
        **_page([teller.tell(each) for each in meetings], len(keys), size),
        "page_number": listing.page,
        "next": _address(site, path, following) if first + size < len(keys) else None,
    }


def page_of_changes(
    since: datetime, listing: Listing, area: int, site: str, path: str
) -> Told:
    """The first changes from then on, in their order; `next` begins behind the last of them.

    Only this area's own: another's are told at its own address.
    """
    changed = _changed(area, since, listing.following)
    size = listing.per_page
    meetings = list(joined(changed)[: size + 1])
    meetings, is_last = meetings[:size], len(meetings) <= size
    teller = Teller(meetings, site)
    told = [
        teller.tell(each) if each.is_published() else _gone(each) for each in meetings
    ]
    page = {**_page(told, changed.count(), size), "page_number": 1}
    if is_last:
        return {**page, "follow_from": clock.now() - LOOKING_BACK}
    last = meetings[-1]
    following = {
        "changed_since": [last.changed_at.isoformat().replace("+00:00", "Z")],
        "following": [last.reference],
        "per_page": [str(size)],
    }
    return {**page, "next": _address(site, path, following)}


def _changed(area: int, since: datetime, following: str) -> MeetingQuerySet:
    residents = Q(visibility=Visibility.RESIDENTS)
    published = Q(status=MeetingStatus.LISTED) & ~residents
    was_published = Q(withdrawn_at__isnull=False)
    later = Q(changed_at__gte=since)
    if following:
        later = Q(changed_at__gt=since) | Q(changed_at=since, reference__gt=following)
    # Said twice, because only so does the index take it.
    found = Meeting.objects.filter(later, area=area, changed_at__gte=since)
    return found.filter(published | was_published).order_by("changed_at", "reference")


def _gone(meeting: Meeting) -> Told:
    return {"reference": meeting.reference, "withdrawn_at": meeting.withdrawn_at}


def _page(contents: Sequence[Told], total: int, size: int) -> dict[str, Any]:
    return {
        "total_items": total,
        "total_pages": max(1, -(-total // size)),
        "size": len(contents),
        "empty": not contents,
        "contents": contents,
    }


def _address(site: str, path: str, parameters: Parameters) -> str:
    return f"{site}{path}?{urlencode(parameters, doseq=True)}"

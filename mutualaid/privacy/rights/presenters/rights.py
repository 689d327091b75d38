"""Requests as pages and letters tell them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from mutualaid.design_system.dates import full_date
from mutualaid.privacy.models import RightsDecision, RightsRequest

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the list. `reference` is empty where the page may not be opened."""

    printed: str
    reference: str
    person: str
    kind: str
    received: str
    due: str
    left: str
    state: str
    urgency: str


def present_row(request: RightsRequest, today: date, *, may_open: bool) -> RequestRow:
    """A line; without what it is about for those who only know that there is one."""
    person = request.person
    return RequestRow(
        printed=request.printed,
        reference=request.reference if may_open else "",
        person=person.printed if may_open and person else "",
        kind=str(request.get_kind_display()) if may_open else "",
        received=full_date(request.received_on),
        due=full_date(request.due_on),
        left=days_words(request.days_left(today)) if request.is_open else "",
        state=str(request.get_status_display()),
        urgency=_urgency(request, today),
    )


def days_words(days: int) -> str:
    """How long there is: "12 days left"."""
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    if days == 0:
        return gettext("due today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def _urgency(request: RightsRequest, today: date) -> str:
    if not request.is_open:
        return ""
    return "caution" if request.days_left(today) <= SOON_DAYS else ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What of an erasure went and what stays, in words for the person."""

    erased: list[str]
    kept: list[tuple[str, str]]


def present_parts(decisions: list[RightsDecision]) -> Parts:
    return Parts(
        erased=[str(each.get_shelf_display()) for each in decisions if each.is_erased],
        kept=[
            (str(each.get_shelf_display()), str(each.get_because_display()))
            for each in decisions
            if not each.is_erased
        ],
    )

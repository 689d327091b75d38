"""Requests about somebody's data: written down, extended, answered, refused, taken back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Holiday
from mutualaid.privacy.models import (
    IdentityCheck,
    Person,
    RightsKind,
    RightsRequest,
    RightsStatus,
)
from mutualaid.privacy.rights.time_limit import due_on


@transaction.atomic
def open_request(
    *,
    person: Person,
    kind: RightsKind,
    words: str,
    identity_check: IdentityCheck,
    received_on: date,
    by: Hat,
) -> RightsRequest:
    """Write down what somebody asked for; the clock runs from the day they asked."""
    if received_on > clock.today():
        raise Refused(
            gettext("A request cannot have come on a day that is still ahead.")
        )
    request = RightsRequest(
        area_id=person.area_id,
        service_id=person.service_id,
        person=person,
        kind=kind,
        identity_check=identity_check,
        received_on=received_on,
        due_on=due_on(received_on, days_off_after(person.area_id, received_on)),
        opened_by_id=by.membership_id,
        opened_at=clock.now(),
    )
    request.write("sealed_words", words)
    request.save()
    _log("open", request, by)
    return request


@transaction.atomic
def extend_request(*, request: RightsRequest, reason: str, by: Hat) -> None:
    """Two months more, for a reason; only once, and only while there is still time."""
    request, _person = locked(request)
    if not request.is_open:
        raise Refused(request.stands())
    if request.is_extended:
        raise Refused(gettext("This request has been given more time already."))
    if clock.today() > request.due_on:
        raise Refused(
            gettext(
                "The day for this request is over, so it cannot get more time. Answer it now."
            )
        )
    days_off = days_off_after(request.area_id, request.received_on)
    request.due_on = due_on(request.received_on, days_off, extended=True)
    request.is_extended, request.reminded_on = True, None
    request.write("sealed_extension", reason)
    request.save()
    _log("extend", request, by)


def answer_request(*, request: RightsRequest, words: str, by: Hat) -> None:
    """Say that it is done, and what they were told."""
    _settle(request, RightsStatus.ANSWERED, words, by)


def refuse_request(*, request: RightsRequest, words: str, by: Hat) -> None:
    """Say no, and why."""
    _settle(request, RightsStatus.REFUSED, words, by)


def withdraw_request(*, request: RightsRequest, words: str, by: Hat) -> None:
    """The person does not want it any more."""
    _settle(request, RightsStatus.WITHDRAWN, words, by)


@transaction.atomic
def _settle(request: RightsRequest, status: RightsStatus, words: str, by: Hat) -> None:
    request, _person = locked(request)
    settle(request, status, words, by)
    _log(status.value, request, by)


def settle(request: RightsRequest, status: RightsStatus, words: str, by: Hat) -> None:
    """Bring a locked request to its end; the caller writes the log."""
    request.become(status)
    request.answered_on, request.answered_by_id = clock.today(), by.membership_id
    request.write("sealed_answer", words)
    request.save()


def locked(request: RightsRequest) -> tuple[RightsRequest, Person]:
    """The row as it is now, held until the commit, and whose it is. Raises Refused for nobody's."""
    found = RightsRequest.objects.select_for_update().get(pk=request.pk)
    if found.person is None:
        raise Refused(
            gettext(
                "Everything about this person has been erased. Nothing is left to do."
            )
        )
    return found, found.person


def days_off_after(area_id: int, day: date) -> set[date]:
    """Days on which the area's services are shut."""
    rows = Holiday.objects.filter(area=area_id, on__gte=day)
    return set(rows.values_list("on", flat=True))


def _log(what: str, request: RightsRequest, by: Hat) -> None:
    record(
        act=f"privacy.{what}_rights_request",
        by=by.actor,
        subject=f"rights-request:{request.reference}",
        detail={"due_on": request.due_on.isoformat()},
        area_id=request.area_id,
    )

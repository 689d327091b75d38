"""Deciding what of somebody goes and what stays, and letting go what goes."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.holds import refuse_if_held
from mutualaid.privacy.models import (
    KeptBecause,
    RightsDecision,
    RightsKind,
    RightsRequest,
    RightsStatus,
)
from mutualaid.privacy.rights.erasing_rows import SHELVES_OF_PEOPLE
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf

from .rights import locked, settle


@transaction.atomic
def decide_erasure(
    *,
    request: RightsRequest,
    kept: Mapping[Shelf, KeptBecause],
    words: str,
    by: Hat,
) -> None:
    """Erase every shelf that is not `kept`; with none kept, all there is about the person.

    What stays is written down with its reason. `words` are what the person is told. Cut off
    after the keys are gone, the request still stands open, and deciding it again finishes it.
    """
    request, person = locked(request)
    if request.kind != RightsKind.ERASURE:
        raise Refused(gettext("This request does not ask to have anything erased."))
    if not request.is_open:
        raise Refused(request.stands())
    going = [shelf for shelf in SHELVES_OF_PEOPLE if shelf not in kept]
    if going:
        refuse_if_held(person)
    _write_down(request, kept)
    settle(request, RightsStatus.ANSWERED, words if kept else "", by)
    record(
        act="privacy.decide_erasure",
        by=by.actor,
        subject=f"rights-request:{request.reference}",
        detail={"kept_shelves": [shelf.value for shelf in kept]},
        area_id=request.area_id,
    )
    if going:
        erase_person(person=person, by=by.actor, shelves=going if kept else EVERY_SHELF)


def _write_down(request: RightsRequest, kept: Mapping[Shelf, KeptBecause]) -> None:
    now = clock.now()
    RightsDecision.objects.bulk_create(
        RightsDecision(
            area_id=request.area_id,
            request=request,
            shelf=shelf,
            is_erased=shelf not in kept,
            because=kept.get(shelf, ""),
            decided_at=now,
        )
        for shelf in SHELVES_OF_PEOPLE
    )

"""Placing and lifting holds."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.models import Hold, HoldReason, Person


@transaction.atomic
def place_hold(
    *,
    person: Person,
    reason: HoldReason,
    by: Hat,
    words: str = "",
    until: date | None = None,
) -> Hold:
    """Keep everything about somebody until a day, or until the hold is lifted."""
    if until and until < clock.today():
        raise Refused(gettext("The last day of a hold cannot be in the past."))
    # An erasure that has begun holds this row; afterwards there is nobody to hold.
    person = Person.objects.select_for_update().get(pk=person.pk)
    hold = Hold(
        area_id=person.area_id,
        person=person,
        reason=reason,
        until=until,
        placed_at=clock.now(),
        placed_by_id=by.membership_id,
    )
    hold.write("sealed_words", words)
    hold.save()
    record(act="privacy.place_hold", by=by.actor, subject=person.token)
    return hold


@transaction.atomic
def lift_hold(*, hold: Hold, by: Hat) -> Hold:
    """Let the record's time count again."""
    standing = Hold.objects.in_force().select_for_update()
    hold = standing.filter(pk=hold.pk).first() or _refuse()
    hold.lifted_at, hold.lifted_by_id = clock.now(), by.membership_id
    hold.save(update_fields=["lifted_at", "lifted_by"])
    record(act="privacy.lift_hold", by=by.actor, subject=hold.person.token)
    return hold


def _refuse() -> Hold:
    raise Refused(gettext("This hold is over already."))

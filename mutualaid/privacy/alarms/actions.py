"""Saying what an alarm on many records turned out to be."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.models import BulkAlarm


@transaction.atomic
def settle_alarm(*, alarm: BulkAlarm, was_ordinary_work: bool, by: Hat) -> BulkAlarm:
    """Somebody else than whom it is about has asked. What was not work is an incident too."""
    rows = BulkAlarm.objects.visible_to(by).select_for_update(of=("self",))
    held = rows.with_everything().get(pk=alarm.pk)
    if held.settled_at:
        raise Refused(
            gettext("Somebody else has looked into it already. Nothing was changed.")
        )
    held.settled_at, held.settled_by_id = clock.now(), by.membership_id
    held.was_ordinary_work = was_ordinary_work
    held.save()
    record(
        act="privacy.settle_bulk_alarm",
        by=by.actor,
        subject=held.membership.user.token,
        detail={"alarm": held.reference},
    )
    return held

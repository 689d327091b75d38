"""Telling each service's team what came out."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service
from mutualaid.self_assessment.models import Round, TeamSummary
from mutualaid.self_assessment.standing import locked, require_signed


@transaction.atomic
def table_summary(
    *, opened: Round, service: Service, tabled_on: date, by: Hat, minutes: str = ""
) -> TeamSummary:
    """Keep when a team was told, and where it is minuted; said again, the later word holds."""
    held = locked(opened)
    require_signed(held)
    _require_day(held, tabled_on)
    row, _is_new = TeamSummary.objects.update_or_create(
        round=held,
        service=service,
        defaults={
            "area_id": held.area_id,
            "tabled_on": tabled_on,
            "minutes": minutes,
            "written_at": clock.now(),
        },
    )
    record(
        act="self_assessment.table_summary",
        by=by.actor,
        subject=f"round:{held.reference}",
        detail={"tabled_on": tabled_on.isoformat()},
    )
    return row


def _require_day(opened: Round, tabled_on: date) -> None:
    if tabled_on > clock.today():
        raise Refused(gettext("That day is still to come. Say so once it is over."))
    signed_on = opened.signed_off_at and opened.signed_off_at.astimezone(
        clock.LOCAL_ZONE
    )
    if signed_on and tabled_on < signed_on.date():
        raise Refused(gettext("That day is before the round was signed off."))

"""Counting what was done with people of whom no record is kept, one press at a time."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import Tally, TallyKind
from mutualaid.clients.months import this_month
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service


@transaction.atomic
def count_tally(*, service: Service, kind: TallyKind, press: str, by: Hat) -> Tally:
    """One more this month. A press that was sent twice, as by a double click, counts once."""
    tally = _held(service, kind)
    if press and tally.last_press == press:
        return tally
    tally.number, tally.last_press = tally.number + 1, press
    _save(tally, "clients.count_tally", by)
    return tally


@transaction.atomic
def take_back_tally(*, service: Service, kind: TallyKind, press: str, by: Hat) -> Tally:
    """One fewer this month, where somebody counted too many."""
    tally = _held(service, kind)
    if press and tally.last_press == press:
        return tally
    if not tally.number:
        raise Refused(_("Nothing has been counted there this month."))
    tally.number, tally.last_press = tally.number - 1, press
    _save(tally, "clients.take_back_tally", by)
    return tally


def _held(service: Service, kind: TallyKind) -> Tally:
    rows = Tally.objects.select_for_update()
    place = {"service": service, "month": this_month(), "kind": kind}
    tally, _made = rows.get_or_create(**place, defaults={"area_id": service.area_id})
    return tally


def _save(tally: Tally, act: str, by: Hat) -> None:
    tally.save(update_fields=["number", "last_press"])
    record(act=act, by=by.actor, detail={"tally": tally.kind})

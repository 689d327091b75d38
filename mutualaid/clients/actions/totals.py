"""How many emergencies there were and how many clients came, told once for each quarter."""

from datetime import date, datetime, time
from functools import partial

from django.db.models import Count

from mutualaid.clients.models import BreakGlass, BreakGlassReason, Client
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.indicators.actions.releasing import Counts, release_quarter
from mutualaid.indicators.quarters import finished_quarters, quarter_after
from mutualaid.organisations.models import Area, Service

EMERGENCIES, ADDED = "clients.emergencies", "clients.added"
QUARTERS = 4


def release_totals(*, area: Area, by: Actor) -> None:
    """Let out the totals of the last finished quarters, those that have not left yet."""
    for quarter in finished_quarters(clock.today(), QUARTERS):
        for key, count in {EMERGENCIES: _emergencies, ADDED: _added}.items():
            counted = partial(count, area, quarter)
            release_quarter(area=area, key=key, quarter=quarter, count=counted, by=by)


def _emergencies(area: Area, quarter: date) -> Counts:
    """By reason, which nothing changes afterwards."""
    opened = BreakGlass.objects.filter(area=area, opened_at__range=_span(quarter))
    found = dict(opened.order_by().values_list("reason").annotate(Count("pk")))
    reasons = [reason.value for reason in BreakGlassReason]
    return Counts(["opened"], reasons, [[found.get(each, 0) for each in reasons]])


def _added(area: Area, quarter: date) -> Counts:
    """By service, those that were not erased since."""
    clients = Client.objects.filter(area=area, created_at__range=_span(quarter))
    by_service = clients.order_by().values_list("service__reference")
    found = dict(by_service.annotate(Count("pk")))
    services = Service.objects.filter(area=area).order_by("pk")
    rows = list(services.values_list("reference", flat=True)) or [area.slug]
    return Counts(rows, ["added"], [[found.get(each, 0)] for each in rows])


def _span(quarter: date) -> tuple[datetime, datetime]:
    """Its first instant and the one before the next."""
    return _midnight(quarter), _midnight(quarter_after(quarter)) - datetime.resolution


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL_ZONE)

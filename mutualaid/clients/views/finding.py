"""What the views about one client begin with."""

from django.shortcuts import get_object_or_404

from mutualaid.clients.models import Client, RecordKeeping
from mutualaid.clients.presenters.record_keeping import (
    RecordKeepingWords,
    present_record_keeping,
)
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.roles import Role


def find_seen(hat: Hat, reference: str) -> Client:
    """The client, or 404 for everybody who may not see them; the page then says nothing."""
    rows = Client.objects.visible_to(hat).with_everything()
    return get_object_or_404(rows, person__reference=reference)


def own_service(hat: Hat) -> Service:
    return Service.objects.get(pk=hat.service_id or 0)


def keyworkers_of(service_id: int | None) -> list[Membership]:
    """Those of the service whose role holds today, by name."""
    here = Membership.objects.active().filter(role=Role.KEYWORKER, service=service_id)
    return list(here.select_related("user").order_by("user__name", "pk"))


def record_keeping_words(hat: Hat) -> RecordKeepingWords:
    """Which way the switch of the wearer's service is, for every page of this room."""
    return present_record_keeping(RecordKeeping.objects.is_on(hat.service_id), hat)

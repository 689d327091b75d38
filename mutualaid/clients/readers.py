"""Whom somebody may name as a reader of an extra-private client."""

from django.db.models import QuerySet

from mutualaid.organisations.models import Membership

from .models import Client, NamedReader
from .permissions import WORK_WITH_CLIENTS


def possible_readers(client: Client) -> QuerySet[Membership]:
    """Keyworkers and managers of the service whose role holds, but the client's own keyworker."""
    here = Membership.objects.active().filter(service=client.service_id)
    working = client.caseloads.open().values("membership")
    able = here.filter(role__in=WORK_WITH_CLIENTS).exclude(pk__in=working)
    return able.select_related("user").order_by("user__name", "pk")


def named_readers(client: Client) -> list[NamedReader]:
    """Those who are named, with whether their role still holds."""
    rows = client.named_readers.select_related("membership__user")
    return list(rows.order_by("membership__user__name", "pk"))

"""Which clients a list shows: one's own, those one stands in for, a manager's whole service."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .models import Caseload, Client
from .models.clients import ClientQuerySet
from .models.clients import ClientStatus as Status

PAGE_SIZE = 50


class Shown(StrEnum):
    """Which part of the list; stands in addresses."""

    ACTIVE = "active"
    COVERED = "covered"
    WITHOUT = "without-keyworker"
    DISCHARGED = "discharged"


# A manager sees the service; a keyworker sees nobody once the work with them has ended.
PARTS = {
    Role.KEYWORKER: (Shown.ACTIVE, Shown.COVERED),
    Role.SERVICE_MANAGER: (Shown.ACTIVE, Shown.WITHOUT, Shown.DISCHARGED),
}


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One page of the list."""

    shown: Shown
    clients: list[Client]
    total: int
    page: int
    pages: int


def list_part(hat: Hat, shown: str = "", page: str = "1") -> ClientPage:
    """A page of it, the longest without contact first; each reference is written down as seen.

    A part that this role has not leads to the first, a page that is not there to the nearest.
    """
    part = next((each for each in PARTS[hat.role] if each == shown), Shown.ACTIVE)
    found = in_part(hat, part)
    total = found.count()
    pages = max(-(-total // PAGE_SIZE), 1)
    number = min(max(int(page[:9]), 1), pages) if page.isdecimal() else 1
    start = (number - 1) * PAGE_SIZE
    rows = found.with_everything().prefetch_related(_keyworkers())
    clients = list(rows.order_by("last_contact_on", "pk")[start : start + PAGE_SIZE])
    look([client.person for client in clients], by=hat, what=Looked.LIST)
    return ClientPage(part, clients, total, number, pages)


def in_part(hat: Hat, part: Shown) -> ClientQuerySet:
    """Those of one part of the list, among those that this hat sees."""
    seen = Client.objects.visible_to(hat)
    if part is Shown.DISCHARGED:
        return seen.filter(status=Status.DISCHARGED)
    seen = seen.active()
    if part is Shown.COVERED:
        covered = Caseload.objects.covered_by(hat)
        return seen.filter(pk__in=covered.values("client"))
    if part is Shown.WITHOUT:
        return seen.exclude(_with_somebody())
    if hat.is_one_of(Role.KEYWORKER):
        return seen.filter(pk__in=Caseload.objects.of(hat).values("client"))
    return seen


def _with_somebody() -> Exists:
    """Whether a keyworker has them whose role holds today."""
    working = Membership.objects.active().values("pk")
    open_ones = Caseload.objects.open().filter(membership__in=working)
    return Exists(open_ones.filter(client=OuterRef("pk")))


def _keyworkers() -> Prefetch:
    rows = Caseload.objects.open().select_related("membership__user")
    return Prefetch("caseloads", rows, to_attr="now")

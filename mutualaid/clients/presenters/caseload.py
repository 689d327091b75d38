"""The list of clients in words: references, and names only where they were asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.clients.caseload_list import PARTS, ClientPage, Shown
from mutualaid.clients.models import Client
from mutualaid.design_system.dates import ago
from mutualaid.organisations.hats import Hat

PART_NAMES = {
    Shown.ACTIVE: _("With us now"),
    Shown.COVERED: _("You stand in for colleagues"),
    Shown.WITHOUT: _("Without a keyworker"),
    Shown.DISCHARGED: _("No longer with us"),
}


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client of the list."""

    reference: str
    printed: str
    name: str
    keyworker: str
    last_contact: str
    is_extra_private: bool


def present_clients(found: ClientPage, names: Mapping[int, str]) -> list[ClientRow]:
    """Rows in order; without a name where none was asked for, or none is kept."""
    return [
        ClientRow(
            reference=client.reference,
            printed=client.person.printed,
            name=names.get(client.pk, ""),
            keyworker=keyworker_words(client),
            last_contact=ago(client.last_contact_on),
            is_extra_private=client.is_extra_private,
        )
        for client in found.clients
    ]


def keyworker_words(client: Client) -> str:
    """Who works with them now; the list was read with it."""
    now = client.now  # type: ignore[attr-defined]
    return str(now[0].membership.user.name) if now else gettext("Nobody")


def part_links(hat: Hat, shown: Shown) -> list[tuple[str, str, bool]]:
    """Address, name, and whether it is the part that the page shows."""
    return [
        (f"?show={part.value}", str(PART_NAMES[part]), part is shown)
        for part in PARTS[hat.role]
    ]

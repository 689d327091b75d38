"""The rooms of each role: the pages that staff go to, as the navigation and Today list them.

Each app registers its own in a module `rooms`, found at the start. A room that is not built
is not registered, so that no link leads nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from .roles import Role


@dataclass(frozen=True, slots=True)
class Room:
    """A page, who goes there, and where it stands among the others."""

    label: str | Promise
    url_name: str
    roles: frozenset[Role]
    order: int


_rooms: list[Room] = []


def register_room(
    label: str | Promise,
    url_name: str,
    roles: Iterable[Role] | None = None,
    order: int = 50,
) -> None:
    """Add a room for these roles, for all if none is named; low orders come first."""
    chosen = frozenset(Role if roles is None else roles)
    _rooms.append(Room(label, url_name, chosen, order))
    _links.cache_clear()


def rooms_of(role: Role) -> tuple[tuple[str, str], ...]:
    """Address and name of every room of this role."""
    return _links(role, get_language() or "")


def discover() -> None:
    """Import every app's `rooms`, so that they register."""
    autodiscover_modules("rooms")


@cache
def _links(role: Role, language: str) -> tuple[tuple[str, str], ...]:
    here = sorted(
        (room for room in _rooms if role in room.roles), key=lambda room: room.order
    )
    with override(language or None):
        return tuple((reverse(room.url_name), str(room.label)) for room in here)


register_room(_("Today"), "show_today", order=0)
register_room(
    _("People"),
    "list_people",
    [Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER, Role.AUDITOR],
    order=55,
)
register_room(_("Organisations"), "list_organisations", order=60)
register_room(_("Champions"), "list_champions", order=65)
register_room(_("Holidays"), "list_holidays", order=70)
register_room(_("Settings"), "change_settings", [Role.AREA_ADMINISTRATOR], order=75)
register_room(
    _("Activity"),
    "list_activity",
    [Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER, Role.AUDITOR, Role.KEYWORKER],
    order=80,
)

"""Clients as a room of those who work with them."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.roles import Role
from mutualaid.organisations.rooms import register_room

from .permissions import WORK_WITH_CLIENTS

register_room(_("Clients"), "list_clients", WORK_WITH_CLIENTS, order=15)
register_room(_("Emergencies"), "list_break_glass", WORK_WITH_CLIENTS, order=17)
register_room(
    _("Clients and emergencies"),
    "count_break_glass",
    [Role.COMMISSIONER, Role.AUDITOR],
    order=42,
)

"""The pages of concerns in the navigation; whoever is a lead in another role comes by Today."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.roles import Role
from mutualaid.organisations.rooms import register_room

from .permissions import READ_TOTALS

register_room(_("Concerns"), "list_concerns", [Role.SERVICE_MANAGER], order=40)
register_room(_("How many concerns"), "count_concerns", READ_TOTALS, order=40)
register_room(
    _("Safeguarding leads"), "list_leads", [Role.AREA_ADMINISTRATOR], order=68
)

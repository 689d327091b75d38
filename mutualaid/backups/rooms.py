"""How backups stand, as a room of who looks after an area and who checks."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

from .permissions import READERS

register_room(_("Backups"), "show_backups", READERS, order=78)

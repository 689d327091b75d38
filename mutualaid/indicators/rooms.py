"""The charts as a room of everybody whom the partnership's work concerns."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

from .permissions import READERS

register_room(_("Indicators"), "list_indicators", READERS, order=45)

"""The improvement plan as a room of everybody whom it concerns."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

from .permissions import READERS

register_room(_("Improvement plan"), "show_plan", READERS, order=25)

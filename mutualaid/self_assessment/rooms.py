"""The self-assessment in the navigation."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

from .permissions import READERS

register_room(_("Self-assessment"), "list_rounds", READERS, order=20)

"""Local paragraphs of the hand-outs as a room of those who keep them."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

from .permissions import KEEPERS

register_room(_("Hand-outs"), "list_inserts", KEEPERS, order=45)

"""The directory as a room of everybody who works in an area."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

from .permissions import KEEPERS, OVERSEERS

register_room(_("Directory"), "show_directory", [*KEEPERS, *OVERSEERS], order=40)
register_room(_("Meetings"), "find_meetings", order=30)
register_room(_("Gaps and annexes"), "show_gaps", order=85)

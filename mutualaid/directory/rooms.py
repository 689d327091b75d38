"""The directory as a room of everybody who works in an area."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

register_room(_("Meetings"), "find_meetings", order=90)
register_room(_("Gaps and annexes"), "show_gaps", order=85)

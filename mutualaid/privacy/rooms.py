"""What is kept about people as a room of those who answer for it."""

from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.rooms import register_room

from .alarms.permissions import SEE_ALARMS
from .incidents.permissions import LISTERS as SEE_INCIDENTS
from .retention.permissions import SEE_REVIEWS
from .rights.permissions import LISTERS

register_room(_("Reviews and holds"), "list_reviews", SEE_REVIEWS, order=58)
register_room(_("Requests about data"), "list_rights_requests", LISTERS, order=57)
register_room(_("Very many records"), "list_alarms", SEE_ALARMS, order=59)
register_room(_("Incidents"), "list_incidents", SEE_INCIDENTS, order=56)

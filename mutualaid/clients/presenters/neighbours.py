"""Where a client's page leads: to their consents, their rights, and who looked."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutualaid.clients.models import Client
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.retention.permissions import can_hold

FOR_ALL = (
    ("list_consents", _("What they agreed to")),
    ("open_rights_request", _("They ask for something about their data")),
    ("attach_correction", _("They say that something is not right")),
    ("show_who_looked", _("Who looked at this record")),
    ("name_reader", _("Who may read this record")),
)
HOLD = ("place_hold", _("Keep this record longer than its time"))


def neighbour_links(client: Client, hat: Hat) -> list[tuple[str, str]]:
    """Address and words of each that this hat may open."""
    links = [*FOR_ALL, HOLD] if can_hold(hat) else FOR_ALL
    return [
        (reverse(name, args=[client.reference]), str(words)) for name, words in links
    ]

"""Where a client's page leads: to their consents, their rights, and who looked."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

NEIGHBOURS = (
    ("list_consents", _("What they agreed to")),
    ("open_rights_request", _("They ask for something about their data")),
    ("attach_correction", _("They say that something is not right")),
    ("show_who_looked", _("Who looked at this record")),
    ("name_reader", _("Who may read this record")),
    ("place_hold", _("Keep this record longer than its time")),
)


def neighbour_links(reference: str) -> list[tuple[str, str]]:
    """Address and words of each."""
    found = []
    for name, words in NEIGHBOURS:
        try:
            found.append((reverse(name, args=[reference]), str(words)))
        except NoReverseMatch:
            continue
    return found

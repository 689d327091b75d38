"""Two people in one record: who saw an older version of it is told, and writes nothing over."""

from django.utils.translation import gettext as _

from mutualaid.clients.models import Client
from mutualaid.core import clock
from mutualaid.core.refusal import Refused


class Superseded(Refused):
    """Somebody else changed the record since the page was opened."""


def hold_client(client: Client, version: int) -> Client:
    """The row as it stands now, held until the commit. Raises Superseded for another version."""
    rows = Client.objects.select_for_update(of=("self",)).with_everything()
    held = rows.get(pk=client.pk)
    if held.version != version:
        raise Superseded(
            _(
                "Somebody else changed this record while you had it open, so nothing of "
                "yours has been saved yet."
            )
        )
    return held


def save_changed(client: Client, *fields: str) -> None:
    """Save these columns of a held row, and count the version up."""
    client.version += 1
    client.updated_at = clock.now()
    client.save(update_fields=[*fields, "version", "updated_at"])

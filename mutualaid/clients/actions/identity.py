"""Writing down who a client is, and putting it right."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import Client, ClientIdentity
from mutualaid.clients.reading import TEXTS, Identity, opened
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat

from .versions import hold_client, save_changed


@transaction.atomic
def change_identity(
    *, client: Client, identity: Identity, version: int, by: Hat
) -> Client:
    """Write what differs; the log keeps which fields, never what stood or stands in them."""
    refuse_nobody(identity)
    client = hold_client(client, version)
    row = ClientIdentity.objects.select_related("client__person").get(client=client)
    changed = _differing(opened(row), identity)
    if not changed:
        return client
    seal_identity(row, identity, changed)
    row.save()
    save_changed(client)
    record(
        act="clients.change_identity",
        by=by.actor,
        subject=client.person.token,
        detail={"identity_fields": changed},
    )
    return client


def seal_identity(
    row: ClientIdentity, identity: Identity, fields: list[str] | None = None
) -> None:
    """Put these fields of who somebody is into the row, all of them if none are named."""
    fields = [*TEXTS, "format", "language"] if fields is None else fields
    for name in fields:
        _write(row, name, getattr(identity, name))
    row.changed_at = clock.now()


def _write(row: ClientIdentity, name: str, value: str) -> None:
    if name == "name":
        row.name(value)
    elif name in TEXTS:
        row.write(f"sealed_{name}", value)
    else:
        setattr(row, name, value)


def refuse_nobody(identity: Identity) -> None:
    """Raises Refused where neither a name nor a local number says who it is."""
    if not (identity.name or identity.local_number):
        raise Refused(_("Write the name to be called, or the local number."))


def _differing(before: Identity, after: Identity) -> list[str]:
    fields = [*TEXTS, "format", "language"]
    return [name for name in fields if getattr(before, name) != getattr(after, name)]

"""Keeping a client's record to the keyworker and to colleagues who are named."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import Client, NamedReader
from mutualaid.clients.readers import possible_readers
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership

from .versions import hold_client, save_changed


@transaction.atomic
def make_extra_private(
    *, client: Client, readers: Collection[Membership], version: int, by: Hat
) -> Client:
    """From now on only the keyworker and these see the client. Nothing is sent by itself."""
    client = hold_client(client, version)
    if client.is_extra_private:
        raise Refused(_("This client is extra-private already."))
    client.is_extra_private = True
    for reader in readers:
        _name(client, reader, by)
    _refuse_without_reader(client)
    save_changed(client, "is_extra_private")
    record(
        act="clients.make_extra_private",
        by=by.actor,
        subject=client.person.token,
        detail={"readers": len(readers)},
    )
    return client


@transaction.atomic
def end_extra_private(*, client: Client, version: int, by: Hat) -> Client:
    """The service reads again; nobody is named any longer."""
    client = hold_client(client, version)
    if not client.is_extra_private:
        raise Refused(_("This client is not extra-private."))
    client.is_extra_private = False
    client.named_readers.all().delete()
    save_changed(client, "is_extra_private")
    record(act="clients.end_extra_private", by=by.actor, subject=client.person.token)
    return client


@transaction.atomic
def name_reader(
    *, client: Client, reader: Membership, version: int, by: Hat
) -> NamedReader:
    """One more colleague may read."""
    client = _held_extra_private(client, version)
    named = _name(client, reader, by)
    save_changed(client)
    _log("clients.name_reader", client, reader, by)
    return named


@transaction.atomic
def remove_reader(*, client: Client, reader: Membership, version: int, by: Hat) -> None:
    """This colleague does not see the client from their next page on."""
    client = _held_extra_private(client, version)
    if not client.named_readers.filter(membership=reader).delete()[0]:
        raise Refused(_("This colleague is not named any more. Nothing was changed."))
    _refuse_without_reader(client)
    save_changed(client)
    _log("clients.remove_reader", client, reader, by)


def _held_extra_private(client: Client, version: int) -> Client:
    client = hold_client(client, version)
    if not client.is_extra_private:
        raise Refused(_("This client is not extra-private."))
    return client


def _name(client: Client, reader: Membership, by: Hat) -> NamedReader:
    if not possible_readers(client).filter(pk=reader.pk).exists():
        raise Refused(
            _("Choose a keyworker or a manager of this service who works here now.")
        )
    named, is_new = NamedReader.objects.get_or_create(
        client=client,
        membership=reader,
        defaults={
            "area_id": client.area_id,
            "named_by_id": by.membership_id,
            "named_at": clock.now(),
        },
    )
    if not is_new:
        raise Refused(_("This colleague is named already."))
    return named


def _refuse_without_reader(client: Client) -> None:
    """Raises Refused where nobody whose role holds would be left to read."""
    active = Membership.objects.active().values("pk")
    kept_by = client.caseloads.open().filter(membership__in=active)
    named = client.named_readers.filter(membership__in=active)
    if not (kept_by.exists() or named.exists()):
        raise Refused(
            _(
                "Nobody would be left who may open this record. Name a colleague first, "
                "or give the client a keyworker."
            )
        )


def _log(act: str, client: Client, reader: Membership, by: Hat) -> None:
    detail = {"membership": reader.reference}
    record(act=act, by=by.actor, subject=client.person.token, detail=detail)

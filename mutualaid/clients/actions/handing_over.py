"""Giving a client to another keyworker: one caseload ends, another begins, both stay readable."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import Client, ClientStatus
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership

from .clients import begin_caseload, refuse_other_than_keyworker
from .versions import hold_client, save_changed


@transaction.atomic
def hand_over(*, client: Client, to: Membership, version: int, by: Hat) -> Client:
    """From now on `to` sees the client, and who had them before does not. Asks no reason."""
    client = hold_client(client, version)
    if client.status != ClientStatus.ACTIVE:
        raise Refused(client.stands())
    refuse_other_than_keyworker(to, client.service)
    if client.caseloads.open().filter(membership=to).exists():
        raise Refused(_("This keyworker works with the client already."))
    end_caseload(client)
    begin_caseload(client, to)
    save_changed(client)
    record(act="clients.hand_over", by=by.actor, subject=client.person.token)
    return client


def end_caseload(client: Client) -> None:
    """Nobody's, until another begins."""
    client.caseloads.open().update(ended_at=clock.now())

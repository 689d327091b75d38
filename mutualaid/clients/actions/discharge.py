"""Ending work with a client, and taking it up again."""

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import Client, ClientStatus, Commitment, CommitmentStatus
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership

from .clients import begin_caseload, refuse_other_than_keyworker, was_in_touch
from .handing_over import end_caseload
from .record_keeping import refuse_without_records
from .versions import hold_client, save_changed


@transaction.atomic
def discharge(*, client: Client, version: int, by: Hat) -> Client:
    """The client is nobody's now, and what was planned for days to come is taken back."""
    client = hold_client(client, version)
    client.become(ClientStatus.DISCHARGED)
    end_caseload(client)
    _take_back_what_is_to_come(client)
    save_changed(client, "status")
    record(act="clients.discharge", by=by.actor, subject=client.person.token)
    return client


def _take_back_what_is_to_come(client: Client) -> None:
    """What is over stays unanswered: nobody was asked."""
    coming = client.commitments.to_come(clock.today()).values_list("pk", flat=True)
    Commitment.objects.filter(pk__in=list(coming)).update(
        status=CommitmentStatus.CANCELLED, updated_at=clock.now()
    )


@transaction.atomic
def return_client(*, client: Client, to: Membership, version: int, by: Hat) -> Client:
    """The client is with the service again, in this keyworker's caseload."""
    client = hold_client(client, version)
    refuse_without_records(client.service_id)
    client.become(ClientStatus.ACTIVE)
    refuse_other_than_keyworker(to, client.service)
    begin_caseload(client, to)
    save_changed(client, "status")
    was_in_touch(client)
    record(act="clients.return_client", by=by.actor, subject=client.person.token)
    return client

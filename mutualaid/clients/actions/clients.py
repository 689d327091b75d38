"""Adding a client, and noting that somebody was in touch with one."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import Caseload, Client, ClientIdentity
from mutualaid.clients.reading import Identity
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Person

from .identity import refuse_nobody, seal_identity
from .record_keeping import refuse_without_records


@transaction.atomic
def add_client(
    *,
    service: Service,
    by: Hat,
    identity: Identity,
    keyworker: Membership | None = None,
    reference: str = "",
) -> Client:
    """A client of the service, in the keyworker's caseload: the adder's, unless one is named.

    `reference` is the one that the page was given for its form, so that a form that is sent
    twice adds one client.
    """
    refuse_without_records(service.pk)
    refuse_nobody(identity)
    keyworker = keyworker or Membership.objects.get(pk=by.membership_id)
    refuse_other_than_keyworker(keyworker, service)
    now, area_id = clock.now(), service.area_id
    client = Client.objects.create(
        person=_person(service, reference),
        area_id=area_id,
        service=service,
        last_contact_on=clock.today(),
        created_at=now,
        updated_at=now,
    )
    row = ClientIdentity(client=client, area_id=area_id)
    seal_identity(row, identity)
    row.save()
    begin_caseload(client, keyworker)
    record(act="clients.add_client", by=by.actor, subject=client.person.token)
    return client


def _person(service: Service, reference: str) -> Person:
    given: dict[str, Any] = {"reference": reference} if reference else {}
    try:
        with transaction.atomic():
            return Person.objects.create(
                area_id=service.area_id,
                service=service,
                created_at=clock.now(),
                **given,
            )
    except IntegrityError:
        raise Refused(
            _("This form was sent before. Look in the list: the client is there.")
        ) from None


def begin_caseload(client: Client, keyworker: Membership) -> None:
    """From now on the client is this keyworker's."""
    Caseload.objects.create(
        area_id=client.area_id,
        client=client,
        membership=keyworker,
        started_at=clock.now(),
    )


def refuse_other_than_keyworker(membership: Membership, service: Service) -> None:
    """Raises Refused for anybody but a keyworker of the service whose role holds today."""
    here = Membership.objects.active().filter(role=Role.KEYWORKER, service=service)
    if not here.filter(pk=membership.pk).exists():
        raise Refused(_("Choose a keyworker of this service who works here now."))


@transaction.atomic
def note_contact(*, client: Client, by: Hat) -> None:
    """Somebody was in touch with the client today; pressed again, it stays today."""
    was_in_touch(client)
    record(act="clients.note_contact", by=by.actor, subject=client.person.token)


def was_in_touch(client: Client) -> None:
    """Count the time of the record from today."""
    rows = Client.objects.filter(pk=client.pk)
    rows.update(last_contact_on=clock.today(), updated_at=clock.now())

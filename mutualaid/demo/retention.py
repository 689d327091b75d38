"""What the demo has kept for long: a record whose time is over, and one that has to stay."""

from datetime import timedelta

from mutualaid.clients.actions.clients import add_client
from mutualaid.clients.actions.discharge import discharge
from mutualaid.clients.models import Client
from mutualaid.clients.reading import Identity
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.retention import CARE_RECORD
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import HoldReason
from mutualaid.privacy.retention.actions.ending import look_through
from mutualaid.privacy.retention.actions.holds import place_hold
from mutualaid.privacy.retention.schedule import period_of

from .past import noon

SERVICE = "Riverside"
LONG_GONE = Identity("Isolde")


def keep_too_long(area: Area, by: Actor) -> None:
    """Somebody of years ago waits for a decision; about somebody else there is a complaint."""
    keyworker, manager = _hat(area, Role.KEYWORKER), _hat(area, Role.SERVICE_MANAGER)
    _somebody_of_old(area, keyworker)
    held = Client.objects.visible_to(manager).active().order_by("pk")[2]
    place_hold(
        person=held.person,
        reason=HoldReason.COMPLAINT,
        words="A complaint about a letter that went to the wrong door.",
        until=clock.today() + timedelta(days=90),
        by=manager,
    )
    look_through(area=area, by=by)


def _somebody_of_old(area: Area, by: Hat) -> None:
    days = period_of(area, CARE_RECORD).days
    service = Service.objects.get(area=area, name=SERVICE)
    with clock.frozen_at(noon(days + 60)):
        client = add_client(service=service, by=by, identity=LONG_GONE)
    with clock.frozen_at(noon(days + 3)):
        discharge(client=client, version=client.version, by=by)


def _hat(area: Area, role: Role) -> Hat:
    here = Membership.objects.active().filter(area=area, service__name=SERVICE)
    return here.filter(role=role).with_everything().order_by("pk")[0].hat()

"""What the demo has to look into: a record opened in an emergency, and an alarm about very many.

Riverside had many clients before those it has now. Nothing is kept of them but a local number.
"""

from collections.abc import Iterator

from mutualaid.clients.actions.break_glass import break_glass
from mutualaid.clients.actions.clients import add_client
from mutualaid.clients.actions.discharge import discharge
from mutualaid.clients.models import BreakGlassReason, Client
from mutualaid.clients.reading import Identity
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.privacy.bulk import MOST
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked, Person

from .past import noon

SERVICE = "Riverside"
CAME, WENT, LOOKED_AT = 140, 100, 4  # days ago


def raise_alarms(area: Area) -> None:
    """Joss stands in for a colleague; Yemi reads old records one after the other."""
    joss, yemi = _hat(area, "Joss Petherwin"), _hat(area, "Yemi Oakham")
    _open_in_an_emergency(yemi, joss)
    former = list(_former(area, yemi))
    with clock.frozen_at(noon(LOOKED_AT)):
        look(former, by=yemi, what=Looked.RECORD)


def _open_in_an_emergency(keyworker: Hat, colleague: Hat) -> None:
    client = Client.objects.worked_with_by(keyworker).active().order_by("pk")[0]
    with clock.frozen_at(noon(1)):
        break_glass(
            client=client,
            reason=BreakGlassReason.KEYWORKER_AWAY,
            words="Yemi is off sick. They wait at the door and ask which meeting it was.",
            by=colleague,
        )


def _former(area: Area, keyworker: Hat) -> Iterator[Person]:
    """One more than can be opened within the hour without an alarm."""
    service = Service.objects.get(area=area, name=SERVICE)
    for number in range(MOST + 1):
        who = Identity(local_number=f"RV-{10200 + 7 * number}")
        with clock.frozen_at(noon(CAME)):
            client = add_client(service=service, by=keyworker, identity=who)
        with clock.frozen_at(noon(WENT)):
            discharge(client=client, version=client.version, by=keyworker)
        yield client.person


def _hat(area: Area, name: str) -> Hat:
    held = Membership.objects.active().with_everything().filter(area=area)
    return held.filter(user__name=name).order_by("-pk")[0].hat()

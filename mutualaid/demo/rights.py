"""What clients of the demo asked about their data: one request waits, two are answered."""

from mutualaid.clients.models import Client
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import (
    IdentityCheck,
    KeptBecause,
    RightsKind,
    RightsRequest,
)
from mutualaid.privacy.rights.actions.corrections import attach_correction
from mutualaid.privacy.rights.actions.erasure import decide_erasure
from mutualaid.privacy.rights.actions.rights import answer_request, open_request
from mutualaid.privacy.shelves import Shelf

from .past import noon

SERVICE = "Riverside"


def ask_for_rights(area: Area) -> None:
    """To see it (waits), to have a letter put right, and to have something erased in part."""
    keyworker, manager = _hat(area, Role.KEYWORKER), _hat(area, Role.SERVICE_MANAGER)
    clients = Client.objects.visible_to(keyworker).active().order_by("pk")
    first, second = clients[0], clients[1]
    _ask(
        first,
        RightsKind.ACCESS,
        "I want to read what you write about me.",
        19,
        keyworker,
    )
    _put_right(second, keyworker, manager)
    _erase_in_part(second, keyworker, manager)


def _ask(
    client: Client, kind: RightsKind, words: str, days: int, by: Hat
) -> RightsRequest:
    with clock.frozen_at(noon(days)):
        return open_request(
            person=client.person,
            kind=kind,
            words=words,
            identity_check=IdentityCheck.KNOWN,
            received_on=clock.today(),
            by=by,
        )


def _put_right(client: Client, keyworker: Hat, manager: Hat) -> None:
    words = "I did not stay away. The bus did not come."
    asked = _ask(client, RightsKind.CORRECTION, words, 48, keyworker)
    with clock.frozen_at(noon(46)):
        attach_correction(
            person=client.person, about="", row="", words=words, by=manager
        )
        answer_request(
            request=asked,
            words="Your words stand beside what we wrote.",
            by=manager,
        )


def _erase_in_part(client: Client, keyworker: Hat, manager: Hat) -> None:
    asked = _ask(client, RightsKind.ERASURE, "Take out how to reach me.", 33, keyworker)
    care_record = (Shelf.IDENTITY, Shelf.RECORD)
    with clock.frozen_at(noon(30)):
        decide_erasure(
            request=asked,
            kept=dict.fromkeys(care_record, KeptBecause.CARE_RECORD),
            words="We have erased how to reach you. The rest has to stay for now.",
            by=manager,
        )


def _hat(area: Area, role: Role) -> Hat:
    here = Membership.objects.active().filter(area=area, service__name=SERVICE)
    return here.filter(role=role).with_everything().order_by("pk")[0].hat()

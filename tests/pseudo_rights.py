"""Requests about somebody's data in each state, the pack and the letter; data is in Greek."""

from datetime import timedelta

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.clients.models import Client
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.models import (
    IdentityCheck,
    KeptBecause,
    Person,
    RightsKind,
    RightsRequest,
)
from mutualaid.privacy.rights.actions import corrections, erasure, rights
from mutualaid.privacy.shelves import Shelf
from mutualaid.privacy.tests.factories import hold

Pages = dict[str, str]
KEPT = {
    Shelf.IDENTITY: KeptBecause.CARE_RECORD,
    Shelf.RECORD: KeptBecause.CLAIM,
    Shelf.COMPANY: KeptBecause.SAFETY,
    Shelf.JOURNAL: KeptBecause.HOLD,
}


def rights_pages(town: Town) -> Pages:
    """As the manager, the keyworker, the administrator and everybody for themselves see them."""
    browser = signed_in_client(town.seats[Role.SERVICE_MANAGER])
    pages = _opened(browser, [reverse("list_rights_requests")], "none yet")
    clients = [factories.client(town.service, identity={"name": WORD}) for _ in "1234"]
    asked = _ask(town, clients)
    addresses = [_address("show_rights_request", each) for each in asked]
    addresses += [_address("show_rights_letter", each) for each in asked]
    addresses += [_address("answer_rights_request", asked[0])]
    addresses += [_address("extend_rights_request", asked[0])]
    addresses += [reverse("download_pack", args=[asked[0].reference, "html"])]
    to_erase = (each for each in asked if each.kind == RightsKind.ERASURE)
    addresses += [_address("decide_erasure", each) for each in to_erase if each.is_open]
    addresses += [reverse("list_rights_requests"), "/today/", "/activity/"]
    addresses += [
        reverse(name, args=[clients[0].reference])
        for name in ("open_rights_request", "attach_correction")
    ]
    addresses += [reverse("show_my_data"), reverse("download_my_data", args=["html"])]
    pages |= _opened(browser, addresses, "manager")
    blind = signed_in_client(town.seats[Role.AREA_ADMINISTRATOR])
    pages |= _opened(blind, [reverse("list_rights_requests")], "administrator")
    return pages | _mistakes(browser, asked, clients[0])


def _ask(town: Town, clients: list[Client]) -> list[RightsRequest]:
    by, person = town.hat(Role.SERVICE_MANAGER), clients[0].person
    open_ones = [_one(person, kind, by) for kind in RightsKind]
    rights.extend_request(request=open_ones[-1], reason=WORD, by=by)
    corrections.attach_correction(person=person, about="", row="", words=WORD, by=by)
    corrections.attach_correction(
        person=person,
        about="clients.ClientIdentity",
        row=str(clients[0].pk),
        words=WORD,
        by=by,
    )
    refused = _one(person, RightsKind.OTHER, by)
    rights.refuse_request(request=refused, words=WORD, by=by)
    in_part = _one(clients[1].person, RightsKind.ERASURE, by)
    erasure.decide_erasure(request=in_part, kept=KEPT, words=WORD, by=by)
    whole = _one(clients[2].person, RightsKind.ERASURE, by)
    erasure.decide_erasure(request=whole, kept={}, words="", by=by)
    _one(clients[3].person, RightsKind.ERASURE, by)
    hold(clients[3].person, town.seats[Role.SERVICE_MANAGER])
    _one(person, RightsKind.ACCESS, by, days=60)
    return list(RightsRequest.objects.order_by("pk"))


def _one(person: Person, kind: RightsKind, by: Hat, days: int = 25) -> RightsRequest:
    return rights.open_request(
        person=person,
        kind=kind,
        words=WORD,
        identity_check=IdentityCheck.DOCUMENT,
        received_on=clock.today() - timedelta(days=days),
        by=by,
    )


def _mistakes(browser: Browser, asked: list[RightsRequest], client: Client) -> Pages:
    erasing = next(each for each in asked if each.kind == RightsKind.ERASURE)
    late = asked[-1]
    ended = next(each for each in asked if not each.is_open)
    shelves = ("identity", "contact", "record", "company", "journal")
    everything = dict.fromkeys(shelves, "erase")
    tomorrow = clock.today() + timedelta(days=1)
    day = {
        "received_on-day": str(tomorrow.day),
        "received_on-month": str(tomorrow.month),
        "received_on-year": str(tomorrow.year),
    }
    told = [
        (_address("answer_rights_request", asked[0]), {}),
        (
            _address("answer_rights_request", ended),
            {"status": "answered", "words": WORD},
        ),
        (_address("extend_rights_request", asked[0]), {}),
        (_address("extend_rights_request", late), {"reason": WORD}),
        (_address("decide_erasure", erasing), {}),
        (_address("decide_erasure", erasing), everything),
        (_address("decide_erasure", erasing), {**everything, "contact": "hold"}),
        (reverse("open_rights_request", args=[client.reference]), day),
        (reverse("attach_correction", args=[client.reference]), {}),
    ]
    return {
        f"{number} wrong at {address}": browser.post(address, given).content.decode()
        for number, (address, given) in enumerate(told)
    }


def _address(name: str, asked: RightsRequest) -> str:
    return reverse(name, args=[asked.reference])


def _opened(browser: Browser, addresses: list[str], who: str) -> Pages:
    return {f"{each}, {who}": browser.get(each).content.decode() for each in addresses}

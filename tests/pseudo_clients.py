"""Clients with and without records, as keyworker, cover and manager see them; words are Greek."""

from datetime import timedelta

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.clients.models import (
    Client,
    ClientStatus,
    Commitment,
    CommitmentStatus,
    TallyKind,
)
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.directory.models import Meeting
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.organisations.tests.factories import signed_in_client

Pages = dict[str, str]
IDENTITY = dict.fromkeys(
    ("name", "initials", "local_number", "contact", "safe_contact", "needs"), WORD
)
PARTS = ("active", "covered", "without-keyworker", "discharged")
PLAIN = ("find_client", "add_client", "list_commitments", "list_tallies", "show_today")
OF_ONE = (
    "show_client",
    "change_identity",
    "hand_over_client",
    "discharge_client",
    "return_client",
    "plan_commitment",
)


def client_pages(town: Town) -> Pages:
    """Every page of the room: first without records, then with a client in each state."""
    keyworker, manager = town.seats[Role.KEYWORKER], town.seats[Role.SERVICE_MANAGER]
    browsers = {each: signed_in_client(each) for each in (keyworker, manager)}
    pages = _without_records(browsers)
    _fill(town, keyworker)
    for worn, browser in browsers.items():
        for address in _addresses():
            pages[f"{worn.role} {address}"] = _read(browser, address)
        pages |= _mistakes(browser, str(worn.role))
    return pages | _with_names(browsers[manager])


def _without_records(browsers: dict[Membership, Browser]) -> Pages:
    plain = ("list_clients", "add_client", "list_tallies")
    return {
        f"without records {worn.role} {name}": _read(browser, reverse(name))
        for worn, browser in browsers.items()
        for name in plain
    }


def _fill(town: Town, keyworker: Membership) -> None:
    service = keyworker.service
    assert service is not None
    factories.record_keeping(service)
    colleague = people.person(name=WORD)
    people.membership(Role.KEYWORKER, town.area, service=service, user=colleague)
    client = factories.client(service, keyworker, identity=IDENTITY)
    factories.client(service, keyworker, is_extra_private=True, identity=IDENTITY)
    factories.client(service, status=ClientStatus.DISCHARGED, identity=IDENTITY)
    factories.client(service, identity=IDENTITY)
    meeting = Meeting.objects.filter(area=town.area).published().earliest("pk")
    today = clock.today()
    for weeks, status in enumerate((*CommitmentStatus, CommitmentStatus.PLANNED), -3):
        made = factories.commitment(
            client,
            meeting,
            keyworker,
            status=status,
            original_date=today + timedelta(weeks=weeks),
        )
        made.write("sealed_note", WORD)
        made.save()
    factories.commitment(client, meeting, keyworker)


def _addresses() -> list[str]:
    found = [reverse(name) for name in PLAIN]
    found += [f"{reverse('list_clients')}?show={part}" for part in PARTS]
    for client in Client.objects.all():
        found += [reverse(name, args=[client.reference]) for name in OF_ONE]
    planned = Commitment.objects.all()
    found += [reverse("move_commitment", args=[each.reference]) for each in planned]
    return [*found, reverse("change_record_keeping")]


def _mistakes(browser: Browser, who: str) -> Pages:
    client = Client.objects.filter(commitments__isnull=False).distinct().get()
    here, meeting = [client.reference], client.commitments.earliest("pk").meeting
    planned = client.commitments.filter(status=CommitmentStatus.PLANNED).latest("pk")
    other = Membership.objects.filter(role=Role.KEYWORKER).latest("pk").reference
    old = {"version": "99", "name": WORD, "keyworker": other}
    tries: tuple[tuple[str, dict[str, str]], ...] = (
        (reverse("add_client"), {}),
        (reverse("find_client"), {}),
        (reverse("find_client"), {"words": "λ"}),
        (reverse("show_names"), {}),
        (reverse("show_name", args=here), {}),
        (reverse("change_identity", args=here), {"version": "1"}),
        (reverse("change_identity", args=here), old),
        (reverse("hand_over_client", args=here), {"version": "1"}),
        (reverse("hand_over_client", args=here), old),
        (reverse("discharge_client", args=here), old),
        (reverse("plan_commitment", args=here), {"q": "λ"}),
        (reverse("plan_commitment", args=here), {"meeting": meeting.reference}),
        (
            reverse("plan_commitment", args=here),
            {"meeting": meeting.reference, "on": "λ"},
        ),
        (reverse("move_commitment", args=[planned.reference]), {}),
        (
            reverse("move_commitment", args=[planned.reference]),
            {"to": "not-on", "was": "went"},
        ),
        *((reverse("take_back_tally", args=[kind.value]), {}) for kind in TallyKind),
    )
    answers = {
        f"{who} mistakes {number} in {address}": browser.post(address, fields)
        for number, (address, fields) in enumerate(tries)
    }
    shown = {name: each for name, each in answers.items() if each.status_code == 200}
    return {name: each.content.decode() for name, each in shown.items()}


def _with_names(manager: Browser) -> Pages:
    client = Client.objects.filter(commitments__isnull=False).distinct().get()
    address = reverse("show_name", args=[client.reference])
    manager.post(address, {"reason": "safety"})
    manager.post(reverse("show_names"), {"reason": "safety"})
    return {
        "named client": _read(manager, reverse("show_client", args=[client.reference])),
        "named list": _read(manager, reverse("list_clients")),
        "named change": _read(
            manager, reverse("change_identity", args=[client.reference])
        ),
    }


def _read(browser: Browser, address: str) -> str:
    return browser.get(address).content.decode()

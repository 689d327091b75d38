"""Emergencies, extra-private clients, who looked and alarms; names and words in Greek."""

from datetime import timedelta

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.clients.actions.totals import release_totals
from mutualaid.clients.models import (
    BreakGlassNotice,
    BreakGlassOutcome,
    BreakGlassReason,
    Client,
)
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import BulkAlarm, Looked

Pages = dict[str, str]
A_QUARTER = timedelta(days=92)


def emergency_pages(town: Town) -> Pages:
    """As who opens a record, whose client it is, who looks at it afterwards, and who counts."""
    keyworker, manager = town.seats[Role.KEYWORKER], town.seats[Role.SERVICE_MANAGER]
    client, colleague = _fill(town, keyworker)
    pages = {}
    for worn in (keyworker, manager, colleague):
        browser = signed_in_client(worn)
        for address in _addresses(client):
            pages[f"{worn.user} {address}"] = _read(browser, address)
        pages |= _mistakes(browser, client, str(worn.user))
    pages |= _extra_private(client, keyworker)
    for role in (Role.COMMISSIONER, Role.AUDITOR):
        browser = signed_in_client(town.seats[role])
        for name in ("count_break_glass", "show_today"):
            pages[f"{role} {name}"] = _read(browser, reverse(name))
    alarms = signed_in_client(town.seats[Role.AUDITOR])
    return pages | {"auditor's alarms": _read(alarms, reverse("list_alarms"))}


def _fill(town: Town, keyworker: Membership) -> tuple[Client, Membership]:
    service = keyworker.service
    assert service is not None
    colleague = people.membership(
        Role.KEYWORKER, town.area, service=service, user=people.person(name=WORD)
    )
    client = factories.client(service, keyworker, identity={"name": WORD})
    now = clock.now()
    opened = (now, now - A_QUARTER, *(now - timedelta(days=9 + n) for n in range(3)))
    for number, at in enumerate(opened):
        emergency = factories.break_glass(
            client,
            colleague,
            opened_at=at,
            review_by=at.date() + timedelta(days=3),
            reason=BreakGlassReason.values[number % len(BreakGlassReason)],
        )
        emergency.write("sealed_words", WORD)
        if number > 2:
            emergency.reviewed_at, emergency.reviewed_by = now, keyworker
            emergency.outcome = BreakGlassOutcome.values[number % 2]
            emergency.write("sealed_review", WORD)
        emergency.save()
        BreakGlassNotice.objects.create(
            area=town.area, emergency=emergency, membership=keyworker, told_at=at
        )
    release_totals(area=town.area, by=system_actor("test"))
    _look_in_every_way(client, keyworker)
    for settled in (None, now):
        BulkAlarm.objects.create(
            area=town.area,
            membership=colleague,
            people=61,
            raised_at=now,
            settled_at=settled,
            was_ordinary_work=bool(settled) or None,
        )
    return client, colleague


def _look_in_every_way(client: Client, keyworker: Membership) -> None:
    """In every role, too: their words have a place for the service."""
    worn = Membership.objects.with_everything().get(pk=keyworker.pk).hat()
    for what in (*Looked, Looked.LIST):
        look([client.person], by=worn, what=what)
    for role in Role:
        look([client.person], by=_as(worn, role), what=Looked.RECORD)


def _as(hat: Hat, role: Role) -> Hat:
    told = {name: getattr(hat, name) for name in Hat.__slots__}
    return Hat(**{**told, "role": role})


def _addresses(client: Client) -> list[str]:
    found = [
        reverse(name)
        for name in ("break_glass", "list_break_glass", "list_alarms", "show_today")
    ]
    for name in ("show_client", "show_who_looked", "name_reader", "make_extra_private"):
        found.append(reverse(name, args=[client.reference]))
    for emergency in client.emergencies.all():
        found.append(reverse("review_break_glass", args=[emergency.reference]))
    alarms = BulkAlarm.objects.filter(settled_at=None)
    return found + [reverse("settle_alarm", args=[each.reference]) for each in alarms]


def _mistakes(browser: Browser, client: Client, who: str) -> Pages:
    emergency = client.emergencies.filter(reviewed_at=None).latest("pk")
    said = {"client": "λ", "reason": "other", "words": WORD}
    tries = (
        (reverse("break_glass"), {}),
        (reverse("break_glass"), {**said, "code": "λ"}),
        (reverse("review_break_glass", args=[emergency.reference]), {}),
        (
            reverse("review_break_glass", args=[emergency.reference]),
            {"outcome": "not-justified"},
        ),
        (reverse("name_reader", args=[client.reference]), {"version": "1"}),
        (reverse("remove_reader", args=[client.reference]), {}),
        (reverse("end_extra_private", args=[client.reference]), {"version": "99"}),
        (reverse("end_extra_private", args=[client.reference]), {"version": "1"}),
    )
    return {
        f"{who} {number} sent to {address}": browser.post(
            address, given
        ).content.decode()
        for number, (address, given) in enumerate(tries)
    }


def _extra_private(client: Client, keyworker: Membership) -> Pages:
    browser = signed_in_client(keyworker)
    make = reverse("make_extra_private", args=[client.reference])
    readers = reverse("name_reader", args=[client.reference])
    browser.post(make, {"version": "1"})
    empty = _read(browser, readers)
    other = Membership.objects.filter(
        role=Role.SERVICE_MANAGER, service=client.service
    ).earliest("pk")
    browser.post(readers, {"version": "2", "reader": other.reference})
    twice = browser.post(readers, {"version": "3", "reader": other.reference})
    return {
        "nobody named": empty,
        "somebody named": _read(browser, readers),
        "named twice": twice.content.decode(),
    }


def _read(browser: Browser, address: str) -> str:
    return browser.get(address, follow=True).content.decode()

"""What a client was told and agreed to, and incidents, in each state; data is in Greek."""

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import A_DAY, AN_HOUR, WORD, Town

from mutualaid.clients.actions.commitments import plan
from mutualaid.clients.models import Client
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.directory.models import Meeting
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy import wording
from mutualaid.privacy.consents.actions import answering, withdrawing
from mutualaid.privacy.consents.agreements import chosen_meetings
from mutualaid.privacy.incidents.actions import incidents, linking
from mutualaid.privacy.models import (
    Affected,
    ContactPreference,
    DataKind,
    HowSaid,
    HowTold,
    Incident,
    Risk,
    Route,
    Step,
)
from mutualaid.privacy.wording import Wording, all_wordings

Pages = dict[str, str]
# The words are in English, whatever the page speaks; here they are Greek, like all data.
GREEK = {
    key: Wording(each.topic, each.version, each.since, WORD, (WORD,), WORD, each.covers)
    for key, each in all_wordings().items()
}
TOPICS = ("company", *Route.values)
STEPS = (
    "add_incident_note",
    "link_incident_person",
    "decide_incident",
    "record_telling",
    "close_incident",
    "reopen_incident",
)


def agreed_pages(town: Town) -> Pages:
    """Every page of both, as those who ask and those who only read see it."""
    wording.all_wordings = lambda: GREEK  # type: ignore[assignment]
    factories.record_keeping(town.service)
    keyworker = town.seats[Role.KEYWORKER]
    names = ("new", "told", "private")
    clients = [
        factories.client(
            town.service,
            keyworker,
            identity={"name": WORD},
            is_extra_private=name == "private",
        )
        for name in names
    ]
    _agree(town, clients[1])
    _report(town, clients[1])
    browser = signed_in_client(keyworker)
    pages = {
        f"{name} {address}": browser.get(address).content.decode()
        for name, client in zip(names, clients, strict=True)
        for address in _addresses(client)
    }
    return pages | _mistakes(browser, clients[1]) | _incidents(town)


def _agree(town: Town, client: Client) -> None:
    by, person = town.hat(Role.KEYWORKER), client.person
    usual = {"person": person, "how": HowSaid.SAID, "wording": 1, "by": by}
    answering.tell_about_privacy(**{**usual, "how": HowTold.PAPER})
    _plan_a_meeting(client, by)
    (meeting,) = chosen_meetings(person, since=clock.today())
    answering.answer_telling(**usual, is_yes=True, whom=WORD, meeting=meeting)
    answering.answer_telling(**usual, is_yes=False, whom=WORD * 2, meeting=meeting)
    with clock.frozen_at(clock.now() - 400 * A_DAY):
        _answer(usual, Route.LETTER)
        old = _answer(usual, Route.EMAIL)
    withdrawing.withdraw_consent(answer=old, by=by)
    first = _answer(usual, Route.TELEPHONE, may_leave_message=True, safe_hours=WORD)
    _answer(usual, Route.TELEPHONE, seen=first.reference)
    _answer(usual, Route.TEXT, is_yes=False)


def _answer(usual: dict, route: Route, **given: object) -> ContactPreference:
    said = {"route": route, "is_yes": True, "seen": "", **given}
    return answering.answer_contact(**usual, **said)


def _plan_a_meeting(client: Client, by) -> None:
    for meeting in Meeting.objects.published().filter(area=client.area):
        held = meeting.schedule().next_occurrence(clock.now() + A_DAY)
        if held:
            plan(client=client, meeting=meeting, on=held.original_date, by=by)
            return
    raise LookupError("No meeting is ever held.")


def _addresses(client: Client) -> list[str]:
    reference = client.reference
    about = ("list_consents", "tell_about_privacy")
    found = [reverse(name, args=[reference]) for name in about]
    found += [reverse("give_consent", args=[reference, topic]) for topic in TOPICS]
    rows = ContactPreference.objects.filter(person=client.person)
    return found + [reverse("withdraw_consent", args=[row.reference]) for row in rows]


def _mistakes(browser: Browser, client: Client) -> Pages:
    """Each refusal and each field left empty."""
    reference = client.reference
    told = reverse("tell_about_privacy", args=[reference])
    ring = reverse("give_consent", args=[reference, "telephone"])
    company = reverse("give_consent", args=[reference, "company"])
    answered = {"wording": "1", "answer": "yes", "how": "said"}
    refused = ContactPreference.objects.get(route=Route.TEXT)
    tries = {
        told: [{}, {"wording": "9", "how": "paper"}],
        ring: [
            {},
            answered,
            {**answered, "message": "no", "seen": "X"},
            {**answered, "message": "no", "wording": "9"},
        ],
        company: [{}, {**answered, "whom": WORD, "meeting": "X"}],
        reverse("withdraw_consent", args=[refused.reference]): [{}],
    }
    return {
        f"mistake {number} in {address}": browser.post(address, sent).content.decode()
        for address, several in tries.items()
        for number, sent in enumerate(several)
    }


def _report(town: Town, client: Client) -> None:
    """One in each state, of which the clocks stand differently."""
    by, manager = town.hat(Role.KEYWORKER), town.hat(Role.SERVICE_MANAGER)
    for hours in (2, 60, 90, 91, 92):
        with clock.frozen_at(clock.now() - hours * AN_HOUR):
            made = incidents.report_incident(
                words=WORD,
                happened_on=clock.today(),
                aware_at=clock.now(),
                affected=Affected.FEW,
                kinds=list(DataKind),
                contained=WORD,
                by=by,
            )
        if hours > 90:
            _work(made, client, manager, late=hours == 92)


def _work(made: Incident, client: Client, manager, *, late: bool) -> None:
    usual = {"incident": made, "by": manager}
    linking.link_person(**usual, reference=client.reference)
    for step in (Step.NOTE, Step.LESSON):
        incidents.add_incident_note(**usual, step=step, words=WORD)
    risk = {"words": WORD, "affected": Affected.ONE}
    incidents.decide_incident(**usual, **risk, risk=Risk.HIGH, seen=3)
    for step in (Step.REGULATOR_TOLD, Step.PEOPLE_TOLD):
        told_at = made.aware_at + (80 if late else 5) * AN_HOUR
        incidents.record_telling(**usual, step=step, words=WORD, told_at=told_at)
    if late:
        incidents.close_incident(**usual, lessons=WORD, seen=6)
        incidents.reopen_incident(**usual, words=WORD)
        incidents.decide_incident(**usual, **risk, risk=Risk.NONE, seen=9)
        incidents.close_incident(**usual, lessons=WORD, seen=10)


def _incidents(town: Town) -> Pages:
    pages: Pages = {}
    for seat in (
        Role.KEYWORKER,
        Role.SERVICE_MANAGER,
        Role.AREA_ADMINISTRATOR,
        Role.AUDITOR,
        "far manager",
    ):
        browser = signed_in_client(town.seats[seat])
        for address in _incident_addresses():
            answer = browser.get(address)
            if answer.status_code == 200:
                pages[f"{seat} {address}"] = answer.content.decode()
    return pages | _incident_mistakes(town)


def _incident_addresses() -> list[str]:
    names = ("list_incidents", "report_incident", "show_today")
    found = [reverse(name) for name in names]
    for incident in Incident.objects.all():
        for name in ("show_incident", *STEPS):
            found.append(reverse(name, args=[incident.reference]))
    return found


def _incident_mistakes(town: Town) -> Pages:
    browser = signed_in_client(town.seats[Role.SERVICE_MANAGER])
    fresh = Incident.objects.filter(status="reported").latest("aware_at")
    closed = Incident.objects.get(status="closed")
    on = {f"told_on-{part}": "1" for part in ("day", "month")}
    told = {
        **on,
        "told_on-year": "2020",
        "told_time": "9am",
        "step": "regulator-told",
        "words": WORD,
    }
    tries = {
        (fresh, "decide_incident"): {
            "risk": "none", "affected": "one", "words": WORD, "seen": "9",
        },
        (fresh, "close_incident"): {"lessons": WORD, "seen": "1"},
        (fresh, "reopen_incident"): {"words": WORD},
        (fresh, "record_telling"): told,
        (fresh, "link_incident_person"): {"reference": "ZZZ"},
        (closed, "add_incident_note"): {"step": "note", "words": WORD},
    }  # fmt: skip
    pages = {
        f"refused {name} of {row.status}": browser.post(
            reverse(name, args=[row.reference]), sent
        ).content.decode()
        for (row, name), sent in tries.items()
    }
    for row, name in tries:
        at = reverse(name, args=[row.reference])
        pages[f"empty {name} of {row.status}"] = browser.post(at, {}).content.decode()
    at = reverse("report_incident")
    pages["empty report"] = browser.post(at, {}).content.decode()
    return pages

"""Care sessions, as keyworker and manager see them; what people wrote is Greek."""

from datetime import timedelta

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.care.follow_up_questions import QUESTIONS
from mutualaid.care.models import CareSession, FollowUpStatus, Outcome, SessionStatus
from mutualaid.care.models.follow_ups import WEEKS
from mutualaid.care.questions import Kind, Question
from mutualaid.care.steps import BY_KEY, STEPS, Session
from mutualaid.care.tests import factories as care
from mutualaid.clients.models import Client
from mutualaid.clients.tests import factories as clients
from mutualaid.core import clock
from mutualaid.directory.models import Meeting
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

Pages = dict[str, str]


def care_pages(town: Town) -> Pages:
    """Every page of the room: a client without sessions, and one with all three."""
    keyworker, manager = town.seats[Role.KEYWORKER], town.seats[Role.SERVICE_MANAGER]
    new, known = _fill(keyworker)
    going_on = {each.client_id: each for each in CareSession.objects.going_on()}
    pages: Pages = {}
    for worn in (keyworker, manager):
        browser = signed_in_client(worn)
        for address in _addresses(new, known):
            pages[f"{worn.role} {address}"] = _read(browser, address)
    return pages | _steps(signed_in_client(keyworker), going_on[known.pk])


def _fill(keyworker: Membership) -> tuple[Client, Client]:
    assert keyworker.service is not None
    clients.record_keeping(keyworker.service)
    identity = {"name": WORD, "needs": WORD}
    new, known = (
        clients.client(keyworker.service, keyworker, identity=identity) for _ in "ab"
    )
    for number, kind in enumerate((*Session, Session.TWO)):
        session = care.care_session(
            known,
            keyworker,
            kind=kind.value,
            status=SessionStatus.OPEN if number == len(Session) else "closed",
            held_on=clock.today() - timedelta(days=30 - number),
            next="two",
            next_on=clock.today(),
        )
        for place, step in enumerate(STEPS[kind]):
            if session.status == SessionStatus.CLOSED or place < 2:
                _write(session, step.key, tuple(Outcome)[place % 3])
    for number, status in enumerate(FollowUpStatus):
        care.follow_up(
            known,
            keyworker,
            status=status,
            weeks=WEEKS[number % len(WEEKS)],
            note=WORD,
            answers={each.key: _answer(each) for each in QUESTIONS},
        )
    care.client_week(known, keyworker, avoid=[WORD])
    care.step_record(session, "2.3", outcome="", note=WORD, draft='{"note": ["λ"]}')
    return new, known


def _write(session: CareSession, key: str, outcome: Outcome) -> None:
    answers = {each.key: _answer(each) for each in BY_KEY[key].questions}
    care.step_record(session, key, outcome=outcome, answers=answers, note=WORD)


def _answer(question: Question) -> object:
    """All of them, the last, a number or a day."""
    choices = list(question.choices)
    return {
        Kind.SOME: choices,
        Kind.ONE: choices[-1:] and choices[-1],
        Kind.SCALE: 7,
        Kind.DAY: clock.today().isoformat(),
    }[question.kind]


def _addresses(new: Client, known: Client) -> list[str]:
    found = [
        reverse(name, args=[each.reference])
        for name in ("list_care_sessions", "start_care_session")
        for each in (new, known)
    ]
    for session in known.care_sessions.all():
        names = ("show_care_session", "check_care_session", "fit_meetings")
        for name in names:
            found.append(reverse(name, args=[session.reference]))
    for row in known.follow_ups.all():
        found.append(reverse("answer_follow_up", args=[row.reference]))
    found.append(reverse("list_follow_ups"))
    return [*found, *(reverse("show_session_guide", args=[each]) for each in Session)]


def _steps(browser: Browser, session: CareSession) -> Pages:
    """Each step of the open session, and what is said to mistakes in one."""
    address = reverse("take_step", args=[session.reference, "2.10"])
    told = {
        "nothing pressed": {"confidence": "11", "next-on-day": "3"},
        "too late": {"outcome": "done", "revision": "9", "note": WORD},
    }
    pages = {name: _text(browser.post(address, sent)) for name, sent in told.items()}
    kept = {"note": WORD, "revision": "0"}
    pages["kept"] = _text(browser.post(address, kept, HTTP_HX_REQUEST="true"))
    late = {"note": WORD, "revision": "9"}
    pages["not kept"] = _text(browser.post(address, late, HTTP_HX_REQUEST="true"))
    for step in STEPS[Session.TWO]:
        address = reverse("take_step", args=[session.reference, step.key])
        pages[f"step {step.key}"] = _read(browser, address)
    week = reverse("fit_meetings", args=[session.reference])
    pages["week wrong"] = _text(browser.post(week, {"home_by": "λ"}))
    pages["week more"] = _text(browser.post(week, {"more": "1"}))
    meeting = Meeting.objects.published().earliest("pk").reference
    late = {"take": f"{meeting}-20200107"}
    pages["week late"] = _text(browser.post(week, late))
    client = session.client.reference
    wrong = {"kind": "λ"}
    pages["start wrong"] = _read(browser, reverse("start_care_session", args=[client]))
    others = Client.objects.filter(care_sessions=None, commitments=None)
    for other in others.exclude(pk=session.client_id)[:1]:
        start = reverse("start_care_session", args=[other.reference])
        pages["start wrong"] = _text(browser.post(start, wrong))
    return pages


def _read(browser: Browser, address: str) -> str:
    return _text(browser.get(address, follow=True))


def _text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]

"""The demo's care sessions: what was talked about with some of its clients, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mutualaid.care.actions.sessions import close_session, start_session
from mutualaid.care.actions.steps import keep_draft, save_step
from mutualaid.care.actions.weeks import save_week
from mutualaid.care.models import CareSession, Occasion, Outcome, SessionKind, Way
from mutualaid.care.questions import Answer
from mutualaid.clients.models import Client
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership

from .past import noon

ONE, TWO, THREE = SessionKind.ONE, SessionKind.TWO, SessionKind.THREE


@dataclass(frozen=True, slots=True)
class Said:
    """What was written down in a step."""

    note: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    outcome: Outcome = Outcome.DONE


@dataclass(frozen=True, slots=True)
class Held:
    """A session with the client who came at this place into the service, so many days ago."""

    client: int
    days: int
    kind: SessionKind
    steps: Mapping[str, Said]
    occasion: Occasion = Occasion.KEYWORK
    way: Way = Way.IN_PERSON
    is_open: bool = False
    week: Mapping[str, Sequence[str]] = field(default_factory=dict)


NOT_TODAY = Said(outcome=Outcome.NOT_TODAY)
SESSIONS = (
    Held(0, 112, ONE, {
        "1.1": Said("Wants mornings back.", {"interest": 6}),
        "1.2": Said("Went along with a cousin once, found it loud.",
                    {"been-twelve-step": "tried", "been-smart": "never"}),
        "1.3": Said("Asked who pays for the room."),
        "1.4": Said("", {"shown": ["local", "smart", "twelve-step"]}),
        "1.5": Said("Worried about being asked to speak.",
                    {"doubts": ["groups"], "doubts-answered": "yes"}),
        "1.7": Said("", {"leaves-with-all": "yes"}),
        "1.9": Said("", {"contact-fine": "yes"}),
    }, occasion=Occasion.ASSESSMENT),
    Held(0, 111, TWO, {
        "2.1": Said("Read the first two on the bus.", {"read": "part"}),
        "2.3": Said("", {"obstacles": ["distance"]}),
        "2.5": Said("Near home, and not too many people.", {"kind-first": "local"}),
        "2.6": Said("Busy on Mondays.", {"free": ["evening"]}),
        "2.7": Said("Nearest, and starts after the shop closes."),
        "2.8": Said("Meets at the library steps.",
                    {"company": "yes", "rang": "peer", "rang-outcome": "agreed"}),
        "2.10": Said("", {"confidence": 8}),
    }),
    Held(0, 102, THREE, {
        "3.1": Said("Stayed for tea.", {"with-whom": "peer", "times": "1-3"}),
        "3.2": Said("Liked that nobody pushed.", {"helpful": 7, "go-again": "yes"}),
        "3.5": Said("", {"involved": ["hello"]}),
        "3.7": Said("", {"next-kind": "three"}),
    }),
    Held(1, 85, ONE, {
        "1.2": Said("", {"been-smart": "never", "been-twelve-step": "never"}),
        "1.3": NOT_TODAY,
        "1.6": Said("Reads Polish best.", {"format": "together"}),
        "1.9": Said("", {"contact-fine": "yes"}),
    }, way=Way.TELEPHONE),
    Held(1, 81, TWO, {
        "1.3": Said("Liked that it costs nothing."),
        "2.3": Said("", {"obstacles": ["distance", "cost"]}),
        "2.4": Said("Will ask her sister about the bus.",
                    {"problem": "distance", "answer-chosen": "yes"}),
        "2.10": Said("", {"confidence": 5, "plan-changed": "yes"}),
    }, week={"ways": ["walk", "transport"], "most_minutes": ["30"], "busy_day_0": ["working"],
             "busy_from_0": ["9am"], "busy_until_0": ["3pm"]}),
    Held(1, 70, THREE, {
        "3.1": Said("The bus did not come.", {"times": "0"}),
        "3.3": Said("", {"reason": "way", "got-in-the-way": ["distance"]}),
        "3.7": Said("", {"next-kind": "two"}),
    }),
    Held(4, 72, ONE, {
        "1.2": Said("Knows two groups well.", {"been-smart": "regular"}),
        "1.8": Said("", {"first-goals": ["meeting"]}),
        "1.9": Said("", {"contact-fine": "yes"}),
    }, occasion=Occasion.REVIEW),
    Held(4, 45, THREE, {
        "3.1": Said("Went with a friend.", {"with-whom": "friend", "times": "4-7"}),
        "3.2": Said("", {"helpful": 9, "go-again": "yes"}),
        "3.7": Said("", {"next-kind": "follow-up"}),
    }),
    Held(3, 1, ONE, {
        "1.1": Said("Would like to sleep again.", {"interest": 4}),
        "1.2": Said("", {"been-online": "tried"}),
    }, is_open=True),
)  # fmt: skip
# Typed in the session that is still open, and not saved.
TYPED = ("1.3", {"note": ["Asked whether one has to talk."]})


def bring_sessions(area: Area) -> None:
    """As their keyworkers would have written them, each on its day."""
    clients = list(
        Client.objects.filter(area=area, service__name="Riverside").order_by("pk")
    )
    for each in SESSIONS:
        with clock.frozen_at(noon(each.days)):
            _hold(each, clients[each.client])


def _hold(held: Held, client: Client) -> None:
    by = _keyworker_of(client)
    session = start_session(
        client=client, kind=held.kind, occasion=held.occasion, way=held.way, by=by
    )
    if held.week:
        save_week(session=session, answers=held.week, by=by)
    for key, said in held.steps.items():
        save_step(
            session=session,
            key=key,
            outcome=said.outcome,
            answers=said.answers,
            note=said.note,
            revision=0,
            by=by,
        )
    if held.is_open:
        _type(session, by)
    else:
        close_session(session=session, by=by)


def _type(session: CareSession, by: Hat) -> None:
    key, typed = TYPED
    keep_draft(session=session, key=key, typed=typed, revision=0, by=by)


def _keyworker_of(client: Client) -> Hat:
    now = client.caseloads.get(ended_at=None)
    return Membership.objects.with_everything().get(pk=now.membership_id).hat()

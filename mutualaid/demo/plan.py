"""The demo's improvement plan: what came of the round in spring, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from mutualaid.core import clock
from mutualaid.improvement_plan.actions.cycles import add_cycle
from mutualaid.improvement_plan.actions.moving import move_action
from mutualaid.improvement_plan.actions.plan import comment_on_action, propose_action
from mutualaid.improvement_plan.answers import Trial
from mutualaid.improvement_plan.models import Action, ActionStatus, Barrier, Cause
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.self_assessment.models import Round

from .past import noon

_S = ActionStatus


@dataclass(frozen=True, slots=True)
class Line:
    """An action: what, for which statement, whose, due so many days from now, and its states."""

    title: str
    statement: str
    owner: str  # a name, or "body: …"
    due: int
    states: tuple[tuple[ActionStatus, int, str], ...] = ()  # state, days ago, words
    cause: Cause = Cause.NOBODY
    more: Mapping[str, Any] = field(default_factory=dict)


LINES = (
    Line(
        "Ring each group once a quarter and write down what they say",
        "1.1",
        "Lou Sable",
        -30,
        (
            (_S.AGREED, 178, ""),
            (_S.IN_PROGRESS, 170, ""),
            (_S.TO_CHECK, 60, ""),
            (
                _S.EFFECT_SEEN,
                45,
                "The share confirmed has been twice as high since spring.",
            ),
        ),
        more={"indicator_key": "directory.verified_share", "target": 50.0},
    ),
    Line(
        "Ask the groups in Sandhythe about a meeting at the weekend",
        "1.4",
        "Ottilie Marsh",
        25,
        ((_S.AGREED, 178, ""), (_S.IN_PROGRESS, 120, "")),
        Cause.SUPPLY,
        {"indicator_key": "directory.days_in_person", "target": 7.0},
    ),
    Line(
        "Put a printed list in the waiting room each Monday",
        "2.1",
        "Mirek Solway",
        -9,
        ((_S.AGREED, 150, ""), (_S.IN_PROGRESS, 90, "")),
        more={
            "indicator_key": "directory.list_use",
            "target": 100.0,
            "service": "Riverside",
        },
    ),
    Line(
        "Meet the fellowships’ public information members twice a year",
        "3.2",
        "body: Council, director of public health",
        40,
        ((_S.AGREED, 150, ""),),
        Cause.AGREEMENT,
        {"indicator_key": "directory.positions_in_date", "target": 90.0},
    ),
    Line(
        "Give every keyworker two hours a quarter for an open meeting",
        "3.6",
        "Mirek Solway",
        60,
        (
            (_S.AGREED, 150, ""),
            (_S.IN_PROGRESS, 100, ""),
            (_S.BLOCKED, 20, "The rota is fixed until January."),
        ),
        Cause.TIME,
        {"service": "Riverside"},
    ),
    Line(
        "Find four more companions, two of them for evenings",
        "4.4",
        "Farida Wells",
        75,
        ((_S.AGREED, 150, ""), (_S.IN_PROGRESS, 80, "")),
        Cause.SUPPLY,
        {"resources": "Travel money: 40 pounds a month"},
    ),
    Line(
        "Find out who is asked afterwards whether they went",
        "5.6",
        "Dee Lanyard",
        14,
        (),
        Cause.NOT_KNOWN,
        {"service": "Linholt"},
    ),
)


def plan(area: Area, found_in: Round, hats: Mapping[str, Hat]) -> None:
    """Write the lines down after the round, and move each on day by day."""
    for line in LINES:
        with clock.frozen_at(noon(182)):
            action = _propose(area, found_in, line, hats["commissioner"])
        for state, ago, words in line.states:
            with clock.frozen_at(noon(ago)):
                move_action(
                    action=action, to=state, words=words, by=hats["commissioner"]
                )
    companions = Action.objects.get(area=area, title=LINES[5].title)
    comment_on_action(
        action=companions,
        words="Two people from the Lantern hub would like to be trained.",
        by=hats["riverside"],
    )
    _try_something(companions, hats["commissioner"])


def _propose(area: Area, found_in: Round, line: Line, lead: Hat) -> Action:
    more = dict(line.more)
    if name := more.pop("service", ""):
        more["service"] = Service.objects.get(area=area, name=name)
    if line.owner.startswith("body: "):
        more["owner_body"] = line.owner.removeprefix("body: ")
    else:
        here = Membership.objects.active().filter(area=area)
        more["owner"] = here.filter(user__name=line.owner).order_by("pk")[0]
    barriers = Barrier.objects.filter(area=area, statement_key=line.statement)
    due_on = clock.today() + timedelta(days=182 + line.due)
    return propose_action(
        area=area,
        title=line.title,
        statement_keys=[line.statement],
        cause=line.cause,
        found_in=found_in.reference,
        barriers=list(barriers),
        due_on=due_on,
        by=lead,
        **more,
    )


def _try_something(action: Action, lead: Hat) -> None:
    trial = Trial(
        question="Do people come along if a companion rings the day before?",
        prediction="Three in four of those who are rung will go.",
        plan="Kit rings everybody with a date next week. We count who went.",
        tried_on=clock.today() + timedelta(days=7),
    )
    add_cycle(action=action, trial=trial, by=lead)

"""The improvement plan with an action in each state; data is in Greek, statements too."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.core import clock
from mutualaid.improvement_plan.actions.cycles import add_cycle, study_cycle
from mutualaid.improvement_plan.actions.moving import move_action
from mutualaid.improvement_plan.actions.plan import (
    change_action,
    comment_on_action,
    propose_action,
)
from mutualaid.improvement_plan.answers import ActionAnswers, Trial, answers_of
from mutualaid.improvement_plan.models import (
    Action,
    ActionStatus,
    Barrier,
    BarrierStatus,
    Cause,
    PdsaCycle,
    Verdict,
)
from mutualaid.improvement_plan.tests import factories
from mutualaid.indicators.models import Reading
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.self_assessment import statements

KEY = "directory.days_in_person"
Pages = dict[str, str]
ASKED = ("", "state=all", "state=closed", "state=overdue", "owner=nobody")
# The instrument is in English, whatever the page speaks.
statements.current_statements = lambda: {"1.4": WORD, "2.3": WORD}  # type: ignore[assignment]


def plan_pages(town: Town) -> Pages:
    """Every page of the plan, as those who lead it and those who read it see it."""
    lead = town.hat(Role.COMMISSIONER)
    _fill(town, lead)
    pages = {}
    for role in (Role.COMMISSIONER, Role.SERVICE_MANAGER, Role.AUDITOR):
        client = signed_in_client(town.seats[role])
        for address in _addresses():
            pages[f"{role} {address}"] = client.get(address).content.decode()
    client = signed_in_client(town.seats[Role.COMMISSIONER])
    return pages | _mistakes(client) | _taken_away(client) | _empty(client)


def _fill(town: Town, lead: Hat) -> None:
    by_hand = {"title": WORD, "cause_words": WORD, "resources": WORD}
    for status in ActionStatus:
        told: dict[str, Any] = {"status": status, "statement_keys": "|1.4|2.3|"}
        if status == ActionStatus.BLOCKED:
            told["blocked_by"] = WORD
        long_ago = clock.now() - timedelta(days=700)
        day = clock.today() - timedelta(days=3)
        factories.action(
            town.area,
            **by_hand,
            **told,
            created_at=long_ago,
            due_on=day,
            closed_on=day,
            owner_body=WORD,
        )
    for status in BarrierStatus:
        factories.barrier(town.area, words=WORD, status=status, statement_key="1.4")
    _whole(town, lead)


def _whole(town: Town, lead: Hat) -> None:
    """One with everything that can happen to an action."""
    Reading.objects.update_or_create(
        area=town.area,
        key=KEY,
        month=clock.today().replace(day=1),
        defaults={"numerator": 6, "detail": "", "taken_at": clock.now()},
    )
    action = propose_action(
        area=town.area,
        title=WORD,
        statement_keys=["1.4"],
        cause=Cause.SUPPLY,
        by=lead,
        indicator_key=KEY,
        target=7.0,
        barriers=list(Barrier.objects.filter(area=town.area)),
    )
    before = answers_of(action)
    day = clock.today() + timedelta(days=30)
    values = {
        "owner": town.seats[Role.COMMISSIONER],
        "due_on": day,
        "review_on": day,
        "cause": Cause.TIME,
        "cause_words": WORD,
        "resources": WORD,
        "target": 6.0,
        "barriers": (),
        "statement_keys": ("2.3",),
    }
    after = ActionAnswers(**{**before.told(), **values})
    change_action(action=action, answers=after, revision=1, by=lead)
    comment_on_action(action=action, words=WORD, by=lead)
    for to in (ActionStatus.AGREED, ActionStatus.BLOCKED, ActionStatus.IN_PROGRESS):
        move_action(action=action, to=to, by=lead, words=WORD)
    trial = Trial(WORD, WORD, WORD, clock.today())
    for _ in range(2):
        cycle = add_cycle(action=action, trial=trial, by=lead)
    study_cycle(
        cycle=cycle, happened=WORD, learned=WORD, verdict=Verdict.ADAPT, by=lead
    )


def _addresses() -> list[str]:
    plain = ("show_board", "list_barriers", "add_action", "add_barrier")
    found = [reverse(name) for name in plain]
    found += [f"{reverse('show_plan')}?{asked}" for asked in ASKED]
    for action in Action.objects.all():
        steps = ("show_action", "change_action", "comment_on_action", "add_cycle")
        found += [reverse(name, args=[action.reference]) for name in steps]
        found += [
            reverse("move_action", args=[action.reference, to]) for to in ActionStatus
        ]
    cycles = PdsaCycle.objects.all()
    return found + [reverse("study_cycle", args=[each.reference]) for each in cycles]


def _mistakes(client: Client) -> Pages:
    action = Action.objects.filter(status=ActionStatus.IN_PROGRESS).latest("pk")
    here = [action.reference]
    barrier = Barrier.objects.filter(status=BarrierStatus.LIFTED).earliest("pk")
    whole = {"title": WORD, "cause": "time", "revision": "1"}
    tries: dict[str, tuple[dict[str, str], ...]] = {
        reverse("add_action"): (
            {},
            {"title": WORD, "cause": "time", "due_on-day": "40", "target": "λ"},
            {"title": WORD, "cause": "time", "target": "9", "owner": "λ"},
            {"title": WORD, **_day("due_on", 2001), "owner_body": WORD},
        ),
        reverse("change_action", args=here): ({}, whole),
        reverse("move_action", args=[*here, "blocked"]): ({},),
        reverse("move_action", args=[*here, "effect-seen"]): ({"words": WORD},),
        reverse("move_action", args=[*here, "dropped"]): ({},),
        reverse("comment_on_action", args=here): ({},),
        reverse("add_cycle", args=here): ({},),
        reverse("add_barrier"): ({},),
        reverse("lift_barrier", args=[barrier.reference]): ({},),
    }
    studied = PdsaCycle.objects.exclude(verdict="").latest("pk")
    tries[reverse("study_cycle", args=[studied.reference])] = (
        {},
        {"happened": WORD, "learned": WORD, "verdict": "adopt"},
    )
    return {
        f"mistakes {number} in {address}": client.post(address, fields).content.decode()
        for address, several in tries.items()
        for number, fields in enumerate(several)
    }


def _day(name: str, year: int) -> dict[str, str]:
    return {f"{name}-day": "1", f"{name}-month": "1", f"{name}-year": str(year)}


def _taken_away(client: Client) -> Pages:
    address = reverse("download_plan", args=["csv"])
    head = client.get(f"{address}?state=dropped").content.decode().splitlines()[0]
    return {"head of the plan's table": head.lstrip("\ufeff").replace('","', " ")}


def _empty(client: Client) -> Pages:
    Action.objects.update(statement_keys="")
    address = f"{reverse('show_plan')}?statement=1.4"
    return {"no action found": client.get(address).content.decode()}

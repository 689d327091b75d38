"""Which actions of the plan somebody asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.db.models import F

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat

from .figures import DaysToClose, days_to_close
from .models import Action, ActionStatus
from .models.actions import CHECKED, OPEN

IN_WORK, CLOSED, ALL, OVERDUE = "open", "closed", "all", "overdue"
ANYBODY, MINE, BODIES, NOBODY = "", "mine", "bodies", "nobody"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; whatever nobody knows counts as not asked."""

    state: str = IN_WORK
    owner: str = ANYBODY
    statement: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str], statements: Mapping[str, str]) -> Self:
        """From the parts of an address."""
        states = {IN_WORK, CLOSED, ALL, OVERDUE, *ActionStatus.values}
        asked = cls()
        if told.get("state") in states:
            asked = replace(asked, state=told["state"])
        if told.get("statement") in statements:
            asked = replace(asked, statement=told["statement"])
        return replace(asked, owner=told.get("owner", ANYBODY)[:20])

    def parts(self) -> dict[str, str]:
        """As an address has them; only what differs from asking nothing."""
        usual = type(self)()
        names = ("state", "owner", "statement")
        return {
            name: getattr(self, name)
            for name in names
            if getattr(self, name) != getattr(usual, name)
        }


def actions_asked(hat: Hat, asked: Asked, today: date) -> list[Action]:
    """Those that the hat sees, the next due first, without a date last."""
    found = Action.objects.visible_to(hat)
    if asked.state == OVERDUE:
        found = found.overdue(today)
    elif asked.state != ALL:
        found = found.filter(status__in=_states(asked.state))
    if asked.owner == MINE:
        found = found.owned_by(hat)
    elif asked.owner == BODIES:
        found = found.exclude(owner_body="")
    elif asked.owner == NOBODY:
        found = found.without_owner()
    elif asked.owner:
        found = found.filter(owner__reference=asked.owner)
    if asked.statement:
        found = found.about_statement(asked.statement)
    order = F("due_on").asc(nulls_last=True)
    return list(found.with_everything().order_by(order, "pk"))


def _states(state: str) -> list[str]:
    if state == IN_WORK:
        return [*OPEN]
    if state == CLOSED:
        return [each for each in ActionStatus if each not in OPEN]
    return [state]


def how_long_actions_took(hat: Hat) -> DaysToClose | None:
    """Over all that were closed after somebody looked at the measure."""
    closed = Action.objects.visible_to(hat).filter(status__in=CHECKED)
    rows = closed.values_list("created_at", "closed_on", "status")
    return days_to_close(
        (
            made.astimezone(clock.LOCAL_ZONE).date(),
            last,
            status == ActionStatus.EFFECT_SEEN,
        )
        for made, last, status in rows
        if last
    )

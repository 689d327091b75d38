"""The plan as its table, its board and its paper tell it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system.dates import full_date
from mutualaid.improvement_plan.figures import DaysToClose
from mutualaid.improvement_plan.models import Action, ActionStatus
from mutualaid.improvement_plan.models.actions import OPEN
from mutualaid.improvement_plan.owners import has_owner, is_over
from mutualaid.indicators.models import Reading
from mutualaid.organisations.hats import Hat

from .action import OpenMove, moves_open_to
from .measures import ShownMeasure, present_measure

OLD_DAYS = 270
KINDS = {
    ActionStatus.BLOCKED: "caution",
    ActionStatus.EFFECT_SEEN: "good",
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action on one line."""

    reference: str
    title: str
    statements: list[tuple[str, str]]
    who: str
    has_owner: bool
    due: str
    overdue: str
    old: str
    status: str
    state: str
    kind: str
    blocked_by: str
    measure: ShownMeasure | None
    moves: list[OpenMove]


def present_rows(
    actions: Iterable[Action],
    readings: Mapping[str, Reading],
    statements: Mapping[str, str],
    today: date,
    *,
    hat: Hat | None = None,
) -> list[PlanRow]:
    """In the order given; with moves where a hat is told that might make them."""
    return [
        present_row(each, readings.get(each.indicator_key), statements, today, hat)
        for each in actions
    ]


def present_row(
    action: Action,
    reading: Reading | None,
    statements: Mapping[str, str],
    today: date,
    hat: Hat | None = None,
) -> PlanRow:
    status = ActionStatus(action.status)
    return PlanRow(
        reference=action.reference,
        title=action.title,
        statements=[(key, statements.get(key, "")) for key in action.keys],
        who=owner_words(action, today),
        has_owner=has_owner(action, today) or not action.is_open(),
        due=full_date(action.due_on) if action.due_on else gettext("no date"),
        overdue=overdue_words(action, today),
        old=old_words(action, today),
        status=status.value,
        state=str(status.label),
        kind=KINDS.get(status, ""),
        blocked_by=action.blocked_by,
        measure=present_measure(action, reading),
        moves=moves_open_to(hat, action) if hat else [],
    )


def owner_words(action: Action, today: date) -> str:
    """Who owns it, and that nobody does any more."""
    if action.owner_body:
        return gettext("%(body)s (no account)") % {"body": action.owner_body}
    if action.owner is None:
        return gettext("Nobody yet")
    name = action.owner.user.name
    if is_over(action.owner, today):
        return gettext("Has no owner any more (was %(name)s)") % {"name": name}
    return f"{name}, {action.owner.place()}"


def overdue_words(action: Action, today: date) -> str:
    """ "Overdue by 9 days"; empty while there is time."""
    if not action.is_overdue(today) or action.due_on is None:
        return ""
    days = (today - action.due_on).days
    words = ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days)
    return words % {"days": days}


def old_words(action: Action, today: date) -> str:
    """What has been open for very long stands out."""
    made = action.created_at.astimezone(clock.LOCAL_ZONE).date()
    months = round((today - made).days * 12 / 365)
    if not action.is_open() or (today - made).days < OLD_DAYS:
        return ""
    words = ngettext("Open for %(n)d month", "Open for %(n)d months", months)
    return words % {"n": months}


@dataclass(frozen=True, slots=True)
class Column:
    """A state of the board with what stands in it."""

    status: str
    title: str
    rows: list[PlanRow]


def present_board(rows: Iterable[PlanRow]) -> list[Column]:
    """A column for each state in which something is left to do, however empty."""
    told = list(rows)
    return [
        Column(
            state.value,
            str(state.label),
            [each for each in told if each.status == state],
        )
        for state in OPEN
    ]


def days_words(took: DaysToClose | None) -> str:
    """How long actions took, for people who wonder whether the plan moves."""
    if took is None:
        return ""
    words = ngettext(
        "One action has been checked and closed, after %(middle)d days.",
        "%(closed)d actions have been checked and closed: half of them within "
        "%(middle)d days, the longest after %(longest)d.",
        took.closed,
    )
    seen = ngettext(
        "An effect was seen for %(n)d.",
        "An effect was seen for %(n)d.",
        took.effect_seen,
    )
    told = {"closed": took.closed, "middle": took.middle, "longest": took.longest}
    return f"{words % told} {seen % {'n': took.effect_seen}}"

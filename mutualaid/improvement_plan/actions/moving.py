"""Moving an action on, along the table of its states."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.measuring import latest_value
from mutualaid.improvement_plan.models import (
    ACTION_CHANGES,
    Action,
    ActionStatus,
    EventKind,
)
from mutualaid.improvement_plan.models.actions import CHECKED, NEEDS_WORDS
from mutualaid.improvement_plan.permissions import movers
from mutualaid.organisations.hats import Hat

from .history import log, write_down
from .notes import note_on_chart

CLOSED = (*CHECKED, ActionStatus.DROPPED)


@transaction.atomic
def move_action(
    *, action: Action, to: ActionStatus, by: Hat, words: str = ""
) -> Action:
    """Bring it to another state. Raises Refused where the table has no such move, where it is
    somebody else's to make, and where words are missing that it needs."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    _refuse_move(locked, to, by)
    if to in NEEDS_WORDS and not words.strip():
        raise Refused(_what_is_missing(to))
    before = ActionStatus(locked.status)
    measured = latest_value(locked) if to in (*CHECKED, ActionStatus.AGREED) else None
    _settle(locked, to, words, measured)
    if to in CHECKED:
        _look_at_measure(locked, measured, words, by)
    write_down(
        locked,
        EventKind.MOVED,
        by,
        moved=(before, to),
        words="" if to in CHECKED else words,
    )
    log("move_action", locked, by.actor, from_state=str(before), to_state=str(to))
    return locked


def _refuse_move(action: Action, to: ActionStatus, by: Hat) -> None:
    allowed = ACTION_CHANGES[ActionStatus(action.status)].get(to)
    if allowed is None:
        raise Refused(
            gettext(
                "The action is “%(now)s” now, and cannot become “%(then)s” from there."
            )
            % {"now": action.get_status_display(), "then": to.label}
        )
    if not allowed & movers(by, action):
        raise Refused(gettext("That is for the commissioner or the owner to do."))


def _what_is_missing(to: ActionStatus) -> str:
    if to == ActionStatus.BLOCKED:
        return gettext("Say what blocks it.")
    if to == ActionStatus.DROPPED:
        return gettext("Say why it is dropped.")
    return gettext("Say what the measure shows, or how else one can tell.")


def _settle(
    action: Action, to: ActionStatus, words: str, measured: float | None
) -> None:
    told: dict[str, Any] = {
        "status": to,
        "blocked_by": words[:300] if to == ActionStatus.BLOCKED else "",
        "closed_on": clock.today() if to in CLOSED else None,
        "revision": action.revision + 1,
        "updated_at": clock.now(),
    }
    if to == ActionStatus.AGREED:
        told["value_at_start"] = measured
    for name, value in told.items():
        setattr(action, name, value)
    action.save(update_fields=[*told])


def _look_at_measure(
    action: Action, measured: float | None, words: str, by: Hat
) -> None:
    seen = {"value": [action.value_at_start, measured]} if action.indicator_key else {}
    write_down(action, EventKind.MEASURED, by, words=words, changes=seen)
    if action.indicator_key:
        note_on_chart(action=action, words=_said_on_chart(action), by=by.actor)


def _said_on_chart(action: Action) -> str:
    return f"{action.title} ({action.get_status_display()})"

"""Writing actions down, changing what is said of them, and talking about them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.answers import ActionAnswers, answers_of, kept_keys
from mutualaid.improvement_plan.measuring import latest_value
from mutualaid.improvement_plan.models import (
    Action,
    ActionBarrier,
    ActionStatus,
    Cause,
    EventKind,
)
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area

from .history import log, write_down
from .settling import settled


class Superseded(Refused):
    """Somebody else changed the action after it was read."""


@transaction.atomic
def propose_action(
    *,
    area: Area,
    title: str,
    statement_keys: Sequence[str],
    cause: Cause,
    by: Hat,
    found_in: str = "",
    **others: Any,
) -> Action:
    """Write an action down. `others` are those of ActionAnswers; an indicator is left out that
    no feature declares yet. Raises Refused."""
    told = ActionAnswers(
        title=title, statement_keys=statement_keys, cause=cause, **others
    )
    answers = settled(told, area_id=area.pk, by=by)
    now = clock.now()
    action = Action.objects.create(
        area=area,
        found_in=found_in,
        created_at=now,
        updated_at=now,
        **_columns(answers),
    )
    _tie_barriers(action, answers)
    write_down(action, EventKind.MADE, by, moved=("", ActionStatus.PROPOSED))
    log("propose_action", action, by.actor, statements=[*statement_keys])
    return action


@transaction.atomic
def change_action(
    *, action: Action, answers: ActionAnswers, revision: int, by: Hat
) -> Action:
    """Say something else of it. Raises Superseded where `revision` is not the last one."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    if locked.revision != revision:
        raise Superseded(
            gettext("Somebody else changed this action while you had it open.")
        )
    if not locked.is_open():
        raise Refused(gettext("This action is closed. Take it up again first."))
    before = answers_of(locked)
    answers = settled(answers, area_id=locked.area_id, by=by, before=before)
    changes = _differences(before.plain(), answers.plain())
    if not changes:
        return locked
    _write(locked, answers, changes)
    write_down(locked, EventKind.CHANGED, by, changes=changes)
    log("change_action", locked, by.actor, fields=sorted(changes))
    return locked


@transaction.atomic
def comment_on_action(*, action: Action, words: str, by: Hat) -> None:
    """Say something that changes nothing, whatever the state. Raises Refused."""
    if not words.strip():
        raise Refused(gettext("Write a few words."))
    write_down(action, EventKind.COMMENT, by, words=words)
    log("comment_on_action", action, by.actor)


def _write(
    action: Action, answers: ActionAnswers, changes: dict[str, list[Any]]
) -> None:
    for name, value in _columns(answers).items():
        setattr(action, name, value)
    if "due_on" in changes:
        action.reminded_on = None
    if "indicator_key" in changes:
        # What was measured before says nothing of the new measure.
        is_agreed = action.status != ActionStatus.PROPOSED
        action.value_at_start = latest_value(action) if is_agreed else None
    action.revision += 1
    action.updated_at = clock.now()
    action.save()
    if "barriers" in changes:
        _tie_barriers(action, answers)


def _columns(answers: ActionAnswers) -> dict[str, Any]:
    told = answers.told()
    del told["barriers"]
    return told | {"statement_keys": kept_keys(answers.statement_keys)}


def _tie_barriers(action: Action, answers: ActionAnswers) -> None:
    wanted = {each.pk for each in answers.barriers}
    ties = ActionBarrier.objects.filter(action=action)
    ties.exclude(barrier__in=wanted).delete()
    known = set(ties.values_list("barrier", flat=True))
    for key in sorted(wanted - known):
        ActionBarrier.objects.create(
            area_id=action.area_id, action=action, barrier_id=key
        )


def _differences(before: dict[str, Any], now: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [before[name], now[name]] for name in now if before[name] != now[name]
    }

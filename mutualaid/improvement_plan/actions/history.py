"""Writing the history of an action, a line for each thing that happens to it."""

from typing import Any

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.improvement_plan.models import Action, ActionEvent, EventKind
from mutualaid.organisations.hats import Hat


def write_down(
    action: Action,
    kind: EventKind,
    by: Hat,
    *,
    moved: tuple[str, str] = ("", ""),
    words: str = "",
    changes: dict[str, Any] | None = None,
) -> ActionEvent:
    """Add a line; `moved` are the states it went from and to."""
    return ActionEvent.objects.create(
        area_id=action.area_id,
        action=action,
        kind=kind,
        at=clock.now(),
        by_id=by.membership_id,
        from_status=moved[0],
        to_status=moved[1],
        words=words,
        changes=changes or {},
    )


def log(act: str, action: Action, by: Actor, **detail: object) -> None:
    """The activity log keeps that it happened; the words stay in the action's own history."""
    record(
        act=f"improvement_plan.{act}",
        by=by,
        subject=f"action:{action.reference}",
        detail=detail,
        area_id=action.area_id,
    )

"""Recurring work on the directory."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty

from .actions import drop_old_imports, read_due_feeds


@duty(every=timedelta(hours=1), per_area=True)
def read_lists(*, by: Actor) -> None:
    """Read the lists whose time has come."""
    read_due_feeds(area_id=current_area_id() or 0, by=by)


@duty(every=timedelta(hours=1), per_area=True)
def let_lists_go(*, by: Actor) -> None:
    """Let go of staged lists that nobody took over."""
    drop_old_imports(area_id=current_area_id() or 0, by=by)

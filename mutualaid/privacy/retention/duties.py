"""Recurring work on what is over."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty
from mutualaid.organisations.models import Area

from .actions.ending import look_through
from .actions.ending_incidents import end_incidents
from .actions.ending_log import end_log

DAILY = timedelta(days=1)


@duty(every=DAILY, per_area=True)
def end_old_log(*, by: Actor) -> None:
    """Let lines of the activity log go whose time is over."""
    end_log(area=_area(), by=by)


@duty(every=DAILY, per_area=True)
def end_old_incidents(*, by: Actor) -> None:
    """Erase incidents that were closed so long ago that their time is over."""
    end_incidents(area=_area(), by=by)


@duty(every=DAILY, per_area=True)
def look_through_records(*, by: Actor) -> None:
    """List records whose time is over for review, and end those that need none."""
    look_through(area=_area(), by=by)


def _area() -> Area:
    return Area.objects.get(pk=current_area_id() or 0)

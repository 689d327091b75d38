"""Recurring work on the directory."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty
from mutualaid.organisations.models import Area

from .actions import drop_old_imports, forget_list_use, read_due_feeds
from .actions.chasing import send_due_letters
from .actions.correcting import forget_addresses


@duty(every=timedelta(hours=1), per_area=True)
def read_lists(*, by: Actor) -> None:
    """Read the lists whose time has come."""
    read_due_feeds(area_id=current_area_id() or 0, by=by)


@duty(every=timedelta(hours=1), per_area=True)
def let_lists_go(*, by: Actor) -> None:
    """Let go of staged lists that nobody took over."""
    drop_old_imports(area_id=current_area_id() or 0, by=by)


@duty(every=timedelta(days=1), per_area=True)
def ask_groups(*, by: Actor) -> None:
    """Ask groups whether the meetings are still right that nobody has confirmed for long."""
    area = Area.objects.get(pk=current_area_id() or 0)
    send_due_letters(area=area, by=by)


@duty(every=timedelta(days=1), per_area=True)
def forget_reply_addresses(*, by: Actor) -> None:
    """Forget the addresses of people whom nobody answered in time."""
    forget_addresses(area_id=current_area_id() or 0, by=by)


@duty(every=timedelta(days=1), per_area=True)
def let_list_use_go(*, by: Actor) -> None:
    """Let go of the days on which services used the list, long past."""
    forget_list_use(area_id=current_area_id() or 0)

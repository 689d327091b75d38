"""Recurring work on stored files."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty

from .keeping import drop_orphans


@duty(every=timedelta(days=1), per_area=True)
def drop_orphaned_files(*, by: Actor) -> None:
    """Delete bytes that no row speaks of, once they are older than a day."""
    drop_orphans(area_id=current_area_id() or 0)

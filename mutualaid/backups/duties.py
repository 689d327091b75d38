"""Recurring work on backups."""

from datetime import timedelta

from django.conf import settings

from mutualaid.core.actor import Actor
from mutualaid.duties.registry import duty

from . import taking


@duty(every=timedelta(days=1), per_area=False)
def take_backup(*, by: Actor) -> None:
    """Take a backup, where MUTUALAID_BACKUPS says where to."""
    if settings.BACKUPS_DIR is not None:
        taking.take_backup()


@duty(every=timedelta(hours=1), per_area=False)
def follow_erasures(*, by: Actor) -> None:
    """Put a new archive of keys in place, where somebody was erased since the last."""
    if taking.keys_are_behind():
        taking.refresh_keys()

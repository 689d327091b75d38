"""Recurring work on accounts."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.duties.registry import duty

from .sessions import SessionStore


@duty(every=timedelta(hours=1), per_area=False)
def clear_sessions(*, by: Actor) -> None:
    """Remove the sessions whose time is over; nobody can use them, and they name people."""
    SessionStore.clear_expired()

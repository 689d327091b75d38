"""When a session locks itself, and what counts as somebody being there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import F

from mutualaid.core import clock

from .models import Session, SessionQuerySet

# A busy person would otherwise write to the table with each page.
WRITTEN_EVERY = timedelta(seconds=30)
GUESSES = 5

View = TypeVar("View", bound=Callable[..., Any])


def no_activity(view: View) -> View:
    """Mark a view that says nothing of somebody being there."""
    view.is_no_activity = True  # type: ignore[attr-defined]
    return view


def counts_as_activity(view: Callable[..., Any]) -> bool:
    return not getattr(view, "is_no_activity", False)


def idle_limit() -> timedelta:
    return timedelta(seconds=settings.IDLE_SECONDS)


def time_left(session: Session) -> timedelta:
    """Until it locks or ends; never less than nothing."""
    if session.locked_at:
        return timedelta(0)
    idle_at = session.last_seen_at + idle_limit()
    return max(min(idle_at, session.expire_date) - clock.now(), timedelta(0))


def lock(session: Session) -> None:
    """Lock it now; one that is locked stays as it is."""
    if session.locked_at is None:
        session.locked_at, session.wrong_codes = clock.now(), 0
        _rows(session).update(locked_at=session.locked_at, wrong_codes=0)


def lock_all_of(user_id: int) -> int:
    """Lock every session of somebody; how many were open."""
    sessions = Session.objects.filter(user=user_id, locked_at=None)
    return sessions.update(locked_at=clock.now(), wrong_codes=0)


def lock_if_idle(session: Session) -> bool:
    """Whether it is locked; the first request after the idle minutes locks it."""
    if session.locked_at is None and time_left(session) == timedelta(0):
        lock(session)
    return session.locked_at is not None


def note_activity(session: Session) -> None:
    """Count the idle minutes from now; a locked one stays as it is, whichever tab locked it."""
    now = clock.now()
    if session.locked_at or now - session.last_seen_at < WRITTEN_EVERY:
        return
    if _rows(session).filter(locked_at=None).update(last_seen_at=now):
        session.last_seen_at = now


def take_a_guess(session: Session) -> bool:
    """Count one more code before it is looked at; False if all five were wrong already."""
    left = _rows(session).filter(wrong_codes__lt=GUESSES)
    return bool(left.update(wrong_codes=F("wrong_codes") + 1))


def has_guesses_left(session: Session) -> bool:
    return _rows(session).filter(wrong_codes__lt=GUESSES).exists()


def unlock(session: Session) -> None:
    """Open it again, with all guesses and all idle minutes ahead."""
    session.locked_at, session.wrong_codes = None, 0
    session.last_seen_at = clock.now()
    _rows(session).update(
        locked_at=None, wrong_codes=0, last_seen_at=session.last_seen_at
    )


def _rows(session: Session) -> SessionQuerySet:
    """By query, so that one that was ended in the meantime is not written anew."""
    return Session.objects.filter(pk=session.pk)

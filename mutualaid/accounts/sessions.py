"""Sessions in our own table: found by a hash of the cookie, listed for their owner."""

import hashlib
from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted

from mutualaid.core import clock

from .models import Session, SessionQuerySet


def hashed(key: str) -> str:
    """What the table knows of a session's cookie."""
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(SessionBase):
    """A session whose cookie the table never holds, and whose end does not move.

    `row` is the session as it was read or written, None before that. A new key is given to
    the same row: its owner goes on seeing one session, and one that was ended in the meantime
    is never brought back.
    """

    row: Session | None = None

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._beginning: dict[str, Any] = {}

    def load(self) -> dict[str, Any]:
        self.row = self._rows().alive().first()
        if self.row is None:
            # A key that we did not give is not taken over: the next save makes another.
            self._session_key = None
            return {}
        return self.decode(self.row.session_data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=hashed(session_key)).exists()

    def create(self) -> None:
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        values = {
            "session_data": self.encode(data),
            "user_id": data.get(SESSION_KEY),
            **self._beginning,
        }
        if must_create:
            row = {**self._life(), **values}
            self.row = Session(pk=hashed(self.session_key), **row)
            self.row.save(force_insert=True)
        elif not self._rows().update(**values):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=hashed(key)).delete()

    def flush(self) -> None:
        super().flush()
        self.row = None

    def cycle_key(self) -> None:
        self._get_session()  # type: ignore[attr-defined]
        if self.session_key is None:
            self.create()
            return
        former = self._rows()
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        if not former.update(session_key=hashed(self._session_key)):
            raise SessionInterrupted("The session was ended in the meantime.")
        if self.row:
            self.row.session_key = hashed(self._session_key)
        self.modified = True

    async def acycle_key(self) -> None:
        await sync_to_async(self.cycle_key)()

    async def aflush(self) -> None:
        await sync_to_async(self.flush)()

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.run_out().delete()

    def begin(self, *, browser: str) -> None:
        """Count from now on: somebody has just signed in."""
        self._beginning = {**self._life(), "browser": browser, "locked_at": None}
        self.modified = True

    def get_expire_at_browser_close(self) -> bool:
        """Always; "remember me" is not offered, whatever a library sets."""
        return True

    def _rows(self) -> SessionQuerySet:
        return Session.objects.filter(pk=hashed(self.session_key or ""))

    @staticmethod
    def _life() -> dict[str, Any]:
        now = clock.now()
        end = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return {"started_at": now, "last_seen_at": now, "expire_date": end}

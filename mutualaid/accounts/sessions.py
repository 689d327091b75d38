"""Sessions in our own table: found by a hash of the cookie, listed for their owner."""

import hashlib
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from mutualaid.core import clock
from mutualaid.core.models import new_reference

from .models import Session


def hashed(key: str) -> str:
    """What the table knows of a session's cookie."""
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(DatabaseSessionStore):
    """Django's database sessions, except that the table never holds what the cookie holds."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(
            session_key=hashed(self.session_key or ""), expire_date__gt=clock.now()
        ).first()
        if found is None:
            self._session_key = None
        self.row = found
        return found

    def exists(self, session_key: str | None) -> bool:
        return Session.objects.filter(session_key=hashed(session_key or "")).exists()

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=hashed(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        key = hashed(self._get_or_create_session_key())  # type: ignore[attr-defined]
        known = Session.objects.filter(session_key=key).first()
        now = clock.now()
        return Session(
            session_key=key,
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(SESSION_KEY),
            reference=known.reference if known else new_reference(),
            browser=known.browser if known else "",
            started_at=known.started_at if known else now,
            last_seen_at=now,
            locked_at=known.locked_at if known else None,
        )

"""The one place that tells the time, so that tests and the demo can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/London")

_frozen: ContextVar[datetime | None] = ContextVar("frozen clock", default=None)


def now() -> datetime:
    """The present instant, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The date on a wall calendar in England."""
    return now().astimezone(LOCAL_ZONE).date()


@contextmanager
def frozen_at(instant: datetime) -> Iterator[None]:
    """Hold the clock still; `instant` must carry a time zone."""
    if instant.tzinfo is None:
        raise ValueError("The clock needs an instant with a time zone.")
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)

"""Where a list is read from, how often, and whether we may; and reading it."""

from collections.abc import Mapping
from datetime import date

from mutualaid.core.actor import Actor
from mutualaid.directory.models import ImportRun, MeetingSource, SourceFeed
from mutualaid.directory.models.sources import Permission


def set_feed(
    *,
    source: MeetingSource,
    by: Actor,
    by_role: str,
    address: str = "",
    every_hours: int | None = None,
    fellowship: str = "",
    mapping: Mapping[str, str] | None = None,
    timezone: str = "Europe/London",
    stale_after_days: int = 30,
    is_fellowships_own: bool = False,
    permission: Permission = Permission.NOT_ASKED,
    permission_note: str = "",
    permission_on: date | None = None,
) -> SourceFeed:
    """Say how a list is read. Without an address it is brought by hand. Raises Refused."""
    raise NotImplementedError


def pause_feed(*, source: MeetingSource, is_paused: bool, by: Actor) -> SourceFeed:
    """Stop reading it by schedule, or go on. Raises Refused for a list without an address."""
    raise NotImplementedError


def read_feed(*, source: MeetingSource, by: Actor) -> ImportRun | None:
    """Fetch the list and take it over; None where it has not changed since the last time.

    What goes wrong is kept in the feed (`problem`, `problem_at`) and the last good copy stays:
    the run that is answered is then REFUSED or FAILED, or there is none.
    Raises Refused where it has no address, or they said no.
    """
    raise NotImplementedError

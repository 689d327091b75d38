"""Where a list is read from, how often, and whether we may."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import (
    Fellowship,
    MeetingSource,
    SourceFeed,
    SourceRecord,
)
from mutualaid.directory.models.sources import Permission

from .reading_feeds import feed_of, read_due_feeds, read_feed
from .run_statuses import refuse_unknown

__all__ = ["pause_feed", "read_due_feeds", "read_feed", "set_feed"]
LONGEST_ADDRESS = 1000
MOST_HOURS = 24 * 31
# What was read is to be read again if one of these is another.
_READING = ("address", "mapping", "timezone")
_UNREAD = {"etag": "", "last_modified": "", "digest": ""}


@transaction.atomic
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
    refuse_unknown(fellowship, timezone)
    _refuse_unless_readable(address, every_hours)
    feed = feed_of(source)
    reads = address, dict(mapping or {}), timezone
    is_read_otherwise = reads != tuple(getattr(feed, name) for name in _READING)
    feed.address, feed.mapping, feed.timezone = reads
    feed.every_hours, feed.stale_after_days = every_hours, stale_after_days
    permitted = permission, permission_note, permission_on
    if permitted != (feed.permission, feed.permission_note, feed.permission_on):
        feed.permission, feed.permission_note, feed.permission_on = permitted
        feed.permission_by_role = by_role
    is_other_list = _set_source(source, fellowship, is_fellowships_own)
    if is_read_otherwise or is_other_list:
        for name, value in _UNREAD.items():
            setattr(feed, name, value)
        feed.problem, feed.problem_at, feed.tried_at = "", None, None
    feed.save()
    record(
        act="directory.set_feed",
        by=by,
        subject=f"source:{source.reference}",
        area_id=source.area_id,
    )
    return feed


@transaction.atomic
def pause_feed(*, source: MeetingSource, is_paused: bool, by: Actor) -> SourceFeed:
    """Stop reading it by schedule, or go on. Raises Refused for a list without an address."""
    feed = feed_of(source)
    if not feed.address:
        raise Refused(gettext("This list has no address, so it is not read by itself."))
    feed.is_paused = is_paused
    feed.save()
    record(
        act="directory.pause_feed",
        by=by,
        subject=f"source:{source.reference}",
        detail={"is_paused": is_paused},
        area_id=source.area_id,
    )
    return feed


def _refuse_unless_readable(address: str, every_hours: int | None) -> None:
    if address and not address.startswith(("https://", "http://")):
        raise Refused(gettext("Only addresses with http or https can be read."))
    if len(address) > LONGEST_ADDRESS:
        raise Refused(gettext("The address is too long."))
    if every_hours is not None and not 1 <= every_hours <= MOST_HOURS:
        raise Refused(
            gettext("A list is read every hour at most, and once a month at least.")
        )
    if every_hours and not address:
        raise Refused(gettext("Say at which address the list is read."))


def _set_source(source: MeetingSource, fellowship: str, is_own: bool) -> bool:
    """Whose list it is; True where that is another by now, so that all of it is read anew."""
    chosen = Fellowship.objects.filter(key=fellowship).first()
    if source.fellowship == chosen and source.is_fellowships_own == is_own:
        return False
    if source.is_fellowships_own != is_own:
        # What the public may see of each record is decided anew.
        SourceRecord.objects.filter(source=source).update(digest="")
    source.fellowship, source.is_fellowships_own = chosen, is_own
    source.updated_at = clock.now()
    source.save(update_fields=["fellowship", "is_fellowships_own", "updated_at"])
    return True

"""Reading a list at its address: what goes wrong is kept beside it, and the last good copy stays."""

import hashlib
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.feed_health import is_due
from mutualaid.directory.fetching import Fetched, Stamp, fetch
from mutualaid.directory.models import ImportRun, MeetingSource, SourceFeed
from mutualaid.directory.models.imports import ImportStatus
from mutualaid.directory.models.sources import Permission

from .importing import apply_import
from .run_statuses import move_run
from .staging_runs import stage_import

logger = logging.getLogger(__name__)

ROLE = "schedule"
LONGEST_PROBLEM = 400
Fetch = Callable[..., Fetched]


def read_feed(
    *, source: MeetingSource, by: Actor, by_role: str = ROLE, fetch: Fetch = fetch
) -> ImportRun | None:
    """Fetch the list and take it over; None where it has not changed since the last time.

    What goes wrong is kept in the feed (`problem`, `problem_at`) and the last good copy stays:
    the run that is answered is then REFUSED or FAILED, or there is none.
    Raises Refused where it has no address, or they said no.
    """
    feed = feed_of(source)
    _refuse_unless_allowed(feed)
    known = Stamp(feed.etag, feed.last_modified)
    try:
        fetched = fetch(feed.address, known=known)
    except Refused as refusal:
        _fail(feed, refusal.sentence, by)
        return None
    digest = hashlib.sha256(fetched.data).hexdigest()
    if fetched.is_unchanged or digest == feed.digest:
        _go_well(feed, fetched.stamp, feed.digest, was_read=True)
        return None
    run = _staged(feed, fetched, by, by_role)
    problem = _problem_of(run, by, by_role)
    if problem:
        _fail(feed, problem, by)
    else:
        _go_well(feed, fetched.stamp, digest, was_read=False)
    return run


def feed_of(source: MeetingSource) -> SourceFeed:
    """How the list is read, as said so far; not saved where nobody has said anything."""
    known = SourceFeed.objects.filter(source=source).first()
    return known or SourceFeed(area_id=source.area_id, source=source)


def read_due_feeds(*, area_id: int, by: Actor, fetch: Fetch = fetch) -> int:
    """Read every list of the area whose time has come; how many those were."""
    now = clock.now()
    feeds = SourceFeed.objects.filter(area=area_id, is_paused=False)
    due = [each for each in feeds.select_related("source") if is_due(each, now)]
    for feed in due:
        try:
            read_feed(source=feed.source, by=by, fetch=fetch)
        except Exception:
            # One list that meets with a mistake of ours must not keep the others from us.
            logger.exception("A list could not be read", extra=_told(feed))
            _fail(feed, gettext("Something went wrong here while it was read."), by)
    return len(due)


def _told(feed: SourceFeed) -> dict[str, object]:
    return {"fields": {"source": feed.source.reference}}


def _refuse_unless_allowed(feed: SourceFeed) -> None:
    if not feed.address:
        raise Refused(gettext("This list has no address, so it is not read by itself."))
    if feed.permission == Permission.REFUSED:
        raise Refused(gettext("They said that their list may not be used."))


def _staged(feed: SourceFeed, fetched: Fetched, by: Actor, by_role: str) -> ImportRun:
    """The list as it came; what waited of it from earlier readings gives way."""
    source = feed.source
    waiting = ImportRun.objects.filter(source=source, is_scheduled=True)
    for run in waiting.filter(status__in=(ImportStatus.STAGED, ImportStatus.REFUSED)):
        move_run(run, ImportStatus.DROPPED)
    return stage_import(
        area=source.area,
        source_name=source.name,
        data=fetched.data,
        file_name=fetched.name,
        by=by,
        by_role=by_role,
        fellowship=source.fellowship.key if source.fellowship else "",
        mapping=feed.mapping,
        timezone=feed.timezone,
        address=feed.address,
        is_scheduled=True,
    )


def _problem_of(run: ImportRun, by: Actor, by_role: str) -> str:
    """Take it over; why it could not be, "" where it was."""
    if run.status == ImportStatus.FAILED:
        return str(run.problems[0]["reason"])
    try:
        apply_import(run=run, by=by, by_role=by_role)
    except Refused as refusal:
        if run.status == ImportStatus.STAGED:
            move_run(run, ImportStatus.FAILED)
        return refusal.sentence
    return ""


@transaction.atomic
def _fail(feed: SourceFeed, sentence: str, by: Actor) -> None:
    """Keep what went wrong and since when; the log has a line for the first time only."""
    is_known = bool(feed.problem)
    feed.tried_at = clock.now()
    feed.problem = sentence[:LONGEST_PROBLEM]
    feed.problem_at = feed.problem_at if is_known else feed.tried_at
    feed.save(update_fields=["tried_at", "problem", "problem_at"])
    if not is_known:
        record(
            act="directory.read_feed",
            by=by,
            subject=f"source:{feed.source.reference}",
            area_id=feed.area_id,
        )


@transaction.atomic
def _go_well(feed: SourceFeed, stamp: Stamp, digest: str, *, was_read: bool) -> None:
    """Keep that it was read; `was_read` also says that it is as it was."""
    feed.tried_at = clock.now()
    feed.problem, feed.problem_at = "", None
    feed.etag, feed.last_modified = stamp.etag, stamp.last_modified
    feed.digest = digest
    feed.save()
    if was_read:
        rows = MeetingSource.objects.filter(pk=feed.source_id)
        rows.update(last_read_at=feed.tried_at)

"""How a list is doing: when it was last read well, and what went wrong since."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system import dates

from .models import MeetingSource, SourceFeed
from .models.sources import Permission

USUAL_STALE_DAYS = 30


class Condition(StrEnum):
    """How a list is doing, the best first."""

    GOOD = "good"
    BY_HAND = "by-hand"
    PAUSED = "paused"
    STALE = "stale"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Health:
    """Its condition, in a word and in sentences, the most telling first."""

    condition: Condition
    label: str
    sentences: tuple[str, ...]


def health_of(feed: SourceFeed | None, source: MeetingSource, now: datetime) -> Health:
    """Nothing is asked of the database.

    What is wrong goes before what is merely old, and that before how it is read.
    """
    condition = _condition(feed, source, now)
    told = (_problem(feed), _age(source, now), _schedule(feed), _permission(feed))
    sentences = tuple(sentence for sentence in told if sentence)
    return Health(condition, _label(condition), sentences)


def is_due(feed: SourceFeed, now: datetime) -> bool:
    """Whether its schedule asks for it to be read now."""
    if not _is_scheduled(feed):
        return False
    if feed.tried_at is None:
        return True
    return feed.tried_at + timedelta(hours=feed.every_hours or 0) <= now


def _is_scheduled(feed: SourceFeed | None) -> bool:
    if feed is None or not feed.address or not feed.every_hours:
        return False
    return not feed.is_paused and feed.permission != Permission.REFUSED


def _condition(
    feed: SourceFeed | None, source: MeetingSource, now: datetime
) -> Condition:
    if feed and feed.problem:
        return Condition.FAILING
    if _is_stale(feed, source, now):
        return Condition.STALE
    if _is_scheduled(feed):
        return Condition.GOOD
    is_stopped = feed is not None and bool(feed.address and feed.every_hours)
    return Condition.PAUSED if is_stopped else Condition.BY_HAND


def _is_stale(feed: SourceFeed | None, source: MeetingSource, now: datetime) -> bool:
    days = feed.stale_after_days if feed else USUAL_STALE_DAYS
    return source.last_read_at is None or source.last_read_at < now - timedelta(days)


def _label(condition: Condition) -> str:
    return {
        Condition.GOOD: gettext("Up to date"),
        Condition.BY_HAND: gettext("Brought by hand"),
        Condition.PAUSED: gettext("Not being read"),
        Condition.STALE: gettext("Out of date"),
        Condition.FAILING: gettext("Cannot be read"),
    }[condition]


def _problem(feed: SourceFeed | None) -> str:
    if feed is None or not feed.problem:
        return ""
    if feed.problem_at is None:
        return feed.problem
    since = gettext("Since %(date)s: %(problem)s")
    return since % {"date": _day(feed.problem_at), "problem": feed.problem}


def _age(source: MeetingSource, now: datetime) -> str:
    if source.last_read_at is None:
        return gettext("It was never read.")
    days = (_local(now).date() - _local(source.last_read_at).date()).days
    if days <= 0:
        return gettext("Last read today.")
    words = ngettext(
        "Last read on %(date)s, %(days)s day ago.",
        "Last read on %(date)s, %(days)s days ago.",
        days,
    )
    return words % {"date": _day(source.last_read_at), "days": days}


def _schedule(feed: SourceFeed | None) -> str:
    if feed is None or not feed.address or not feed.every_hours:
        return gettext("Somebody brings it by hand.")
    if feed.permission == Permission.REFUSED:
        return gettext("It is not read, because they said no.")
    if feed.is_paused:
        return gettext("Reading it is paused.")
    hours = feed.every_hours
    words = ngettext(
        "It is read every hour.", "It is read every %(hours)s hours.", hours
    )
    return words % {"hours": hours}


def _permission(feed: SourceFeed | None) -> str:
    if feed is None or not feed.address or feed.permission:
        return ""
    return gettext("Nobody has asked yet whether it may be used.")


def _day(instant: datetime) -> str:
    return dates.full_date(_local(instant))


def _local(instant: datetime) -> datetime:
    return instant.astimezone(clock.LOCAL_ZONE)

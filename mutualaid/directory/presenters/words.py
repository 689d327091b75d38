"""The few words that several pages use for a meeting."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.design_system.remembered import remembered
from mutualaid.directory.fitting.travel import Way, about_minutes
from mutualaid.directory.recurrence import Occurrence
from mutualaid.geography.distance import said_miles

FURTHEST_WALK = 2.0  # miles
NEAREST = 0.1  # miles; what is nearer is not told apart


@remembered
def mode_words(mode: str) -> str:
    """How people take part."""
    return {
        "in-person": gettext("In person"),
        "online": gettext("Online"),
        "hybrid": gettext("In person and online"),
    }.get(mode, gettext("In person or online: not stated"))


@remembered
def openness_words(openness: str) -> str:
    """Who may come, or nothing where nobody says."""
    return {
        "open": gettext("Open to anyone"),
        "closed": gettext("For people with this problem"),
    }.get(openness, "")


@remembered
def length_words(minutes: int | None) -> str:
    """How long it lasts."""
    if not minutes:
        return ""
    if minutes % 60 == 0:
        hours = minutes // 60
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return gettext("%(n)d minutes") % {"n": minutes}


@remembered
def when_words(starts_at: datetime, today: date) -> str:
    """Time, then day: what people decide by. In the time of England."""
    local = starts_at.astimezone(clock.LOCAL_ZONE)
    return f"{dates.clock_time(local)} {_day_words(local.date(), today)}"


def short_when_words(occurrence: Occurrence | None) -> str:
    """Weekday and time, for a line of several."""
    if occurrence is None:
        return gettext("no date to come")
    local = occurrence.starts_at.astimezone(clock.LOCAL_ZONE)
    return f"{format_date(local, 'D')} {dates.clock_time(local)}"


def _day_words(day: date, today: date) -> str:
    """Today, tomorrow, or the date."""
    if day == today:
        return gettext("today")
    if day == today + timedelta(days=1):
        return gettext("tomorrow")
    return dates.day(day)


def other_zone_words(starts_at: datetime, zone: str) -> str:
    """The time where the meeting is, for one that is kept by another clock."""
    if zone == clock.LOCAL_ZONE.key:
        return ""
    there, here = (
        starts_at.astimezone(each).replace(tzinfo=None)
        for each in (ZoneInfo(zone), clock.LOCAL_ZONE)
    )
    if there == here:
        return ""
    place = zone.rsplit("/", 1)[-1].replace("_", " ")
    return gettext("%(time)s in %(place)s") % {
        "time": dates.clock_time(there.time()),
        "place": place,
    }


def distance_words(miles: float | None) -> str:
    """How far it is, and how long the way takes on foot where walking is likely."""
    if miles is None:
        return ""
    far = _miles_words(said_miles(max(miles, NEAREST)), miles < NEAREST)
    if miles > FURTHEST_WALK:
        return far
    return f"{_walk_words(about_minutes(Way.WALK, miles))} ({far})"


@remembered
def _miles_words(miles: float, is_less: bool) -> str:
    words = ngettext("%(n)s mile", "%(n)s miles", 1 if miles == 1 else 2)
    if is_less:
        words = gettext("less than %(n)s miles")
    return words % {"n": f"{miles:,g}"}


@remembered
def _walk_words(minutes: int) -> str:
    return gettext("about %(n)d minutes’ walk") % {"n": minutes}

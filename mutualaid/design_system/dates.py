"""How dates and times read on our pages: "Thursday 26 November", "7:30pm", "9 days ago"."""

from datetime import date, datetime, time

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock

DAYS_SAID_AS_DAYS = 14
DAYS_SAID_AS_WEEKS = 60
DAYS_SAID_AS_MONTHS = 365
MINUTES_SAID_AS_MINUTES = 90
HOURS_SAID_AS_HOURS = 36


def day(value: date) -> str:
    """Weekday, day and month; the year too when it is not this one."""
    local = local_date(value)
    same_year = local.year == clock.today().year
    return format_date(local, "l j F" if same_year else "l j F Y")


def full_date(value: date) -> str:
    """Day, month and year, for facts that are kept: "17 November 2026"."""
    return format_date(local_date(value), "j F Y")


def clock_time(value: time | datetime) -> str:
    """The twelve-hour time people say, with noon and midnight in words."""
    if isinstance(value, datetime):
        value = value.astimezone(clock.LOCAL_ZONE).time()
    if value.minute == 0 and value.hour in {0, 12}:
        return gettext("midnight") if value.hour == 0 else gettext("midday")
    half = gettext("am") if value.hour < 12 else gettext("pm")
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{half}"


def ago(value: date) -> str:
    """How long ago a day was, in the roughest unit that is still useful."""
    days = (clock.today() - local_date(value)).days
    if days < 1:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return long_ago(days)


def long_ago(days: int) -> str:
    if days < DAYS_SAID_AS_DAYS:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < DAYS_SAID_AS_WEEKS:
        weeks = days // 7
        return ngettext("%(n)d week ago", "%(n)d weeks ago", weeks) % {"n": weeks}
    if days < DAYS_SAID_AS_MONTHS:
        months = min(days // 30, 11)
        return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}
    years = days // 365
    return ngettext("over a year ago", "over %(n)d years ago", years) % {"n": years}


def time_until(value: datetime) -> str:
    """How long until an instant: "in 20 minutes", "in 2 hours", "in 3 days", else "now"."""
    minutes = int((value - clock.now()).total_seconds() // 60)
    if minutes < 1:
        return gettext("now")
    if minutes < MINUTES_SAID_AS_MINUTES:
        return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < HOURS_SAID_AS_HOURS:
        return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
    days = (local_date(value) - clock.today()).days
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def local_date(value: date) -> date:
    """The date in England of an instant, or the date itself."""
    if isinstance(value, datetime):
        return value.astimezone(clock.LOCAL_ZONE).date()
    return value

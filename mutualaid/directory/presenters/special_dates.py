"""Special days in words: what they are called, and what is known of a meeting on them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mutualaid.design_system import dates
from mutualaid.design_system.remembered import remembered
from mutualaid.directory.recurrence import DateException, Occurrence
from mutualaid.directory.special_dates import (
    DateStatus,
    SpecialDate,
    SpecialDay,
    is_christmas,
    is_in_season,
    is_unconfirmed,
    special_day,
)


@dataclass(frozen=True, slots=True)
class SpecialLine:
    """One day of one meeting."""

    day: str
    status: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class SpecialBox:
    """What a meeting's page says of its special days; Christmas has a heading of its own."""

    heading: str
    is_urgent: bool  # in season it stands before everything else
    lines: list[SpecialLine]


def present_special(found: Iterable[SpecialDate], today: date) -> SpecialBox | None:
    """The box of a meeting's page; None where none of its dates is special."""
    found = list(found)
    if not found:
        return None
    at_christmas = [is_christmas(each.on) for each in found]
    return SpecialBox(
        heading=_heading(at_christmas),
        is_urgent=is_in_season(today) and any(at_christmas),
        lines=[_line(each) for each in found],
    )


def _heading(at_christmas: list[bool]) -> str:
    if all(at_christmas):
        return gettext("Christmas and New Year")
    if any(at_christmas):
        return gettext("Bank holidays and Christmas")
    return gettext("Bank holidays")


def present_elsewhere(found: Iterable[SpecialDate]) -> list[SpecialLine]:
    """Those that were moved or added, and so are no question of yes or no."""
    return [
        _line(each)
        for each in found
        if each.status in (DateStatus.MOVED, DateStatus.EXTRA)
    ]


def _line(each: SpecialDate) -> SpecialLine:
    return SpecialLine(
        day=day_label(each.on),
        status=status_words(each),
        is_known=not each.is_unknown,
    )


def day_label(on: date) -> str:
    """The day with what it is called: "Friday 25 December, Christmas Day"."""
    day = special_day(on)
    if day is None:
        return dates.day(on)
    return gettext("%(day)s, %(name)s") % {"day": dates.day(on), "name": name_of(day)}


def status_words(each: SpecialDate) -> str:
    """What is known of it."""
    exception = each.exception
    if each.status is DateStatus.MOVED and exception is not None:
        said = gettext("moved to %(when)s") % {"when": _moved_to(exception)}
    else:
        said = _plain_status_words(each.status)
    return f"{said}. {exception.note}" if exception and exception.note else said


def _plain_status_words(status: DateStatus) -> str:
    return {
        DateStatus.RUNNING: gettext("runs as usual"),
        DateStatus.SHUT: gettext("does not run"),
        DateStatus.EXTRA: gettext("an extra meeting"),
    }.get(status, gettext("not confirmed"))


def name_of(day: SpecialDay) -> str:
    """What a special day is called in the middle of a sentence."""
    return {
        SpecialDay.GOOD_FRIDAY: gettext("Good Friday"),
        SpecialDay.EASTER_SUNDAY: gettext("Easter Sunday"),
        SpecialDay.CHRISTMAS_EVE: gettext("Christmas Eve"),
        SpecialDay.CHRISTMAS_DAY: gettext("Christmas Day"),
        SpecialDay.BOXING_DAY: gettext("Boxing Day"),
        SpecialDay.NEW_YEARS_EVE: gettext("New Year’s Eve"),
        SpecialDay.NEW_YEARS_DAY: gettext("New Year’s Day"),
        SpecialDay.BANK_HOLIDAY: gettext("the bank holiday"),
    }[day]


@remembered
def unconfirmed_words(on: date) -> str:
    """For a row whose next date is on such a day."""
    day = special_day(on)
    if day is None:
        return ""
    return gettext("Not confirmed for %(day)s") % {"day": name_of(day)}


def occurrence_words(occurrence: Occurrence | None, confirmed: Collection[date]) -> str:
    """The same for an occurrence; nothing where it is usual or somebody has confirmed it."""
    if occurrence is None or occurrence.original_date in confirmed:
        return ""
    if not is_unconfirmed(occurrence.original_date, occurrence.kind):
        return ""
    return unconfirmed_words(occurrence.original_date)


def _moved_to(exception: DateException) -> str:
    parts = [dates.day(exception.new_date)] if exception.new_date else []
    parts += [dates.clock_time(exception.start_time)] if exception.start_time else []
    return ", ".join(parts)


def season_words(first: date | None, last: date | None, today: date) -> str:
    """From when to when it runs, where it does not run all the time."""
    days = {"first": _full(first), "last": _full(last)}
    begins = first is not None and (first > today or last is not None)
    if begins and last is not None:
        return gettext("Runs from %(first)s to %(last)s") % days
    if begins:
        return gettext("Starts on %(first)s") % days
    if last is not None:
        return gettext("Runs until %(last)s") % days
    return ""


def _full(day: date | None) -> str:
    return dates.full_date(day) if day else ""

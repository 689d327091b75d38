"""Every calendar of the shared test data, against a parser and an expander that are not ours."""

import re
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from mutualaid.core import clock
from mutualaid.directory.formats import read

LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)

# File, accepted, and why the rest is not.
WHOLE_DAY = "It takes the whole day, so its time is not known."
LATER = "The file holds a later version of it."
NO_START = "It does not say when it starts."
BROKEN = "Its DTSTART can’t be read."
TOO_LONG = "It lasts more than 24 hours, so it is no meeting."
YEARLY = "It repeats yearly, not by weeks or months."


def unknown_zone(name):
    return f"The time zone “{name}” is not known."


FILES = {
    "Office-2012-owa.ics": (4, {}),
    "attendee-with-url.ics": (0, {NO_START: 1}),
    "badRRULE.ics": (3, {}),
    "bad_custom_ms_tz.ics": (1, {unknown_zone("tzone://Microsoft/Custom"): 1, WHOLE_DAY: 1}),
    "bad_custom_ms_tz2.ics": (1, {unknown_zone("Customized Time Zone 1"): 1, WHOLE_DAY: 1}),
    "bad_ms_tz.ics": (1, {}),
    "biweekly-exdate-until.ics": (2, {}),
    "daily-count-exdate-recurrence-id.ics": (0, {"On 9 July 2015 it ends before it starts.": 1}),
    "dst-transition-rules.ics": (1, {}),
    "duplicate-rrule-sequence.ics": (1, {LATER: 1}),
    "duplicate-uid-sequence.ics": (1, {LATER: 3}),
    "event-organizer-cn.ics": (1, {}),
    "event-with-category.ics": (0, {NO_START: 5}),
    "event-with-valarm.ics": (1, {}),
    "exchange-custom-tz.ics": (1, {}),
    "exchange_whole_day_moved_recurrence.ics": (0, {WHOLE_DAY: 1}),
    "exchange_whole_day_moved_recurrence_offset_tz.ics": (0, {WHOLE_DAY: 1}),
    "festival-multiday-rrule.ics": (126, {TOO_LONG: 2}),
    "floating-dtstart-custom-vtimezone.ics": (1, {}),
    "germany_at_end_of_day_repeating.ics": (0, {unknown_zone("Europe/Germany"): 1}),
    "google-calendar-kiev-tz.ics": (1, {}),
    "google-recurrence-order.ics": (1, {}),
    "large-file-with-late-error.ics": (394, {BROKEN: 6, "It has more than one DTSTART.": 1}),
    "meetup-timed-tz.ics": (1, {}),
    "mixed-timezone-handling.ics": (3, {WHOLE_DAY: 2}),
    "ms_timezones.ics": (3, {BROKEN: 1}),
    "multi-era-vtimezone.ics": (0, {unknown_zone("Customized Time Zone 1"): 2}),
    "multi-event-basic.ics": (1, {BROKEN: 1, WHOLE_DAY: 7}),
    "music-school-weekly-until.ics": (0, {unknown_zone("(GMT +01:00)"): 1}),
    "non-utc-until-ny.ics": (1, {}),
    "non-utc-until.ics": (1, {}),
    "recurrence-sequence.ics": (1, {}),
    "sabredav-school-holidays.ics": (0, {WHOLE_DAY: 1}),
    "tentative-apple-calendar.ics": (3, {"Its source has cancelled it.": 1}),
    "test_daily_recurring.ics": (0, {WHOLE_DAY: 1}),
    "test_date_duration.ics": (0, {WHOLE_DAY: 1}),
    "test_date_time_duration.ics": (1, {}),
    "test_with_forward_TZ.ics": (0, {WHOLE_DAY: 1}),
    "test_with_int_tzid.ics": (2, {}),
    "test_with_multiple_tzids_in_vtimezone.ics": (1, {}),
    "test_with_tz_list.ics": (0, {"Its rule gives no date at all.": 1}),
    "tripit-location-escaping.ics": (41, {WHOLE_DAY: 6}),
    "tv-show-episode.ics": (27, {}),
    "utf8-french-calendar.ics": (0, {}),
    "vfreebusy-zimbra.ics": (0, {}),
    "vtimezone-year-0001-dtstart.ics": (1, {}),
    "vtodo-vfreebusy.ics": (3, {}),
    "whole_day_moved_over_dst_change_berlin.ics": (0, {WHOLE_DAY: 1}),
    "windows-quoted-tz-rrule.ics": (1, {}),
    "yearly-party.ics": (0, {YEARLY: 2}),
    "yearly-recurring-unicode.ics": (0, {WHOLE_DAY: 1}),
}  # fmt: skip
# Where the file contradicts itself or the standard, and each reader takes another side.
DIFFERENT = {
    "non-utc-until-ny.ics": "UNTIL without a zone: local here, UTC there",
    "windows-quoted-tz-rrule.ics": "a zone by the name that Windows shows: not known there",
}


def parts_of(path):
    """Masters and overrides as text, told apart by a rule of their own."""
    text = re.sub(r"\r?\n[ \t](?=\S)", "", path.read_bytes().decode("utf-8"))
    events = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)
    overrides = [event for event in events if re.search("^RECURRENCE-ID", event, re.M)]
    return [event for event in events if event not in overrides], overrides


def uid_of(event):
    found = re.search(r"^UID:(.*?)\s*$", event, re.MULTILINE)
    return found[1] if found else ""


def expanded(whole, bare, zone, after, before):
    try:
        return dates_in(whole, zone, after, before)
    except AttributeError:  # a description with two names
        return dates_in(bare, zone, after, before)


def dates_in(calendar, zone, after, before):
    """Start and length of each date, by the wall clock of our zone, as the other library sees it."""
    icalendar.use_zoneinfo()  # forgets the zones that an earlier file described
    found = set()
    for event in recurring_ical_events.of(
        icalendar.Calendar.from_ical(calendar)
    ).between(after.date() - timedelta(days=1), before.date() + timedelta(days=1)):
        start = event["DTSTART"].dt
        if start.tzinfo is not None and str(start.tzinfo) != zone.key:
            start = start.astimezone(zone)
        start = start.replace(tzinfo=None)
        if after <= start < before:
            found.add(start)
    return found


def calendars_in(path):
    """A calendar for each series and each single event, with the dates that belong to it.

    Once with the file's descriptions of its zones, once without: the other reader trips on some.
    """
    masters, overrides = parts_of(path)
    zones = re.findall(
        "BEGIN:VTIMEZONE.*?END:VTIMEZONE\r?\n", path.read_text("utf-8"), re.DOTALL
    )
    for master in masters:
        same = [each for each in overrides if uid_of(each) == uid_of(master)]
        repeats = re.search("^(RRULE|RDATE)", master, re.MULTILINE)
        body = "\r\n".join([master, *(same if repeats else [])])
        yield tuple(
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{before}{body}\r\nEND:VCALENDAR\r\n"
            for before in ("".join(zones), "")
        )


def starts_of(meeting, after, before, zone):
    return {
        occurrence.starts_at.replace(tzinfo=None)
        for schedule in meeting.schedules
        for occurrence in schedule.occurrences(
            after.replace(tzinfo=zone), before.replace(tzinfo=zone)
        )
    }


@pytest.fixture(autouse=True)
def _long_ago():
    with clock.frozen_at(LONG_AGO):
        yield


@pytest.mark.parametrize("name", FILES)
class TestEveryCalendar:
    def test_is_read_event_by_event(self, shared_data, name):
        path = shared_data / "icalendar" / name
        accepted, refused = FILES[name]

        reading = read(path.read_bytes())

        reasons = Counter(each.reason for each in reading.problems if each.fatal)
        assert (reading.accepted, dict(reasons)) == (accepted, refused)
        masters, _ = parts_of(path)
        assert reading.accepted + sum(refused.values()) == len(masters) == reading.read

    def test_gives_the_dates_that_another_reader_gives(self, shared_data, name):
        compared = 0
        for whole, bare in calendars_in(shared_data / "icalendar" / name):
            reading = read(whole.encode())
            for meeting in reading.records:
                first = min(each.starts_on for each in meeting.schedules)
                after = datetime.combine(first, time())
                before = after + timedelta(days=366)
                zone = ZoneInfo(meeting.schedules[0].timezone)
                ours = starts_of(meeting, after, before, zone)
                theirs = expanded(whole, bare, zone, after, before)
                assert (ours == theirs) == (name not in DIFFERENT)
                assert ours
                compared += 1

        assert compared >= FILES[name][0]

    def test_holds_nobody(self, shared_data, name):
        data = (shared_data / "icalendar" / name).read_bytes()
        people = re.findall(
            rb"(?:ORGANIZER|ATTENDEE)[^\r\n]*CN=\"?([^\";:\r\n]{4,})", data
        )

        told = repr(read(data))

        assert "ORGANIZER" not in told
        assert "mailto" not in told
        assert [name for name in people if name.decode() in told] == []


class TestAllFiles:
    def test_are_in_the_table(self, shared_data):
        names = {path.name for path in (shared_data / "icalendar").glob("*.ics")}

        assert names == set(FILES)

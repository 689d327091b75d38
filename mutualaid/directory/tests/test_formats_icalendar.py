from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.core import clock
from mutualaid.directory.formats import FORMATS, read, redacted, unpack
from mutualaid.directory.formats.calendar_zones import Zones
from mutualaid.directory.formats.records import FormatError
from mutualaid.directory.recurrence import ExceptionKind, Frequency

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
START = "DTSTART;TZID=Europe/London:20260105T193000"  # a Monday
END = "DTEND;TZID=Europe/London:20260105T210000"


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen_at(NOW):
        yield


def a_calendar(*events, before=""):
    told = "".join(
        "\r\n".join(["BEGIN:VEVENT", *event, "END:VEVENT", ""]) for event in events
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{before}{told}END:VCALENDAR\r\n".encode()


def an_event(*lines, start=START, end=END, uid="step"):
    return [f"UID:{uid}", "SUMMARY:Step", start, end, *lines]


def one(*lines, **options):
    reading = read(a_calendar(an_event(*lines, **options)))
    (meeting,) = reading.records
    return meeting


def refusal(*lines, **options):
    (problem,) = read(a_calendar(an_event(*lines, **options))).problems
    assert problem.fatal
    return problem.reason


RULES = """
    FREQ=WEEKLY
    FREQ=WEEKLY;BYDAY=MO,TH
    FREQ=WEEKLY;BYDAY=WE
    FREQ=WEEKLY;COUNT=5
    FREQ=WEEKLY;BYDAY=MO,FR;COUNT=7
    FREQ=WEEKLY;INTERVAL=2
    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU
    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU
    FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA;WKST=WE
    FREQ=WEEKLY;UNTIL=20260601T183000Z
    FREQ=WEEKLY;UNTIL=20260601T182959Z
    FREQ=DAILY
    FREQ=DAILY;COUNT=12
    FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR
    FREQ=DAILY;INTERVAL=14
    FREQ=MONTHLY
    FREQ=MONTHLY;BYMONTHDAY=5
    FREQ=MONTHLY;BYMONTHDAY=5,20
    FREQ=MONTHLY;BYMONTHDAY=31
    FREQ=MONTHLY;BYDAY=1MO
    FREQ=MONTHLY;BYDAY=1MO,3MO
    FREQ=MONTHLY;BYDAY=1MO,2TH
    FREQ=MONTHLY;BYDAY=-1SU
    FREQ=MONTHLY;BYDAY=5MO
    FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO
    FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1
    FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,-1
    FREQ=MONTHLY;BYDAY=1MO;COUNT=4
    FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5;COUNT=3
""".split()  # noqa: SIM905

DATES = [
    ["EXDATE;TZID=Europe/London:20260112T193000,20260119T193000"],
    ["EXDATE:20260112T193000Z", "EXDATE;TZID=Europe/London:20260126T193000"],
    ["RDATE;TZID=Europe/London:20260114T193000,20260116T200000"],
    ["RDATE;TZID=Europe/London:20260112T193000"],
    ["RDATE;TZID=Europe/London:20260112T120000"],
]
OTHERS = [
    ["RECURRENCE-ID;TZID=Europe/London:20260112T193000", "DTSTART;TZID=Europe/London:20260113T200000"],
    ["RECURRENCE-ID;TZID=Europe/London:20260112T193000", "DTSTART;TZID=Europe/London:20260112T180000"],
    ["RECURRENCE-ID;TZID=Europe/London:20260112T193000", "DTSTART;TZID=Europe/London:20260112T193000"],
    ["RECURRENCE-ID:20260112T193000Z", "DTSTART:20260112T180000Z"],
]  # fmt: skip


def their_dates(data, after, before):
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data))
    return sorted(
        event["DTSTART"].dt.astimezone(LONDON).replace(tzinfo=None)
        for event in found.between(after, before)
    )


def our_dates(data, after, before):
    (meeting,) = read(data).records
    return sorted(
        each.starts_at.replace(tzinfo=None)
        for schedule in meeting.schedules
        for each in schedule.occurrences(after, before)
    )


def assert_same(data):
    window = datetime(2026, 1, 1, tzinfo=LONDON), datetime(2028, 1, 1, tzinfo=LONDON)
    ours = our_dates(data, *window)

    assert ours == their_dates(data, *window)
    assert ours


class TestRules:
    @pytest.mark.parametrize("rule", RULES)
    def test_give_the_dates_that_another_reader_gives(self, rule):
        assert_same(a_calendar(an_event(f"RRULE:{rule}")))

    @pytest.mark.parametrize("dates", DATES)
    @pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE"])
    def test_and_dates_give_what_another_reader_gives(self, rule, dates):
        assert_same(a_calendar(an_event(f"RRULE:{rule}", *dates)))

    @pytest.mark.parametrize("other", OTHERS)
    def test_and_other_dates_give_what_another_reader_gives(self, other):
        override = ["UID:step", "SUMMARY:Step", *other]
        series = an_event("RRULE:FREQ=WEEKLY")

        assert_same(a_calendar(series, override))
        assert our_dates(a_calendar(override, series), NOW, NOW + timedelta(days=30))

    @given(
        st.sampled_from(RULES),
        st.lists(st.integers(0, 60), max_size=6),
        st.lists(st.integers(0, 60), max_size=3),
    )
    def test_with_any_dates_give_what_another_reader_gives(self, rule, gone, more):
        def dates(name, days):
            each = (date(2026, 1, 5) + timedelta(days=day) for day in sorted(set(days)))
            told = ",".join(f"{day:%Y%m%d}T193000" for day in each)
            return [f"{name};TZID=Europe/London:{told}"] if told else []

        lines = [*dates("EXDATE", gone), *dates("RDATE", set(more) - set(gone))]
        with clock.frozen_at(NOW - timedelta(days=90)):
            data = a_calendar(an_event(f"RRULE:{rule}", *lines))
            window = NOW, NOW + timedelta(days=400)
            assert our_dates(data, *window) == their_dates(data, *window)

    @pytest.mark.parametrize(
        ("rule", "reason"),
        [
            ("FREQ=YEARLY", "It repeats yearly, not by weeks or months."),
            ("FREQ=HOURLY", "It repeats hourly, not by weeks or months."),
            ("COUNT=3", "It repeats nobody knows how often, not by weeks or months."),
            ("FREQ=WEEKLY;BYHOUR=7,19", "Its rule says BYHOUR, which ours can’t."),
            ("FREQ=MONTHLY;BYMONTH=1,2", "Its rule says BYMONTH, which ours can’t."),
            ("FREQ=DAILY;INTERVAL=2", "It repeats every 2 days, not by weeks."),
            ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "Its daily rule skips days and names days."),
            ("FREQ=DAILY;BYMONTHDAY=1", "Its daily rule names days of the month."),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "Its weekly rule names days of the month."),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "Its rule counts days from the end of the month."),
            ("FREQ=MONTHLY;BYDAY=-2MO", "Its rule names a weekday without its place in the month."),
            ("FREQ=MONTHLY;BYDAY=MO", "Its rule names a weekday without its place in the month."),
            ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "Its rule picks from several weekdays of the month."),
            ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=5", "Its rule names a weekday and a day of the month."),
            ("FREQ=MONTHLY;BYSETPOS=1", "Its rule picks from the days of the month."),
            ("FREQ=WEEKLY;BYDAY=1MO", "Its rule names days that can’t be read."),
            ("FREQ=WEEKLY;INTERVAL=0", "Its rule repeats at an interval that can’t be read."),
            ("FREQ=WEEKLY;COUNT=99999", "Its rule repeats a number of times that can’t be read."),
            ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "Its rule counts its dates and leaves out the first of them."),
            ("FREQ=WEEKLY;UNTIL=20250101T000000Z", "Its rule gives no date at all."),
        ],
    )  # fmt: skip
    def test_that_ours_cannot_say_are_refused(self, rule, reason):
        assert refusal(f"RRULE:{rule}") == reason

    def test_are_one_for_a_series(self):
        assert refusal("RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY") == (
            "It has more than one RRULE."
        )
        assert refusal("RRULE:FREQ=WEEKLY", "EXRULE:FREQ=MONTHLY") == (
            "A second rule says when it is not held."
        )


class TestTimes:
    @pytest.mark.parametrize(
        "until", ["20260601", "20260601T193000", "20260601T183000Z"]
    )
    def test_go_on_to_the_last_date_that_is_told(self, until):
        (schedule,) = one(f"RRULE:FREQ=WEEKLY;UNTIL={until}").schedules

        assert schedule.ends_on == date(2026, 6, 1)

    def test_of_a_single_event_are_one_date(self):
        (schedule,) = one().schedules

        assert schedule.frequency == Frequency.WEEKLY
        assert schedule.starts_on == schedule.ends_on == date(2026, 1, 5)
        assert schedule.duration == timedelta(minutes=90)

    @pytest.mark.parametrize(
        ("start", "zone", "shown"),
        [
            (START, "Europe/London", time(19, 30)),
            ("DTSTART:20260105T193000", "Europe/London", time(19, 30)),
            ("DTSTART:20260105T193000Z", "UTC", time(19, 30)),
            ("DTSTART;TZID=GMT Standard Time:20260105T193000", "Europe/London", time(19, 30)),
            ('DTSTART;TZID="(UTC+00:00) Dublin, Edinburgh, Lisbon, London":20260105T193000', "Europe/London", time(19, 30)),
            ("DTSTART;TZID=/example.org/Europe/Dublin:20260105T193000", "Europe/Dublin", time(19, 30)),
        ],
    )  # fmt: skip
    def test_keep_the_clock_of_their_zone(self, start, zone, shown):
        (schedule,) = one(start=start, end="DURATION:PT1H").schedules

        assert (schedule.timezone, schedule.start_time) == (zone, shown)
        assert schedule.duration == timedelta(hours=1)

    def test_without_a_zone_keep_the_calendars_own(self):
        data = a_calendar(
            an_event(start="DTSTART:20260105T193000", end="DURATION:PT1H"),
            before="X-WR-TIMEZONE:Europe/Dublin\r\n",
        )

        assert read(data).records[0].schedules[0].timezone == "Europe/Dublin"

    def test_in_utc_that_repeat_are_remarked_on(self):
        data = a_calendar(
            an_event("RRULE:FREQ=WEEKLY", start="DTSTART:20260105T193000Z", end="DURATION:PT1H")
        )  # fmt: skip

        (problem,) = read(data).problems
        assert "changes with the clocks" in problem.reason

    @pytest.mark.parametrize(
        ("start", "end", "reason"),
        [
            ("DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260106", "It takes the whole day, so its time is not known."),
            ("DTSTART;TZID=Mars/North:20260105T193000", "DURATION:PT1H", "The time zone “Mars/North” is not known."),
            ("DTSTART:20260105T193000", "DTEND:20260107T193000", "It lasts more than 24 hours, so it is no meeting."),
            ("DTSTART:20251205T193000", "DURATION:PT1H", "It was held for the last time on 5 December 2025."),
            ("DTSTART:never", "DURATION:PT1H", "Its DTSTART can’t be read."),
        ],
    )  # fmt: skip
    def test_that_cannot_be_told_are_refused(self, start, end, reason):
        assert refusal(start=start, end=end) == reason

    @pytest.mark.parametrize("end", ["DTEND:20260105T193000", "DTEND:20260104T193000", "DURATION:soon", "X-A:1"])  # fmt: skip
    def test_without_a_length_have_none(self, end):
        (schedule,) = one(start="DTSTART:20260105T193000", end=end).schedules

        assert schedule.duration is None

    def test_of_a_date_that_differs_may_say_another_place(self):
        override = [
            "UID:step", "SUMMARY:Step", "LOCATION:Library\\, ring 07700 900456",
            "RECURRENCE-ID;TZID=Europe/London:20260112T193000",
            "DTSTART;TZID=Europe/London:20260112T193000",
        ]  # fmt: skip
        data = a_calendar(an_event("RRULE:FREQ=WEEKLY", "LOCATION:Hall"), override)
        (exception,) = read(data).records[0].schedules[0].exceptions

        assert exception.kind == ExceptionKind.MOVED
        assert exception.note == "At Library, ring [removed]"

    @pytest.mark.parametrize("line", ["STATUS:CANCELLED", "DTEND:20260112T180000Z"])
    def test_of_a_date_may_be_cancelled(self, line):
        override = [
            "UID:step", "RECURRENCE-ID:20260112T193000Z", "DTSTART:20260112T193000Z", line,
        ]  # fmt: skip
        reading = read(a_calendar(an_event("RRULE:FREQ=WEEKLY"), override))

        if line.startswith("STATUS"):
            (exception,) = reading.records[0].schedules[0].exceptions
            assert exception.kind == ExceptionKind.CANCELLED
        else:
            assert (
                reading.problems[0].reason
                == "On 12 January 2026 it ends before it starts."
            )

    def test_that_change_from_a_date_on_are_refused(self):
        override = [
            "UID:step", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T193000Z",
            "DTSTART:20260112T180000Z",
        ]  # fmt: skip
        reading = read(a_calendar(an_event("RRULE:FREQ=WEEKLY"), override))

        assert [problem.reason for problem in reading.problems] == [
            "It changes from a date on, which ours can’t say."
        ]


class TestEvents:
    def test_are_read_into_our_words(self):
        meeting = one(
            "DESCRIPTION:Tea\\nand talk",
            "LOCATION:St Jude's Hall\\, 12 High Street\\, Northbridge NB3 4QX",
            "GEO:53.8;-1.5",
            "CATEGORIES:Newcomers,Open",
            "CATEGORIES:Something else",
            "URL:https://www.example.org/step",
            "X-GOOGLE-CONFERENCE:https://meet.google.com/abc?pwd=s3cr3t",
            "LAST-MODIFIED:20260101T120000Z",
        )

        assert (meeting.key, meeting.name, meeting.notes) == (
            "step",
            "Step",
            "Tea\nand talk",
        )
        assert meeting.venue.name == "St Jude's Hall"
        assert meeting.venue.address == "12 High Street"
        assert (meeting.venue.town, meeting.venue.postcode) == (
            "Northbridge",
            "NB3 4QX",
        )
        assert (meeting.venue.latitude, meeting.venue.longitude) == (53.8, -1.5)
        assert (meeting.features, meeting.openness) == (("newcomers",), "open")
        assert [code for _, code in meeting.type_codes] == [
            "Newcomers",
            "Open",
            "Something else",
        ]
        assert meeting.conference_url == "https://meet.google.com/abc"
        assert meeting.source_url == "https://www.example.org/step"
        assert meeting.source_updated_at == datetime(2026, 1, 1, 12, tzinfo=UTC)

    @pytest.mark.parametrize(
        "line",
        [
            "LOCATION:https://zoom.us/j/1?pwd=x",
            "URL:https://zoom.us/j/1",
            "CONFERENCE;VALUE=URI:https://zoom.us/j/1",
            "DESCRIPTION:Join at https://zoom.us/j/1?pwd=x or not",
        ],
    )
    def test_may_be_joined_by_a_link(self, line):
        meeting = one(line)

        assert meeting.conference_url == "https://zoom.us/j/1"
        assert meeting.venue is None

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc"]
    )
    def test_have_no_other_kind_of_link(self, link):
        meeting = one(f"URL:{link}", f"CONFERENCE:{link}", f"LOCATION:{link}")

        assert (meeting.conference_url, meeting.source_url, meeting.website) == (
            "",
        ) * 3

    def test_hold_nobody(self):
        lines = [
            'ORGANIZER;CN="Sam Sample":mailto:sam@sample.example.org',
            "ATTENDEE;CN=Sam Sample:mailto:sam@sample.example.org",
            "CONTACT:Sam Sample", "COMMENT:Sam Sample", "X-OWNER:Sam Sample",
            "DESCRIPTION:Ring 07700 900456",
        ]  # fmt: skip
        data = a_calendar(an_event(*lines, uid="sam@sample.example.org"))

        for told in (repr(read(data)), str(redacted(unpack(data)).as_json())):
            assert "Sam" not in told
            assert "sam@" not in told
            assert "900456" not in told

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("STATUS:CANCELLED", "Its source has cancelled it."),
            ("CLASS:PRIVATE", "Its source has marked it as private."),
            ("CLASS:confidential", "Its source has marked it as private."),
            ("X-A:" + "x" * 200_001, "It has more text than any meeting needs."),
        ],
    )
    def test_that_are_not_for_everybody_are_refused(self, line, reason):
        assert refusal(line) == reason

    def test_that_are_broken_take_no_other_with_them(self):
        broken = ["UID:x", "DTSTART:19990101T", "SUMMARY:Bad", "no colon here"]
        orphan = ["UID:y", "RECURRENCE-ID:20260112T193000Z", "DTSTART:20260112T193000Z"]
        older = an_event("SEQUENCE:1")
        newer = an_event("SEQUENCE:2")

        reading = read(a_calendar(broken, orphan, older, newer))

        assert (reading.read, reading.accepted) == (4, 1)
        assert [problem.reason for problem in reading.problems] == [
            "Its DTSTART can’t be read.",
            "It changes a date of a series that the file does not hold.",
            "The file holds a later version of it.",
        ]

    def test_of_other_kinds_are_left_alone(self):
        todo = "BEGIN:VTODO\r\nSUMMARY:Buy tea\r\nEND:VTODO\r\n"

        assert read(a_calendar(an_event(), before=todo)).read == 1

    def test_stay_the_same_between_the_two_steps(self):
        data = a_calendar(an_event("RRULE:FREQ=WEEKLY;COUNT=9", DATES[0][0]))
        from_store = redacted(unpack(data)).from_json(redacted(unpack(data)).as_json())

        assert from_store.format == "icalendar"
        assert from_store.format in FORMATS
        assert from_store.rows[0].record["when"]["rule"] == "FREQ=WEEKLY;COUNT=9"


class TestFiles:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (a_calendar(an_event())[:-30], "The calendar stops in the middle: its end is missing."),
            (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "The calendar stops in the middle: its end is missing."),
        ],
    )  # fmt: skip
    def test_that_are_broken_are_refused(self, data, sentence):
        with pytest.raises(FormatError) as caught:
            read(data)

        assert str(caught.value) == sentence

    @pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
    def test_may_end_their_lines_in_any_way(self, line_end):
        data = a_calendar(an_event("DESCRIPTION:Tea and", "  talk"))

        (meeting,) = read(data.replace(b"\r\n", line_end.encode())).records
        assert meeting.notes == "Tea and talk"

    def test_may_leave_an_event_unended(self):
        data = a_calendar(an_event(), an_event(uid="two"))
        parts = data.replace(b"END:VEVENT\r\nEND:VCAL", b"END:VCAL")

        assert read(parts).accepted == 1


class TestZones:
    DESCRIPTION = (
        "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\n"
        "BEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:16010101T010000\r\nTZOFFSETFROM:+0000\r\n"
        "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
        "END:VTIMEZONE\r\n"
    )

    def test_are_told_by_the_clock_that_the_file_describes(self):
        zones = Zones([self.DESCRIPTION], "")

        assert zones.named("Customized Time Zone") == "Europe/London"
        assert zones.named("Another") == ""

    def test_that_are_described_badly_are_not_known(self):
        zones = Zones(["BEGIN:VTIMEZONE\r\nTZID:X\r\nDTSTART:?\r\nEND:VTIMEZONE"], "")

        assert zones.named("X") == ""

    @pytest.mark.parametrize(
        ("name", "zone"),
        [
            ("Europe/London", "Europe/London"),
            ('"GMT Standard Time"', "Europe/London"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("Amsterdam, Berlin, Rome", "Europe/Amsterdam"),
            ("London, New York", "Europe/London"),
            ("Paris, New York", ""),
            ("", ""),
        ],
    )
    def test_are_known_by_many_names(self, name, zone):
        assert Zones([], "").named(name) == zone

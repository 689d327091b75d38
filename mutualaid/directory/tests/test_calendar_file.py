from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from mutualaid.directory.recurrence import Frequency, Schedule

from .calendar_files import events_of, file_of, line, lines_of
from .schedules import (
    APPOINTMENT,
    AUTUMN_2026,
    SPRING_2026,
    extra,
    monthly,
    moved,
    on_day,
    weekly,
)


class TestText:
    tricky = "Commas, semicolons; back\\slashes and “quotes”\r\nin two lines\x00\x0b, 日本語 "

    def test_ends_every_line_with_carriage_return_and_line_feed(self):
        text = file_of(weekly(3), description=self.tricky)

        assert text.endswith(b"END:VCALENDAR\r\n")
        assert text.count(b"\n") == text.count(b"\r") == text.count(b"\r\n")

    @pytest.mark.parametrize("field", ["title", "description", "location"])
    def test_folds_lines_at_75_octets_and_never_inside_a_letter(self, field):
        text = file_of(weekly(3), **{field: self.tricky * 10})
        lines = text.split(b"\r\n")

        assert max(map(len, lines)) <= 75
        assert all(each.decode() for each in lines if each)

    @pytest.mark.parametrize(
        ("field", "name"),
        [
            ("title", "SUMMARY"),
            ("description", "DESCRIPTION"),
            ("location", "LOCATION"),
        ],
    )
    def test_escapes_what_the_format_keeps_for_itself(self, field, name):
        lines = lines_of(weekly(3), **{field: self.tricky})

        assert line(lines, name) == (
            f"{name}:Commas\\, semicolons\\; back\\\\slashes and “quotes”\\nin two lines\\, 日本語 "
        )

    def test_cannot_be_broken_out_of_by_an_address(self):
        with pytest.raises(ValueError, match="CR or LF"):
            file_of(weekly(3), url="https://meetings.example/\r\nATTENDEE:mailto:x")


class TestSeries:
    def test_tells_what_the_caller_tells(self):
        lines = lines_of(weekly(3), conference_url="https://video.example/j/1")

        assert set(lines) >= {
            "UID:riverside-thursday@meetings.example",
            "DTSTAMP:20261121T123015Z",
            "LAST-MODIFIED:20261101T090000Z",
            "SEQUENCE:4",
            "STATUS:CONFIRMED",
            "SUMMARY:Riverside group",
            "LOCATION:Riverside Hall\\, Weir Lane",
            "GEO:51.5;-2.25",
            "URL:https://meetings.example/riverside/",
            "CONFERENCE;FEATURE=VIDEO;VALUE=URI:https://video.example/j/1",
            "DESCRIPTION:Tea from seven.\\n\\nhttps://video.example/j/1",
        }

    def test_leaves_out_what_is_not_known(self):
        nothing = {"description": "", "location": "", "geo": None, "url": ""}
        names = {
            each.split(":")[0].split(";")[0] for each in lines_of(weekly(3), **nothing)
        }

        assert not names & {"DESCRIPTION", "LOCATION", "GEO", "URL", "CONFERENCE"}

    def test_says_how_to_ring_in(self):
        lines = lines_of(weekly(3), conference_url="tel:+441632960001")

        assert "CONFERENCE;FEATURE=PHONE;VALUE=URI:tel:+441632960001" in lines

    def test_does_not_repeat_a_link_that_the_description_gives(self):
        link = "https://video.example/j/1"
        lines = lines_of(weekly(3), description=f"Join: {link}", conference_url=link)

        assert line(lines, "DESCRIPTION") == f"DESCRIPTION:Join: {link}"

    @pytest.mark.parametrize(
        ("schedule", "start", "rule"),
        [
            (weekly(3), "20261126T193000", "FREQ=WEEKLY;BYDAY=TH"),
            (weekly(5, "09:00"), "20261121T090000", "FREQ=WEEKLY;BYDAY=SA"),
            (
                weekly(3, interval=2, anchored_on=date(2026, 11, 19)),
                "20261203T193000",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
            ),
            (monthly(5, 1), "20261205T193000", "FREQ=MONTHLY;BYDAY=1SA"),
            (monthly(6, 1, -1, 1), "20261129T193000", "FREQ=MONTHLY;BYDAY=-1SU,1SU"),
            (
                monthly(6, -1, interval=3, anchored_on=date(2026, 1, 1)),
                "20270131T193000",
                "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SU",
            ),
            (on_day(31), "20261231T193000", "FREQ=MONTHLY;BYMONTHDAY=31"),
            (
                weekly(3, starts_on=date(2027, 1, 4), ends_on=date(2027, 7, 29)),
                "20270107T193000",
                "FREQ=WEEKLY;UNTIL=20270729T183000Z;BYDAY=TH",
            ),
        ],
    )
    def test_begins_on_a_date_of_its_rule(self, schedule, start, rule):
        lines = lines_of(schedule)

        assert line(lines, "DTSTART") == f"DTSTART;TZID=Europe/London:{start}"
        assert line(lines, "RRULE") == f"RRULE:{rule}"

    def test_begins_where_the_caller_says(self):
        lines = lines_of(weekly(3), from_date=date(2024, 3, 1))

        assert line(lines, "DTSTART").endswith(":20240307T193000")

    def test_begins_on_the_local_date_of_now(self):
        late = datetime(2026, 11, 22, 3, tzinfo=UTC)  # still Saturday over there
        lines = lines_of(weekly(5, timezone="America/New_York"), now=late)

        assert line(lines, "DTSTART").endswith("New_York:20261121T193000")

    @pytest.mark.parametrize(
        ("ends_on", "start"),
        [(date(2026, 11, 1), "20261029T193000"), (date(2012, 3, 1), "20120301T193000")],
    )
    def test_after_its_end_is_told_by_its_last_date(self, ends_on, start):
        lines = lines_of(weekly(3, ends_on=ends_on))

        assert line(lines, "DTSTART") == f"DTSTART;TZID=Europe/London:{start}"

    def test_says_when_it_ends(self):
        assert "DTEND;TZID=Europe/London:20261126T210000" in lines_of(weekly(3))
        assert "DTEND;TZID=Europe/London:20261127T010000" in lines_of(
            weekly(3, "23:30")
        )

    def test_has_no_end_where_the_length_is_not_known(self):
        lines = lines_of(weekly(3, duration=None))

        assert not [each for each in lines if each.startswith(("DTEND", "DURATION"))]

    @pytest.mark.parametrize("day", [SPRING_2026, AUTUMN_2026])
    def test_gives_its_length_where_the_first_night_is_that_of_the_clocks(self, day):
        lines = lines_of(weekly(6, "00:30"), from_date=day)

        assert line(lines, "DURATION") == "DURATION:PT1H30M"
        assert not [each for each in lines if each.startswith("DTEND")]

    def test_says_that_it_is_cancelled_in_all_its_events(self):
        schedule = weekly(
            3,
            exceptions=(
                moved(date(2026, 12, 24), at="12:00"),
                extra(date(2026, 12, 25)),
            ),
        )
        events = events_of(schedule, cancelled=True)

        assert [str(each["STATUS"]) for each in events] == ["CANCELLED"] * 3
        assert "RRULE" in events[0]

    @pytest.mark.parametrize(
        "schedule",
        [
            APPOINTMENT,
            Schedule(
                Frequency.APPOINTMENT,
                exceptions=(extra(date(2026, 12, 25), at="10:00"),),
            ),
            monthly(0, 5, interval=12, anchored_on=date(2026, 2, 1)),
        ],
    )
    def test_needs_dates(self, schedule):
        with pytest.raises(ValueError, match="no dates to put in a calendar"):
            file_of(schedule)


class TestFile:
    def test_names_the_format_and_the_product_and_is_no_invitation(self):
        calendar = Calendar.from_ical(file_of(weekly(3)))

        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"] == "-//Mutual Aid Toolkit//Meetings//EN"
        assert "METHOD" not in calendar

    def test_is_the_same_each_time_it_is_asked_for_at_the_same_time(self):
        assert file_of(weekly(3)) == file_of(weekly(3))

    def test_tells_the_clock_changes_of_its_zone_before_its_events(self):
        text = file_of(weekly(3)).decode()

        assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")
        assert "TZID:Europe/London" in text

    def test_tells_none_in_utc(self):
        text = file_of(weekly(3, timezone="UTC")).decode()

        assert "VTIMEZONE" not in text
        assert "DTSTART:20261126T193000Z" in text

    def test_tells_those_that_an_earlier_event_needs(self):
        schedule = weekly(3, exceptions=(moved(date(2026, 11, 26), date(2024, 6, 1)),))
        zone = Calendar.from_ical(file_of(schedule)).timezones[0]

        assert min(each["DTSTART"].dt for each in zone.subcomponents) < (
            datetime.combine(date(2024, 1, 1), time())
        )

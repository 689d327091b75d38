from datetime import date, timedelta

from .calendar_files import NOW, TOLD, events_of, file_of, line, lines_of
from .schedules import (
    cancelled,
    extra,
    moved,
    on_day,
    weekly,
)


class TestExceptions:
    def test_a_cancelled_date_is_excluded_at_its_own_time(self):
        schedule = weekly(
            3,
            timezone="America/New_York",
            exceptions=(cancelled(date(2026, 12, 24)), cancelled(date(2026, 12, 31))),
        )
        dates = [each for each in lines_of(schedule) if each.startswith("EXDATE")]

        assert dates == [
            "EXDATE;TZID=America/New_York:20261224T193000",
            "EXDATE;TZID=America/New_York:20261231T193000",
        ]

    def test_a_cancelled_first_date_is_not_the_one_it_begins_on(self):
        schedule = weekly(3, exceptions=(cancelled(date(2026, 11, 26)),))
        lines = lines_of(schedule)

        assert line(lines, "DTSTART").endswith(":20261203T193000")
        assert not [each for each in lines if each.startswith("EXDATE")]

    def test_a_cancelled_date_that_the_pattern_does_not_give_is_not_told(self):
        schedule = weekly(3, exceptions=(cancelled(date(2026, 12, 22)),))

        assert not [each for each in lines_of(schedule) if each.startswith("EXDATE")]

    def test_a_moved_date_is_an_event_of_the_same_series(self):
        schedule = weekly(
            3,
            exceptions=(
                moved(
                    date(2026, 12, 24),
                    date(2026, 12, 23),
                    at="12:00",
                    lasting=timedelta(hours=1),
                ),
            ),
        )
        series, other = events_of(schedule)

        assert other["UID"] == series["UID"]
        assert other["SEQUENCE"] == series["SEQUENCE"] == 4
        assert other["RECURRENCE-ID"].to_ical() == b"20261224T193000"
        assert other["DTSTART"].to_ical() == b"20261223T120000"
        assert other["DTEND"].to_ical() == b"20261223T130000"
        assert other["SUMMARY"] == series["SUMMARY"]
        assert "RRULE" not in other

    def test_a_date_moved_from_the_past_into_the_future_is_told(self):
        schedule = weekly(
            3, exceptions=(moved(date(2026, 11, 19), date(2026, 11, 24)),)
        )
        series, other = events_of(schedule)

        assert series["DTSTART"].to_ical() == b"20261119T193000"
        assert other["RECURRENCE-ID"].to_ical() == b"20261119T193000"

    def test_what_moved_and_is_past_is_not_told(self):
        schedule = weekly(
            3,
            exceptions=(
                moved(date(2026, 11, 12), date(2026, 11, 13)),
                extra(date(2026, 11, 14)),
            ),
        )

        assert len(events_of(schedule)) == 1

    def test_an_extra_date_is_an_event_of_its_own(self):
        schedule = weekly(3, exceptions=(extra(date(2026, 12, 25), at="12:00"),))
        _, other = events_of(schedule)

        assert other["UID"] == "extra-20261225-riverside-thursday@meetings.example"
        assert other["DTSTART"].to_ical() == b"20261225T120000"
        assert "RRULE" not in other
        assert "RECURRENCE-ID" not in other

    def test_an_extra_date_is_told_after_the_end_of_the_series(self):
        schedule = weekly(
            3, ends_on=date(2026, 11, 1), exceptions=(extra(date(2026, 12, 25)),)
        )

        assert [each["DTSTART"].to_ical() for each in events_of(schedule)] == [
            b"20261029T193000",
            b"20261225T193000",
        ]

    def test_notes_are_told_only_where_the_caller_asks(self):
        schedule = weekly(
            3,
            exceptions=(
                moved(date(2026, 12, 24), at="12:00", note="Side door"),
                extra(date(2026, 12, 25), note="Bring food"),
            ),
        )
        told = [
            str(each["DESCRIPTION"]) for each in events_of(schedule, with_notes=True)
        ]

        assert told == [
            "Tea from seven.",
            "Side door\n\nTea from seven.",
            "Bring food\n\nTea from seven.",
        ]
        assert b"Side door" not in file_of(schedule)
        assert b"Bring food" not in file_of(schedule)


class TestUid:
    def test_is_the_callers_whatever_else_changes(self):
        first, second = (
            events_of(schedule, now=now, sequence=sequence)[0]["UID"]
            for schedule, now, sequence in (
                (weekly(3), NOW, 1),
                (on_day(15, "10:00"), NOW + timedelta(days=400), 2),
            )
        )

        assert first == second == TOLD["uid"]

    def test_of_an_extra_date_does_not_change_with_its_time(self):
        def uid(at):
            schedule = weekly(3, exceptions=(extra(date(2026, 12, 25), at=at),))
            return events_of(schedule)[1]["UID"]

        assert uid("10:00") == uid("12:00") != TOLD["uid"]

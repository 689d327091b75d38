import csv
import io
from datetime import date, time

import pytest

from mutualaid.directory.formats import read
from mutualaid.directory.formats.records import FormatError, Problem
from mutualaid.directory.recurrence import Frequency


def sheet(*rows, separator=",", end="\r\n"):
    """A sheet as a program writes it, from rows of cells."""
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator=end).writerows(rows)
    return file.getvalue().encode()


def read_row(**cells):
    """The only meeting of a sheet with our usual columns and these."""
    row = {"Name": "Step", "Day": "Monday", "Time": "19:30"} | cells
    (meeting,) = read(sheet(row, row.values())).records
    return meeting


def refusals(*rows):
    """Record, field and reason of every row that is rejected."""
    problems = read(sheet(*rows)).problems
    return [(each.record, each.field, each.reason) for each in problems if each.fatal]


def complaint(data, **options):
    with pytest.raises(FormatError) as caught:
        read(data, **options)
    return str(caught.value)


UK_HEADINGS = (
    "Fellowship", "Meeting name", "Day", "Start time", "Finish", "Venue", "Address",
    "Post code", "Open/closed", "Wheelchair access", "Notes", "Frequency", "Starts on",
    "Online", "Zoom link",
)  # fmt: skip
UK_ROWS = (
    ("AA", "Monday Step", "Mondays", "7.30 pm", "9pm", "St Mark’s Hall",
     "12 High Street, Northbridge", "nb34qx", "Open", "Yes", "Side door\nTea first",
     "weekly", "", "No", ""),
    ("N.A.", "Just for Today", "Tue & Thu", "1930", "", "Church Hall", "Mill Lane, Northbridge",
     "NB3 4QX", "Closed", "no", "", "", "", "", ""),
    ("SMART Recovery", "Tools", "1st & 3rd Wed", "18:00-19:30", "", "Library", "", "NB1 1AA",
     "", "", "", "", "", "", ""),
    ("Al-Anon", "Family", "Friday", "19:30", "", "Hall", "", "NB1 1AA", "", "", "",
     "fortnightly", "4/12/2026", "", ""),
    ("CA", "Online", "Sunday", "8pm", "", "", "", "", "", "", "", "", "", "Yes",
     "https://zoom.us/j/1?pwd=x"),
)  # fmt: skip


class TestUkSheet:
    @pytest.fixture
    def meetings(self):
        data = sheet(("Meetings in Northbridge",), UK_HEADINGS, *UK_ROWS, separator=";")
        reading = read(data.decode().encode("cp1252"))

        assert (reading.read, reading.problems) == (5, ())
        return {meeting.name: meeting for meeting in reading.records}

    def test_is_read_in_its_own_words(self, meetings):
        step = meetings["Monday Step"]

        assert step.fellowship == "aa"
        assert step.schedules[0].start_time == time(19, 30)
        assert step.schedules[0].duration.total_seconds() == 90 * 60
        assert (step.mode, step.openness) == ("in-person", "open")
        assert step.features == ("step-free",)
        assert step.notes == "Side door\nTea first"
        assert step.venue.name == "St Mark’s Hall"
        assert step.venue.address == "12 High Street"
        assert step.venue.town == "Northbridge"
        assert step.venue.postcode == "NB3 4QX"

    def test_may_hold_every_fellowship(self, meetings):
        fellowships = [meeting.fellowship for meeting in meetings.values()]

        assert fellowships == ["aa", "na", "smart", "al-anon", "ca"]

    def test_may_name_several_days(self, meetings):
        days = [each.weekday for each in meetings["Just for Today"].schedules]

        assert days == [1, 3]

    def test_may_say_how_often_in_the_day(self, meetings):
        (schedule,) = meetings["Tools"].schedules

        assert schedule.frequency == Frequency.MONTHLY_WEEKDAY
        assert (schedule.ordinals, schedule.weekday) == ((1, 3), 2)
        assert schedule.start_time == time(18)
        assert schedule.duration.total_seconds() == 90 * 60

    def test_may_say_how_often_in_a_column(self, meetings):
        (schedule,) = meetings["Family"].schedules

        assert (schedule.interval, schedule.weekday) == (2, 4)
        assert schedule.starts_on == schedule.anchored_on == date(2026, 12, 4)

    def test_states_what_is_online(self, meetings):
        online = meetings["Online"]

        assert (online.mode, online.venue) == ("online", None)
        assert online.conference_url == "https://zoom.us/j/1"


class TestHeadings:
    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
    def test_are_found_behind_any_separator(self, separator, end):
        rows = [("Name", "Day", "Time"), ("Step, the", "Mon", "7pm")]

        assert read(sheet(*rows, separator=separator, end=end)).accepted == 1

    @pytest.mark.parametrize(
        ("name", "day", "time"),
        [
            ("Name", "Day", "Time"),
            ("Meeting name", "Day of week", "Start"),
            ("MEETING_NAME", "day_of_week", "START_TIME"),
            ("Meeting", "Weekday", "Start time"),
            ("title", "Days", "Begins"),
            ("Group", "Meeting day", "Meeting time"),
        ],
    )
    def test_have_synonyms(self, name, day, time):
        (meeting,) = read(sheet((name, day, time), ("Step", "Mon", "7pm"))).records

        assert meeting.name == "Step"
        assert meeting.schedules[0].weekday == 0

    @pytest.mark.parametrize(
        ("heading", "cell", "attribute", "value"),
        [
            ("Link", "zoom.us/j/1", "conference_url", "https://zoom.us/j/1"),
            ("Zoom link", "https://zoom.us/j/1", "conference_url", "https://zoom.us/j/1"),
            ("Dial-in", "020 7946 0123", "conference_phone", "02079460123"),
            ("How to join", "From 7", "conference_notes", "From 7"),
            ("Comments", "Quiet", "notes", "Quiet"),
            ("Languages", "English and Urdu", "languages", ("en", "ur")),
            ("Language", "BSL", "languages", ("bsl",)),
            ("Language", "Klingon", "languages", ()),
            ("Hearing loop", "yes", "features", ("hearing-loop",)),
            ("Hearing loop", "no", "features", ()),
            ("Women only", "✓", "features", ("women",)),
            ("Audience", "Women", "features", ("women",)),
            ("Open/closed", "C", "openness", "closed"),
            ("Open", "Yes", "openness", "open"),
            ("Open", "perhaps", "openness", ""),
            ("Online", "Yes", "mode", "online"),
            ("Online", "https://zoom.us/j/1", "mode", "online"),
            ("Mode", "Hybrid", "mode", "hybrid"),
            ("How it meets", "in person", "mode", "in-person"),
            ("Group name", "Mondays", "group_name", "Mondays"),
            ("Web site", "www.example.org", "website", "https://www.example.org"),
            ("Ref", "N-7", "key", "N-7"),
        ],
    )  # fmt: skip
    def test_fill_our_fields(self, heading, cell, attribute, value):
        assert getattr(read_row(**{heading: cell}), attribute) == value

    @pytest.mark.parametrize(
        ("heading", "cell", "attribute"),
        [("Venue", "Hall", "name"), ("Street", "1 High Street", "address"),
         ("Address line 1", "1 High Street", "address"), ("Town/City", "Northbridge", "town"),
         ("County", "Westshire", "county"), ("Postcode", "NB3 4QX", "postcode"),
         ("Country", "Wales", "country")],
    )  # fmt: skip
    def test_fill_the_venue(self, heading, cell, attribute):
        venue = read_row(**{"Location": "Hall", "Venue": "Hall", heading: cell}).venue

        assert getattr(venue, attribute) == cell

    def test_that_are_plain_win_over_helper_columns(self):
        head = ("Meeting", "SOURCE_name", "PREP_slug", "name", "slug", "day", "time")
        row = ("Step (Mon)", "STEP", "s", "Step", "step-1", "Mon", "7pm")

        (meeting,) = read(sheet(head, row)).records
        assert (meeting.name, meeting.key) == ("Step", "step-1")
        assert meeting.raw["SOURCE_name"] == "STEP"

    def test_that_mean_nothing_to_us_are_kept(self):
        meeting = read_row(Colour="Red", Email="sam@example.org")

        assert meeting.raw["Colour"] == "Red"
        assert "Email" not in meeting.raw

    def test_that_come_twice_are_told_apart(self):
        rows = [("Name", "Day", "Time", "Notes", "Notes", ""), ("A", "Mon", "7pm", "b", "c", "d")]  # fmt: skip

        (meeting,) = read(sheet(*rows)).records
        assert meeting.notes == "b"
        assert meeting.raw["Notes (2)"] == "c"
        assert meeting.raw["column 6"] == "d"

    def test_may_stand_below_a_title(self):
        rows = [
            ("sep=,",),
            ("All meetings",),
            (),
            ("Name", "Day", "Time"),
            ("A", "Mon", "7"),
        ]

        assert read(sheet(*rows)).accepted == 1

    @pytest.mark.parametrize(
        ("rows", "sentence"),
        [
            ([(), ("foo", "bar"), (1, 2)], "The sheet has no row of headings that we know; it begins with “foo”, “bar”."),
            ([("Name", "Venue"), (1, 2)], "The sheet has no column that we know for the day and time."),
            ([("Day", "Time"), (1, 2)], "The sheet has no column that we know for the name."),
        ],
    )  # fmt: skip
    def test_that_are_missing_are_named(self, rows, sentence):
        assert complaint(sheet(*rows)) == sentence


class TestMapping:
    ROWS = sheet(("Titel", "Tag", "Zeit", "Name"), ("Step", "Mon", "7pm", "Sam"))
    MAPPING = {"Titel": "name", "TAG": "day", "zeit": "Start time", "Name": "ignore"}

    def test_says_what_headings_mean(self):
        (meeting,) = read(self.ROWS, mapping=self.MAPPING).records

        assert meeting.name == "Step"
        assert meeting.raw == {"Titel": "Step", "Tag": "Mon", "Zeit": "7pm"}

    def test_wins_over_our_own_reading(self):
        rows = sheet(("Name", "Group", "Day", "Time"), ("A", "B", "Mon", "7pm"))

        (meeting,) = read(rows, mapping={"Group": "name"}).records
        assert meeting.name == "B"

    def test_works_for_feeds_too(self):
        feed = b'[{"titel": "Step", "tag": 1, "zeit": "19:30"}]'

        assert read(feed, mapping=self.MAPPING).records[0].name == "Step"

    def test_that_names_no_field_of_ours_is_refused(self):
        assert complaint(self.ROWS, mapping={"Titel": "colour"}).startswith(
            "The mapping names 'colour', which is no field; the fields are name, slug,"
        )

    def test_that_names_a_missing_heading_is_told(self):
        reading = read(self.ROWS, mapping={**self.MAPPING, "Ort": "location"})

        reason = "The mapping names this heading, which the sheet does not have."
        assert Problem("headings", "ort", reason, fatal=False) in reading.problems


class TestRows:
    HEAD = ("Name", "Day", "Time", "Venue")

    @pytest.mark.parametrize(
        ("row", "field", "reason"),
        [
            (("A", "Mon", "7pm", "H", "I"), "", "It has 5 cells, but there are 4 headings."),
            (("A", "Mon"), "", "It stops after 2 of 4 cells."),
            (("A",), "", "It stops after 1 of 4 cells."),
            (("", "Mon", "7pm", "H"), "Name", "It has no name."),
            (("A", "Mon", "", "H"), "Time", "It has a day but no time."),
            (("A", "", "7pm", "H"), "Day", "It has a time but no day."),
            (("A", "", "", ""), "", "It has neither day nor time, and no place or link."),
            (("A", "Someday", "7pm", "H"), "Day", "The day “Someday” is not a day of the week."),
            (("A", "Mon", "late", "H"), "Time", "The time “late” is not a time of day."),
            (("A", "2nd", "7pm", "H"), "Day", "It has a time but no day."),
        ],
    )  # fmt: skip
    def test_are_refused_by_their_number_in_the_sheet(self, row, field, reason):
        good = ("Good", "Tue", "7pm", "H")

        assert refusals(self.HEAD, good, (), row, good[:3]) == [
            ("row 4", field, reason)
        ]

    def test_without_a_time_are_by_appointment_where_they_say_a_place(self):
        (meeting,) = read(sheet(self.HEAD, ("A", "", "", "Hall"))).records

        assert meeting.schedules[0].frequency == Frequency.APPOINTMENT

    def test_that_are_blank_are_none(self):
        assert read(sheet(self.HEAD, (), ("", " ", "", ""))).read == 0

    @pytest.mark.parametrize(
        ("day", "frequency", "reason"),
        [
            ("Mon", "monthly", "It is monthly, but nothing says on which Monday of the month."),
            ("Mon", "fortnightly", "It meets every 2 weeks, but no date says in which of them."),
            ("Mon", "first Saturday", "The day and the frequency say different things, so the dates are not known."),
            ("1st Mon", "weekly", "The day and the frequency say different things, so the dates are not known."),
            ("Mon", "quarterly", "The frequency “quarterly” can't be read, so the dates are not known."),
        ],
    )  # fmt: skip
    def test_are_refused_where_the_dates_are_not_known(self, day, frequency, reason):
        head = ("Name", "Day", "Time", "How often")

        assert refusals(head, ("A", day, "7pm", frequency)) == [
            ("row 2", "How often", reason)
        ]

    @pytest.mark.parametrize(
        ("day", "frequency", "ordinals"),
        [("Mon", "last", (-1,)), ("1st Mon", "monthly", (1,)), ("1st Mon", "", (1,)),
         ("", "1st Mon", (1,)), ("Mon", "1st and 3rd Monday", (1, 3))],
    )  # fmt: skip
    def test_say_how_often_in_one_column_or_two(self, day, frequency, ordinals):
        (schedule,) = read_row(Day=day, Frequency=frequency).schedules

        assert (schedule.weekday, schedule.ordinals) == (0, ordinals)

    def test_may_be_held_on_a_date_of_the_month(self):
        (schedule,) = read_row(Day="", Frequency="15th of the month").schedules

        assert schedule.frequency == Frequency.MONTHLY_DATE
        assert (schedule.day_of_month, schedule.weekday) == (15, None)

    @pytest.mark.parametrize(
        "cells", [{"Frequency": "By appointment"}, {"Day": "On request", "Time": ""}]
    )
    def test_may_say_that_people_ask_first(self, cells):
        (schedule,) = read_row(**cells).schedules

        assert schedule.frequency == Frequency.APPOINTMENT

    def test_at_24_00_need_a_weekday(self):
        head = ("Name", "Day", "Time")
        reason = "The time 24:00 leaves open on which date it starts."

        assert refusals(head, ("A", "last Friday", "24:00")) == [
            ("row 2", "Time", reason)
        ]

    @pytest.mark.parametrize("cell", ["ongoing", "TBC", "soon"])
    def test_have_no_last_date_where_none_can_be_read(self, cell):
        rows = [("Name", "Day", "Time", "End date"), ("A", "Mon", "7pm", cell)]

        reading = read(sheet(*rows))
        assert reading.records[0].schedules[0].ends_on is None
        told = [problem.reason for problem in reading.problems]
        assert told == (["The date “soon” can't be read."] if cell == "soon" else [])

    def test_keep_the_phase_of_a_date_they_were_held_on(self):
        meeting = read_row(**{"Repeats": "every other week", "Next date": "8 Dec 2026"})

        assert meeting.schedules[0].anchored_on == date(2026, 12, 14)
        assert meeting.schedules[0].starts_on is None

    def test_with_quotation_marks_inside_cells_are_read(self):
        text = 'Name,Day,Time\nThe "A" team,Mon,7pm\n"B" two,Tue,7pm\n'

        names = [meeting.name for meeting in read(text.encode()).records]
        assert names == ['The "A" team', "B two"]

    @pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028"])
    def test_end_at_line_ends_only(self, mark):
        text = f"Name,Day,Time\nThe{mark}Step,Mon,7pm\n"

        assert [each.name for each in read(text.encode()).records] == ["The Step"]

    def test_are_bounded_in_number(self):
        data = b"name,day,time\n" + b"a,b,c\n" * 250_001

        assert complaint(data) == "The file holds more than 150,000 rows."

    def test_that_a_quotation_mark_swallows_are_refused(self):
        text = 'Name,Day,Time\nA,Mon,7pm\n"B,Tue,7pm\nC,Wed,7pm\n'

        assert complaint(text.encode()) == (
            "A quotation mark that opens in row 3 is never closed, or a cell there is too long."
        )
        assert "row 2" in complaint(f'Name,Day,Time\n"{"x" * 200_000}'.encode())

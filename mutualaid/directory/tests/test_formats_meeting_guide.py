import json
from datetime import UTC, datetime, time, timedelta

import pytest

from mutualaid.directory.formats import read
from mutualaid.directory.formats.records import Problem, VenueRecord
from mutualaid.directory.recurrence import Frequency

STEP = {"name": "Monday Step", "slug": "monday-step", "day": 1, "time": "19:30"}


def read_all(*records, **options):
    return read(json.dumps(records).encode(), **options)


def read_one(**fields):
    """The only meeting of a list that holds our usual record with these fields changed."""
    (meeting,) = read_all({**STEP, **fields}).records
    return meeting


def refusal(**fields):
    """The reason why a record with these fields is rejected, after its field."""
    reading = read_all({**STEP, **fields})
    assert (reading.accepted, reading.rejected) == (0, 1)
    (problem,) = [problem for problem in reading.problems if problem.fatal]
    return problem.field, problem.reason


def remarks(*records, **options):
    reading = read_all(*records, **options)
    assert reading.accepted == len(records)
    return [(problem.record, problem.field, problem.reason) for problem in reading.problems]  # fmt: skip


class TestRecord:
    def test_is_told_in_our_words(self):
        meeting = read_one(
            end_time="21:00",
            location="St Mark's Hall",
            formatted_address="St Mark's Hall, 12 High Street, Northbridge NB3 4QX, UK",
            latitude="51.50",
            longitude=-1.25,
            location_notes="Side door",
            group="Monday Group",
            group_notes="Tea first",
            notes="Quiet&nbsp;room",
            types=["O", "X", "EN"],
            attendance_option="hybrid",
            conference_url="https://zoom.us/j/1?pwd=abc",
            conference_phone="+441632960001,,123456789#",
            conference_url_notes="From 19:15",
            website="https://group.example.org",
            url="https://feed.example.org/monday-step",
            updated="2026-01-02 03:04:05",
        )

        assert meeting.key == "monday-step"
        assert meeting.name == "Monday Step"
        (schedule,) = meeting.schedules
        assert schedule.frequency == Frequency.WEEKLY
        assert schedule.weekday == 0
        assert schedule.start_time == time(19, 30)
        assert schedule.duration == timedelta(minutes=90)
        assert schedule.timezone == "Europe/London"
        assert meeting.venue == VenueRecord(
            name="St Mark's Hall",
            address="12 High Street",
            town="Northbridge",
            postcode="NB3 4QX",
            country="United Kingdom",
            latitude=51.5,
            longitude=-1.25,
            notes="Side door",
        )
        assert (meeting.mode, meeting.openness) == ("hybrid", "open")
        assert (meeting.features, meeting.languages) == (("step-free",), ("en",))
        assert meeting.group_name == "Monday Group"
        assert (meeting.notes, meeting.group_notes) == ("Quiet room", "Tea first")
        assert meeting.conference_url == "https://zoom.us/j/1"
        assert meeting.conference_phone == "+441632960001,,123456789#"
        assert meeting.conference_notes == "From 19:15"
        assert meeting.website == "https://group.example.org"
        assert meeting.source_url == "https://feed.example.org/monday-step"
        assert meeting.source_updated_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def test_keeps_the_source_s_own_beside_it(self):
        meeting = read_one(types=["O", "DB"], region="North", unheard_of={"a": 1})

        assert meeting.raw == {
            **STEP,
            "types": ["O", "DB"],
            "region": "North",
            "unheard_of": {"a": 1},
        }

    def test_takes_the_group_s_name_where_it_has_none(self):
        assert read_one(name=" ", group="Monday Group").name == "Monday Group"
        assert refusal(name=None) == ("name", "It has no name.")

    @pytest.mark.parametrize("item", [None, 5, "x", [], True, 1.5])
    def test_must_be_an_object(self, item):
        reading = read_all(item, STEP)

        assert (reading.read, reading.accepted) == (2, 1)
        (problem,) = reading.problems
        assert problem.record == "record 1"
        assert problem.reason.endswith("not an object with fields.")

    def test_is_shortened_where_it_is_too_long(self):
        long = "x" * 300

        assert len(read_one(name=long).name) == 255
        assert remarks({**STEP, "name": long}) == [
            (
                "monday-step",
                "name",
                "It is longer than 255 characters, so the end is left out.",
            )
        ]

    def test_with_more_text_than_any_meeting_is_refused(self):
        more = ["long words " * 400] * 40

        assert refusal(more=more) == ("", "It has more text than any meeting needs.")

    def test_is_left_out_where_it_is_archived(self):
        assert read_one(archived=False).name == "Monday Step"
        assert refusal(archived=True) == ("archived", "Its source has archived it.")

    def test_may_be_a_document_of_a_database(self):
        meeting = read_one(
            slug=None,
            _id={"$oid": "6a191d6fa00b638ef088ed79"},
            day={"$numberInt": "7"},
            duration=45,
            languages=["en", "uk"],
            updatedAt={"$date": "2023-06-18T02:10:44.047Z"},
        )

        assert meeting.key == "6a191d6fa00b638ef088ed79"
        assert meeting.schedules[0].weekday == 6
        assert meeting.schedules[0].duration == timedelta(minutes=45)
        assert meeting.languages == ("en", "uk")
        assert meeting.source_updated_at.date().isoformat() == "2023-06-18"


class TestSchedule:
    def test_has_a_slot_for_each_day(self):
        meeting = read_one(day=[1, 3, "Fri"])

        assert [schedule.weekday for schedule in meeting.schedules] == [0, 2, 4]

    def test_is_by_appointment_without_day_and_time(self):
        (schedule,) = read_one(day=None, time="").schedules

        assert schedule.frequency == Frequency.APPOINTMENT

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"time": None}, ("time", "It has a day but no time.")),
            ({"day": None}, ("day", "It has a time but no day.")),
            ({"day": 8}, ("day", "The day 8 is not a day of the week.")),
            ({"day": "x"}, ("day", "The day “x” is not a day of the week.")),
            ({"day": {"a": 1}}, ("day", "The day an object is not a day of the week.")),
            ({"time": "25:00"}, ("time", "The time “25:00” is not a time of day.")),
            ({"time": [1]}, ("time", "The time a list is not a time of day.")),
            (
                {"frequency": "whenever"},
                (
                    "frequency",
                    "The frequency “whenever” can't be read, so the dates are not known.",
                ),
            ),
            (
                {"starts_on": "2026-05-01", "ends_on": "2026-04-01"},
                ("ends_on", "Its last date is before its first."),
            ),
        ],
    )
    def test_is_refused_where_nobody_could_know_when_to_come(self, fields, reason):
        assert refusal(**fields) == reason

    @pytest.mark.parametrize(
        ("end", "minutes"),
        [("20:30", 60), ("00:30", 300), ("24:00", 270), ("midnight", 270), ("9pm", 90)],
    )
    def test_may_end_past_midnight(self, end, minutes):
        length = read_one(end_time=end).schedules[0].duration

        assert length == timedelta(minutes=minutes)

    @pytest.mark.parametrize(
        ("end", "reason"),
        [
            ("19:30", "It ends when it starts, so its length is not known."),
            ("08:15", "It would last 12 hours, so its length is taken as not known."),
            ("late", "The time “late” is not a time of day."),
        ],
    )
    def test_has_no_length_where_its_end_cannot_be(self, end, reason):
        assert read_one(end_time=end).schedules[0].duration is None
        assert remarks({**STEP, "end_time": end}) == [("monday-step", "end_time", reason)]  # fmt: skip

    @pytest.mark.parametrize(
        ("length", "minutes"),
        [(60, 60), ("90", 90), ("1 hour", 60), ("1.5 hours", 90), ("1h30", 90),
         ("1:15", 75), ("45 mins", 45), (None, None), (0, None), ("a while", None)],
    )  # fmt: skip
    def test_takes_a_stated_length(self, length, minutes):
        expected = None if minutes is None else timedelta(minutes=minutes)

        assert read_one(duration=length).schedules[0].duration == expected

    def test_tells_how_it_reads_midnight(self):
        assert read_one(time="midnight").schedules[0].start_time == time(0)
        assert remarks({**STEP, "time": "Midnight"}) == [
            ("monday-step", "time", "Midnight is read as the beginning of the day.")
        ]

    def test_starts_on_the_next_day_at_24_00(self):
        schedule = read_one(day="Sunday", time="24:00").schedules[0]

        assert (schedule.weekday, schedule.start_time) == (0, time(0))

    def test_has_the_list_s_zone_where_it_names_none(self):
        assert read_one(timezone="Europe/Dublin").schedules[0].timezone == "Europe/Dublin"  # fmt: skip
        (meeting,) = read_all(STEP, timezone="America/New_York").records
        assert meeting.schedules[0].timezone == "America/New_York"

    def test_says_which_zone_it_does_not_know(self):
        assert read_one(timezone="Mars").schedules[0].timezone == "Europe/London"
        assert remarks({**STEP, "timezone": "Mars"}) == [
            ("monday-step", "timezone", "The time zone “Mars” is not known.")
        ]

    def test_says_where_morning_and_evening_are_open(self):
        open_time = {**STEP, "slug": "other", "time": "7:30"}
        reason = "A time such as 7:30 without am or pm is read as the morning."

        assert remarks(open_time) == [("other", "time", reason)]
        assert remarks(open_time, STEP) == []
        halves = {**STEP, "slug": "third", "time": "8pm"}
        assert remarks(open_time, STEP, halves) == [("other", "time", reason)]


class TestMode:
    @pytest.mark.parametrize(
        ("fields", "mode"),
        [
            ({}, ""),
            ({"conference_url": "https://zoom.us/j/1"}, ""),
            ({"address": "12 High Street"}, ""),
            ({"attendance_option": "in_person"}, "in-person"),
            ({"attendance_option": "online"}, "online"),
            ({"attendance_option": "hybrid"}, "hybrid"),
            ({"attendance_option": "inactive", "types": ["TC"]}, ""),
            ({"attendance_option": "in_person", "types": ["ONL"]}, "in-person"),
            ({"types": ["ONL"]}, "online"),
            ({"types": ["ONL"], "city": "Northbridge"}, "online"),
            ({"types": ["ONL", "TC"], "address": "12 High Street"}, "online"),
            ({"types": ["ONL"], "address": "12 High Street"}, ""),
            (
                {"types": ["ONL"], "address": "1 A St", "approximate": "yes"},
                "online",
            ),
            ({"types": ["ONL", "In-person"]}, "hybrid"),
            ({"types": ["HY"]}, "hybrid"),
            ({"types": ["TC"]}, ""),
            ({"online": True, "in_person": True}, "hybrid"),
            ({"online": "no"}, "in-person"),
            ({"in_person": "no"}, "online"),
            ({"mode": "Face-to-face"}, "in-person"),
            ({"mode": "perhaps"}, ""),
        ],
    )
    def test_is_what_the_record_states(self, fields, mode):
        assert read_one(**fields).mode == mode

    def test_is_left_open_where_online_and_a_street_are_told(self):
        fields = {**STEP, "types": ["ONL"], "address": "12 High Street"}

        ((record, field, reason),) = remarks(fields)
        assert (record, field) == ("monday-step", "types")
        assert reason.startswith("It is online and has a street address")

    def test_of_an_inactive_meeting_is_not_known(self):
        meeting = read_one(attendance_option="inactive", types=["TC"])

        assert (meeting.mode, meeting.venue_closed) == ("", True)


class TestVenue:
    @pytest.mark.parametrize(
        ("fields", "street"),
        [
            ({"address": "Hall, 1 High St, NB3 4QX", "city": "Northbridge"}, "Hall, 1 High St"),
            ({"address": "1 High St, Northbridge NB3 4QX", "city": "Northbridge"}, "1 High St"),
            ({"address": "1 High St, Northbridge NB3 4QX"}, "1 High St"),
            ({"address": "1 High St", "address_2": "Northbridge", "postal_code": "nb34qx"}, "1 High St"),
        ],
    )  # fmt: skip
    def test_may_have_its_postcode_in_the_street(self, fields, street):
        venue = read_one(**fields).venue

        assert (venue.address, venue.town) == (street, "Northbridge")
        assert venue.postcode == "NB3 4QX"

    def test_is_none_where_people_only_meet_online(self):
        assert read_one(attendance_option="online", city="Northbridge").venue is None
        assert read_one(location="Online Meeting", types=["ONL"]).venue is None

    def test_stays_known_while_it_is_closed(self):
        meeting = read_one(
            types=["ONL", "TC"], location="Hall", address="1 High Street"
        )

        assert (meeting.mode, meeting.venue_closed) == ("online", True)
        assert meeting.venue.name == "Hall"

    @pytest.mark.parametrize(
        ("latitude", "longitude", "place"),
        [
            (51.5, -0.1, (51.5, -0.1)),
            ("51.5", "-0.1", (51.5, -0.1)),
            (51.48, 0.0, (51.48, 0.0)),
            (0, 0, (None, None)),
            (33.5, 0.0, (None, None)),
            (95, 0.1, (None, None)),
            ("x", "y", (None, None)),
            (51.5, None, (None, None)),
            (None, None, (None, None)),
        ],
    )
    def test_has_coordinates_on_earth_or_none(self, latitude, longitude, place):
        venue = read_one(location="Hall", latitude=latitude, longitude=longitude).venue

        assert (venue.latitude, venue.longitude) == place

    def test_reads_both_coordinates_from_one_field(self):
        venue = read_one(location="Hall", coordinates="51.5, -0.1").venue

        assert (venue.latitude, venue.longitude) == (51.5, -0.1)

    def test_says_what_is_approximate(self):
        assert read_one(location="Hall", approximate="yes").venue.is_approximate
        assert not read_one(location="Hall", approximate="no").venue.is_approximate


class TestTypes:
    @pytest.mark.parametrize("types", [["C", "M"], "C,M", "[C,M]", ["C", None, "M", 5]])
    def test_may_be_a_list_or_a_text(self, types):
        meeting = read_one(types=types)

        assert (meeting.openness, meeting.features) == ("closed", ("men",))

    def test_may_have_a_second_column(self):
        assert read_one(types="[open]", people="W").features == ("women",)

    def test_are_read_in_the_record_s_own_fellowship(self):
        (meeting,) = read_all(
            {**STEP, "types": ["POA"], "fellowship": "Al-Anon"}, fellowship="aa"
        ).records

        assert meeting.fellowship == "al-anon"
        assert meeting.features == ("parents",)

    def test_that_nobody_knows_are_told_once(self):
        records = [{**STEP, "slug": n, "types": ["Z1", "Z2"]} for n in range(3)]

        told = [reason for _, field, reason in remarks(*records) if field == "types"]
        assert told == [
            "The type “Z1” is not known, here and in 2 other records.",
            "The type “Z2” is not known, here and in 2 other records.",
        ]
        assert read_one(types=["Z1"]).raw["types"] == ["Z1"]


class TestFellowship:
    def test_is_empty_where_the_record_does_not_say(self):
        (meeting,) = read_all(STEP, fellowship="aa").records

        assert meeting.fellowship == ""

    def test_that_is_unknown_is_never_taken_for_the_list_s(self):
        record = {**STEP, "fellowship": "Cats Anonymous"}
        reason = "The fellowship “Cats Anonymous” is not known."

        assert remarks(record) == [("monday-step", "fellowship", reason)]
        (problem,) = read_all(record, fellowship="aa").problems
        assert problem == Problem("monday-step", "fellowship", reason, fatal=True)


class TestKeys:
    @pytest.mark.parametrize(
        ("fields", "key"),
        [
            ({"slug": 5202}, "5202"),
            ({"slug": 5202.0}, "5202"),
            ({"slug": "  a b "}, "a-b"),
            ({"slug": "", "id": 7}, "7"),
            ({"slug": None}, "monday-step-1-19-30"),
            ({"slug": None, "location": "Hall"}, "monday-step-1-19-30-hall"),
        ],
    )
    def test_are_the_source_s_or_made_of_what_tells_meetings_apart(self, fields, key):
        assert read_one(**fields).key == key

    def test_that_are_long_are_cut_and_stay_different(self):
        first, second = (read_one(slug="x" * 300 + end).key for end in "ab")

        assert len(first) == len(second) == 120
        assert first != second

    def test_of_several_meetings_get_their_slot_added(self):
        tuesday = {**STEP, "day": 2}
        keys = [meeting.key for meeting in read_all(STEP, tuesday).records]

        assert keys == ["monday-step-mon-1930", "monday-step-tue-1930"]
        backwards = [meeting.key for meeting in read_all(tuesday, STEP).records]
        assert backwards == keys[::-1]

    def test_of_one_slot_in_two_places_are_numbered(self):
        elsewhere = {**STEP, "location": "Hall"}
        keys = [meeting.key for meeting in read_all(STEP, elsewhere).records]

        assert keys == ["monday-step-mon-1930", "monday-step-mon-1930-2"]

    def test_of_several_meetings_by_appointment_say_so(self):
        asked = {"name": "Step", "slug": "step"}
        keys = [meeting.key for meeting in read_all(asked, {**asked, "notes": "x"}).records]  # fmt: skip

        assert keys == ["step-appointment", "step-appointment-2"]

    def test_never_collide_with_a_key_of_the_source(self):
        taken = {**STEP, "slug": "monday-step-mon-1930"}
        reading = read_all(taken, STEP, {**STEP, "day": 2})

        assert len({meeting.key for meeting in reading.records}) == 3

    def test_of_the_same_record_twice_are_refused(self):
        reading = read_all(STEP, {**STEP, "slug": "other", "day": 2}, STEP)

        assert [meeting.key for meeting in reading.records] == ["monday-step", "other"]
        assert reading.problems == (
            Problem("monday-step", "", "It is the same as record 1.", fatal=True),
        )

    def test_alone_different_are_kept_and_told(self):
        assert remarks(STEP, {**STEP, "slug": "other"}) == [
            (
                "other",
                "",
                "But for its key it is the same as monday-step; both are kept.",
            )
        ]

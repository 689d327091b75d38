"""Every Meeting Guide and CSV file of the shared test data, against independent counts."""

import csv
import json
import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from mutualaid.directory.formats import read
from mutualaid.directory.formats.records import FormatError
from mutualaid.directory.recurrence import Frequency

ONLINE_WITH_A_STREET = (
    "It is online and has a street address, and does not say if people meet there too"
)
INACTIVE = "It is marked as inactive, so neither in person nor online is taken over"
NO_DATE = "The date of the last change can't be read"

# File, fellowship, accepted, rejected, and what is remarked on with the number of records.
FILES = [
    ("edge_appointment.json", "aa", 2, 0, {}),
    ("edge_times.json", "aa", 8, 0, {}),
    ("edge_timezones.json", "aa", 2, 0, {}),
    (
        "mg_amarillo-nwta_aa.json", "aa", 613, 0,
        {
            "The coordinates are 0 and so left out": 66,
            "The type “SPN” is not known": 26,
            "The type “YP” is not known": 1,
            "But for its key it is the same as another": 11,
        },
    ),
    ("mg_kansas-city_aa.json", "aa", 206, 0, {ONLINE_WITH_A_STREET: 38}),
    ("mg_michigan-alpena_aa.json", "aa", 46, 0, {}),
    (
        "mg_san-francisco_aa.json", "aa", 658, 0,
        {ONLINE_WITH_A_STREET: 89, "Only one of latitude and longitude is given": 1},
    ),
    (
        "oiaa_online_aa_documents.json", "aa", 160, 0,
        {"It says both open and closed, so neither is taken over": 2},
    ),
    (
        "sheet_san-francisco_aa_flat.csv", "aa", 567, 0,
        {
            ONLINE_WITH_A_STREET: 80,
            NO_DATE: 567,
            "But for its key it is the same as another": 2,
        },
    ),
    (
        "sheet_san-francisco_aa_records.json", "aa", 567, 0,
        {
            ONLINE_WITH_A_STREET: 80,
            NO_DATE: 567,
            "But for its key it is the same as another": 2,
        },
    ),
    ("tsml_ben-lomond_aa.json", "aa", 35, 0, {ONLINE_WITH_A_STREET: 1}),
    ("tsml_massachusetts_al-anon_staging.json", "al-anon", 360, 0, {INACTIVE: 31}),
    (
        "tsml_san-jose_aa.json", "aa", 670, 0,
        {
            INACTIVE: 129,
            "The type “BS” is not known": 6,
            "It would last 13 hours, so its length is taken as not known": 1,
            "“https://spiritualprogress95030” is not a web address, so it is left out": 1,
        },
    ),
    ("tsml_sussex-county_aa_snapshot-2021.json", "aa", 145, 0, {INACTIVE: 40}),
    ("tsml_sussex-county_aa_snapshot-2022.json", "aa", 123, 0, {}),
]  # fmt: skip
NAMES = [name for name, *_ in FILES]


@pytest.fixture
def folder(shared_data):
    return shared_data / "meetings"


def rows_of(path):
    """The records as Python's own readers see them."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    document = json.loads(path.read_text("utf-8"))
    if isinstance(document, list):
        return document
    return [record["fields"] for record in document["records"]]


def codes_of_row(row):
    """The codes and words of a record, taken apart by a rule of their own."""
    for field in ("types", "people"):
        told = row.get(field) or []
        for text in [told] if isinstance(told, str) else told:
            for code in re.findall(r"[^,;|\n]+", text):
                if code.strip(" []"):
                    yield code.strip(" []")


def remarks(reading):
    """Reasons with the number of records they are told of; keys of twins left out."""
    counts = Counter()
    for problem in reading.problems:
        reason, _, others = problem.reason.removesuffix(".").partition(", here and in ")
        if reason.startswith("But for its key"):
            reason = "But for its key it is the same as another"
        counts[reason] += 1 + int(others.split()[0] if others else 0)
    return dict(counts)


@pytest.mark.parametrize(
    ("name", "fellowship", "accepted", "rejected", "remarked"), FILES, ids=NAMES
)
class TestEveryFile:
    def test_is_read_record_by_record(
        self, folder, name, fellowship, accepted, rejected, remarked
    ):
        path = folder / name

        reading = read(path.read_bytes(), name=name, fellowship=fellowship)

        assert reading.read == len(rows_of(path))
        assert (reading.accepted, reading.rejected) == (accepted, rejected)
        assert sum(problem.fatal for problem in reading.problems) == rejected
        assert remarks(reading) == remarked

    def test_keeps_names_days_and_times(
        self, folder, name, fellowship, accepted, rejected, remarked
    ):
        path = folder / name
        days = dict(zip(("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"), range(7), strict=True))  # fmt: skip
        meetings = read(path.read_bytes(), name=name, fellowship=fellowship).records

        for row, meeting in zip(rows_of(path), meetings, strict=True):
            (schedule,) = meeting.schedules
            if row.get("time") is None:
                assert schedule.frequency == Frequency.APPOINTMENT
                continue
            day = days.get(row["day"], row["day"])
            assert schedule.weekday == (int(day) - 1) % 7
            pattern = "%I:%M %p" if "M" in row["time"] else "%H:%M"
            assert schedule.start_time == datetime.strptime(row["time"], pattern).time()  # noqa: DTZ007

    def test_gives_each_meeting_the_key_of_its_source(
        self, folder, name, fellowship, accepted, rejected, remarked
    ):
        path = folder / name
        meetings = read(path.read_bytes(), name=name, fellowship=fellowship).records

        assert [meeting.key for meeting in meetings] == [
            str(row["slug"]) for row in rows_of(path)
        ]

    def test_holds_no_field_about_a_person(
        self, folder, name, fellowship, accepted, rejected, remarked
    ):
        meetings = read((folder / name).read_bytes(), name=name).records

        kept = {key.lower() for meeting in meetings for key in meeting.raw}
        forbidden = ("contact", "email", "author", "venmo", "paypal", "square", "mailing",
                     "password", "pin_", "edit_url", "phone_number")  # fmt: skip
        assert [key for key in kept for word in forbidden if word in key] == []
        assert "phone" not in kept
        assert "redacted@example.org" not in repr(meetings)

    def test_loses_no_code(
        self, folder, name, fellowship, accepted, rejected, remarked
    ):
        path = folder / name
        meetings = read(path.read_bytes(), name=name, fellowship=fellowship).records

        for row, meeting in zip(rows_of(path), meetings, strict=True):
            assert meeting.type_codes == tuple(
                (fellowship, code) for code in dict.fromkeys(codes_of_row(row))
            )

    def test_is_read_the_same_way_twice(
        self, folder, name, fellowship, accepted, rejected, remarked
    ):
        data = (folder / name).read_bytes()

        assert read(data, name=name) == read(data, name=name)


class TestOddFiles:
    def test_that_are_broken_are_refused(self, folder):
        with pytest.raises(FormatError) as caught:
            read((folder / "edge_invalid.json").read_bytes(), name="edge_invalid.json")

        assert str(caught.value) == (
            "The file is not valid JSON: something follows after its end, at line 80, column 3."
        )

    @pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".json")])
    def test_that_stop_in_the_middle_are_refused(self, folder, name):
        data = (folder / name).read_bytes()

        with pytest.raises(FormatError):
            read(data[: len(data) * 2 // 3], name=name)

    def test_of_the_sheet_and_its_export_say_the_same(self, folder):
        flat = read((folder / "sheet_san-francisco_aa_flat.csv").read_bytes()).records
        table = read(
            (folder / "sheet_san-francisco_aa_records.json").read_bytes()
        ).records

        for one, other in zip(flat, table, strict=True):
            for field in ("key", "name", "schedules", "venue", "mode", "features",
                          "languages", "openness", "conference_url", "notes"):  # fmt: skip
                assert getattr(one, field) == getattr(other, field)


class TestStatements:
    @pytest.mark.parametrize(
        "name", [name for name in NAMES if name.startswith("tsml_")]
    )
    def test_of_how_people_meet_are_taken_over(self, folder, name):
        told = {"in_person": "in-person", "online": "online", "hybrid": "hybrid", "inactive": ""}  # fmt: skip
        path = folder / name
        meetings = read(path.read_bytes()).records

        for row, meeting in zip(rows_of(path), meetings, strict=True):
            if "attendance_option" in row:
                assert meeting.mode == told[row["attendance_option"]]
            assert meeting.venue_closed == ("TC" in row["types"])

    def test_of_open_and_closed_are_taken_over(self, folder):
        path = folder / "mg_amarillo-nwta_aa.json"
        meetings = read(path.read_bytes()).records

        assert [f"[{meeting.openness}]" for meeting in meetings] == [
            row["types"] for row in rows_of(path)
        ]

    def test_of_the_zone_agree_with_the_instants_beside_them(self, folder):
        path = folder / "oiaa_online_aa_documents.json"
        compared = 0

        for row, meeting in zip(rows_of(path), read(path.read_bytes()).records, strict=True):  # fmt: skip
            (schedule,) = meeting.schedules
            if "startDateUTC" in row and schedule.start_time:
                start = datetime.fromisoformat(row["startDateUTC"]["$date"])
                local = start.astimezone(ZoneInfo(schedule.timezone))
                assert (local.weekday(), local.time()) == (
                    schedule.weekday,
                    schedule.start_time,
                )
                compared += 1
        assert compared == 149

    def test_that_end_before_they_start_run_past_midnight(self, folder):
        meetings = read((folder / "tsml_san-jose_aa.json").read_bytes()).records
        lengths = {each.key: each.schedules[0].duration for each in meetings}

        assert lengths["sicker-than-others"].total_seconds() == 60 * 60
        assert lengths["hows-your-day"].total_seconds() == 61 * 60
        assert lengths["sundowners-dinner-meeting"] is None
        assert sum(length is None for length in lengths.values()) == 266 + 1

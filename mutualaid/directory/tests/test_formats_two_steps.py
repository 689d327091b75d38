"""Unpacking now and reading later, with nothing kept meanwhile that is about a person."""

import json

import pytest

from mutualaid.directory import formats
from mutualaid.directory.formats.field_names import FIELDS, IGNORE
from mutualaid.directory.formats.records import FormatError
from mutualaid.directory.formats.unpacked import Unpacked

SHEET = (
    "Our list\r\nWhat,When,Starts,Secretary,Rooms\r\n"
    "Step,Monday,7pm,Sam Sample,Ask sam@sample.example.org\r\n"
)
MAPPING = {"What": "name", "When": "day", "Starts": "time", "Rooms": "location"}


def stored(unpacked):
    """What comes back from a store of plain JSON."""
    return Unpacked.from_json(json.loads(json.dumps(unpacked.as_json())))


class TestTwoSteps:
    def test_let_somebody_say_what_the_headings_mean(self):
        kept = stored(formats.redacted(formats.unpack(SHEET.encode())))

        assert kept.headings == ("What", "When", "Starts", "Rooms")
        assert kept.dropped == ("Secretary",)
        (meeting,) = formats.read_rows(
            kept, fellowship="aa", mapping=MAPPING, timezone="Europe/Dublin"
        ).records
        assert (meeting.name, meeting.venue.name) == ("Step", "Ask [removed]")
        assert meeting.schedules[0].timezone == "Europe/Dublin"

    def test_keep_nobodys_details(self):
        kept = json.dumps(formats.redacted(formats.unpack(SHEET.encode())).as_json())

        assert "Sam" not in kept
        assert "sam@" not in kept

    def test_keep_a_heading_about_people_that_the_mapping_names(self):
        sheet = b"Name,Day,Time,Phone\nStep,Mon,7pm,01632 960001\n"
        kept = formats.redacted(
            formats.unpack(sheet), mapping={"Phone": "conference_phone"}
        )

        assert kept.rows[0].record["Phone"] == "01632960001"

    def test_say_what_the_mapping_leaves_out(self):
        unpacked = formats.unpack(SHEET.encode())

        with pytest.raises(FormatError, match="for the day and time"):
            formats.read_rows(unpacked, mapping={"What": "name", "Rooms": "location"})
        with pytest.raises(FormatError, match="no row of headings that we know"):
            formats.read_rows(unpacked)

    def test_account_for_rows_that_are_none(self):
        feed = json.dumps([3, {"name": "Step"}, {"x": ["word " * 900] * 20}])
        kept = stored(formats.redacted(formats.unpack(feed.encode())))

        reading = formats.read_rows(kept)

        assert (reading.read, reading.accepted) == (3, 1)
        assert [problem.reason for problem in reading.problems] == [
            "It is a number, not an object with fields.",
            "It has more text than any meeting needs.",
        ]

    def test_give_the_reading_of_one(self, shared_data):
        for path in sorted((shared_data / "meetings").glob("[mts]*_*")):
            if path.is_dir() or path.name.startswith("spec"):
                continue
            whole = formats.read(path.read_bytes(), name=path.name)
            kept = stored(
                formats.redacted(formats.unpack(path.read_bytes(), name=path.name))
            )
            assert formats.read_rows(kept) == whole, path.name


class TestTargets:
    def test_are_all_fields_and_the_word_for_none(self):
        assert set(formats.TARGETS) == {*FIELDS, IGNORE}
        assert len(set(formats.TARGETS.values())) == len(formats.TARGETS)

    def test_are_guessed_from_headings(self):
        headings = ["Meeting name", "WEEKDAY", "Start time", "Rooms"]

        assert formats.guess_mapping(headings) == {
            "Meeting name": "name", "WEEKDAY": "day", "Start time": "time",
        }  # fmt: skip

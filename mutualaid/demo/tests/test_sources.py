import csv
import re
from datetime import date

import pytest

from mutualaid.demo.happenings import HAPPENINGS
from mutualaid.demo.sources import DATA, PLACES, POSTCODES, SOURCES
from mutualaid.directory import formats
from mutualaid.directory.formats.records import MeetingRecord

TODAY = date(2026, 11, 21)
FILES = sorted(DATA.iterdir())
# Numbers that Ofcom keeps for drama, with the country's code or without.
DRAMA = re.compile(r"(?:0|\+44)(?:1632960\d{3}|7700900\d{3}|8081570\d{3}|2079460\d{3})")
NUMBER = re.compile(r"(?<![\d.])(?:\+44|0)(?: ?\d){9,10}(?!\d)")


def records() -> list[tuple[str, MeetingRecord]]:
    """Every record, with its fellowship."""
    return [
        (record.fellowship or source.fellowship, record)
        for source in SOURCES
        for record in formats.read(
            source.read(TODAY), name=source.file_name, fellowship=source.fellowship
        ).records
    ]


def postcodes() -> dict[str, tuple[float, float]]:
    with POSTCODES.open(encoding="utf-8", newline="") as file:
        return {
            row["postcode"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.file_name)
class TestDemoSource:
    def test_is_read_without_a_single_problem(self, source):
        reading = formats.read(
            source.read(TODAY), name=source.file_name, fellowship=source.fellowship
        )

        assert reading.problems == ()
        assert reading.accepted == reading.read > 0

    def test_says_its_dates_as_seen_from_today(self, source):
        assert b"{today" not in source.read(TODAY)


class TestDates:
    @pytest.mark.parametrize(
        ("today", "told"), [(TODAY, b"2026-12-03"), (date(2028, 2, 20), b"2028-03-03")]
    )
    def test_move_with_the_day(self, today, told):
        assert told in SOURCES[3].read(today)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestInventedFacts:
    def test_hold_telephone_numbers_of_dramas_only(self, path):
        for number in NUMBER.findall(path.read_text(encoding="utf-8")):
            assert DRAMA.fullmatch(number.replace(" ", "")), number

    def test_hold_no_e_mail_address(self, path):
        assert "@" not in path.read_text(encoding="utf-8")

    def test_lead_to_no_real_site(self, path):
        for host in re.findall(r"https?://([^/\s\",]+)", path.read_text("utf-8")):
            assert host.endswith(".example.org"), host


class TestVenues:
    def test_have_a_postcode_and_stand_where_it_is(self):
        known = postcodes()
        venues = [record.venue for _, record in records() if record.venue]
        told = [
            (venue.postcode, (venue.latitude, venue.longitude))
            for venue in venues
            if venue.latitude is not None
        ]

        assert {venue.postcode for venue in venues} <= set(known)
        assert len(told) > 30
        assert all(known[postcode] == point for postcode, point in told)

    def test_are_told_alike_by_every_source(self):
        told = {
            (venue.name, venue.address, venue.town, venue.postcode)
            for _, record in records()
            if (venue := record.venue)
        }

        assert len({name for name, *_ in told}) == len(told) > 30


class TestPostcodes:
    def test_are_a_few_hundred_of_an_invented_area(self):
        known = postcodes()

        assert 300 < len(known) < 500
        assert {postcode.split()[0] for postcode in known} == {
            f"NB{number}" for number in range(1, 10)
        }

    def test_lie_at_sea(self):
        for latitude, longitude in postcodes().values():
            assert 53.65 < latitude < 53.95
            assert 0.5 < longitude < 1.05


class TestPlaces:
    def test_add_up_to_a_quarter_of_a_million_people(self):
        with PLACES.open(encoding="utf-8", newline="") as file:
            people = [int(row["population"]) for row in csv.DictReader(file)]

        assert sum(people) == 250_000


class TestHappenings:
    def test_name_meetings_that_are_there_once(self):
        known = [(fellowship, record.name) for fellowship, record in records()]

        for happening in HAPPENINGS:
            assert known.count((happening.fellowship, happening.meeting)) == 1

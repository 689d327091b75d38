from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.actions.settling import (
    locate_venues,
    settle_groups,
    settle_venues,
    venue_identity,
)
from mutualaid.directory.formats.records import MeetingRecord, VenueRecord
from mutualaid.directory.models import Group, Venue
from mutualaid.directory.recurrence import Frequency, Schedule
from mutualaid.geography.models import Postcode, PostcodeEdition

from .factories import a_fellowship, an_area

HALL = VenueRecord(
    name="St Anne’s Hall",
    address="1 Harbour Row",
    town="Northbridge",
    county="Eastshire",
    postcode="NB1 1AA",
    country="England",
    latitude=53.8,
    longitude=0.75,
    notes="By the side door.",
)
EARLIER = datetime(2026, 11, 1, tzinfo=UTC)
LATER = datetime(2026, 11, 21, tzinfo=UTC)
BLANKS = st.text(" \t\n\u00a0", min_size=1, max_size=3)


def a_record(**given) -> MeetingRecord:
    schedule = Schedule(Frequency.WEEKLY, weekday=0, start_time=time(19))
    return MeetingRecord(
        **{"key": "one", "name": "Harbour Lights", "schedules": (schedule,), **given}
    )


class TestVenueIdentity:
    @given(st.sampled_from(["name", "address", "town", "postcode", "country"]), BLANKS)
    def test_ignores_capitals_and_spaces(self, field, blanks):
        told = getattr(HALL, field)
        shouted = blanks + told.upper().replace(" ", blanks) + blanks

        other = replace(HALL, **{field: shouted})

        assert venue_identity(other) == venue_identity(HALL)

    @pytest.mark.parametrize(
        "field", ["name", "address", "town", "postcode", "country"]
    )
    def test_is_anothers_where_one_of_them_differs(self, field):
        other = replace(HALL, **{field: "Elsewhere"})

        assert venue_identity(other) != venue_identity(HALL)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("county", "Westshire"),
            ("latitude", 53.81),
            ("longitude", 0.76),
            ("is_approximate", True),
            ("notes", "Ring the bell."),
        ],
    )
    def test_is_the_same_however_the_rest_is_told(self, field, value):
        other = replace(HALL, **{field: value})

        assert venue_identity(other) == venue_identity(HALL)

    def test_does_not_run_the_fields_together(self):
        first = VenueRecord(name="Hall Row", address="Northbridge")
        second = VenueRecord(name="Hall", address="Row Northbridge")

        assert venue_identity(first) != venue_identity(second)

    @given(st.text(), st.text())
    def test_is_there_for_any_text(self, name, address):
        told = VenueRecord(name=name, address=address)

        assert len(venue_identity(told)) == 64


@pytest.mark.django_db
class TestSettleVenues:
    def test_adds_a_new_one_with_all_it_tells(self):
        with clock.frozen_at(LATER):
            known = settle_venues(an_area().pk, [HALL])

        venue = Venue.objects.get()
        assert known == {venue_identity(HALL): (venue.pk, venue.reference)}
        for field in HALL.__dataclass_fields__:
            assert getattr(venue, field) == getattr(HALL, field), field
        assert venue.created_at == venue.updated_at == LATER

    def test_finds_it_again_however_it_is_written(self):
        area = an_area().pk
        first = settle_venues(area, [HALL])

        again = settle_venues(area, [replace(HALL, name=" ST ANNE’S  hall ")])

        assert again == first
        assert Venue.objects.get().name == "St Anne’s Hall"

    def test_does_not_touch_one_that_is_told_as_before(self):
        area = an_area().pk
        with clock.frozen_at(EARLIER):
            settle_venues(area, [HALL])
        with clock.frozen_at(LATER):
            settle_venues(area, [HALL])

        assert Venue.objects.get().updated_at == EARLIER

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("county", "Westshire"),
            ("latitude", 53.81),
            ("longitude", 0.76),
            ("is_approximate", True),
            ("notes", ""),
        ],
    )
    def test_takes_what_is_told_anew(self, field, value):
        area = an_area().pk
        with clock.frozen_at(EARLIER):
            settle_venues(area, [HALL])
        with clock.frozen_at(LATER):
            settle_venues(area, [replace(HALL, **{field: value})])

        venue = Venue.objects.get()
        assert getattr(venue, field) == value
        assert (venue.created_at, venue.updated_at) == (EARLIER, LATER)

    def test_keeps_a_point_that_a_later_list_does_not_have(self):
        area = an_area().pk
        settle_venues(area, [HALL])
        lost = replace(
            HALL, latitude=None, longitude=None, is_approximate=True, notes="New."
        )

        settle_venues(area, [lost])

        venue = Venue.objects.get()
        assert venue.point() == (53.8, 0.75)
        assert (venue.is_approximate, venue.notes) == (False, "New.")

    @pytest.mark.parametrize("order", [1, -1])
    def test_keeps_the_point_that_one_record_of_a_file_has(self, order):
        lost = replace(HALL, latitude=None, longitude=None)

        settle_venues(an_area().pk, [HALL, lost][::order])

        assert Venue.objects.get().point() == (53.8, 0.75)

    def test_takes_the_last_of_two_points_in_a_file(self):
        settle_venues(an_area().pk, [HALL, replace(HALL, latitude=53.9)])

        assert Venue.objects.get().latitude == 53.9

    def test_of_another_area_are_other_venues(self):
        area, south = an_area(), an_area(slug="southby", name="Southby")

        first = settle_venues(area.pk, [HALL])
        with within(south.pk):
            second = settle_venues(south.pk, [HALL])

        assert first.keys() == second.keys()
        assert Venue.objects.count() == 2


@pytest.mark.django_db
class TestLocateVenues:
    @pytest.fixture(autouse=True)
    def _postcodes(self):
        edition = PostcodeEdition.objects.create(
            name="x", series="x", layout="x", digest="x", started_at=clock.now()
        )
        Postcode.objects.create(
            postcode="NB11AA", latitude=53.9, longitude=0.7, edition=edition
        )

    def test_places_those_that_have_only_a_postcode(self):
        area = an_area().pk
        settle_venues(area, [replace(HALL, latitude=None, longitude=None)])

        assert locate_venues(area) == 1
        assert Venue.objects.get().point() == (53.9, 0.7)

    @pytest.mark.parametrize(
        "told",
        [
            HALL,
            replace(HALL, latitude=None, longitude=None, postcode=""),
            replace(HALL, latitude=None, longitude=None, postcode="NB9 9ZZ"),
        ],
    )
    def test_leaves_the_others_as_they_are(self, told):
        area = an_area().pk
        settle_venues(area, [told])

        assert locate_venues(area) == 0
        assert Venue.objects.get().latitude == told.latitude


@pytest.mark.django_db
class TestSettleGroups:
    def test_adds_each_once_with_what_its_first_record_tells(self):
        area, fellowship = an_area().pk, a_fellowship().pk
        told = {
            (fellowship, "Harbour group"): a_record(
                group_notes="Tea from six.", website="https://harbour.example"
            )
        }

        known = settle_groups(area, told)
        again = settle_groups(area, {key: a_record() for key in told})

        group = Group.objects.get()
        kept = (group.pk, group.reference)
        assert known == again == {(fellowship, "Harbour group"): kept}
        assert group.notes == "Tea from six."
        assert group.website == "https://harbour.example"

    def test_of_another_fellowship_or_area_is_another_group(self):
        area, south = an_area().pk, an_area(slug="southby", name="Southby").pk
        first, second = a_fellowship("aa").pk, a_fellowship("na").pk

        settle_groups(
            area, dict.fromkeys([(first, "Dawn"), (second, "Dawn")], a_record())
        )
        with within(south):
            settle_groups(south, {(first, "Dawn"): a_record()})

        assert Group.objects.count() == 3

    def test_takes_no_more_of_an_address_than_its_column_holds(self):
        told = {
            (a_fellowship().pk, "Dawn"): a_record(
                website="https://harbour.example/" + "a" * 900
            )
        }

        settle_groups(an_area().pk, told)

        assert len(Group.objects.get().website) == 500

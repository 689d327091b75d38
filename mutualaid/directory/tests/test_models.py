from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from mutualaid.core import clock
from mutualaid.directory.models import (
    DifferentDate,
    DirectoryRevision,
    MeetingSource,
    SourceRecord,
    Verification,
)
from mutualaid.directory.recurrence import ExceptionKind, Frequency

from .factories import a_fellowship, a_group, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db


class TestNames:
    def test_are_what_people_call_them(self):
        assert str(a_fellowship(name="Alcoholics Anonymous")) == "Alcoholics Anonymous"
        assert str(a_group(name="Harbour group")) == "Harbour group"
        assert str(a_meeting(name="Harbour Lights")) == "Harbour Lights"

    @pytest.mark.parametrize(
        ("told", "name"),
        [
            ({"name": "Hall"}, "Hall"),
            ({"name": ""}, "1 Harbour Row"),
            ({"name": "", "address": ""}, "Northbridge"),
            ({"name": "", "address": "", "town": ""}, "NB1 1AA"),
        ],
    )
    def test_of_a_venue_are_the_first_thing_known_of_it(self, told, name):
        assert str(a_venue(**told)) == name

    def test_of_the_rest_tell_them_apart(self):
        now = clock.now()
        source = MeetingSource(name="Their own list")
        record = SourceRecord(key="monday-1", first_read_at=now, changed_at=now)
        checked = Verification(kind="visited", verified_on=date(2026, 11, 20))
        different = DifferentDate(original_date=date(2026, 12, 28), kind="cancelled")

        assert str(source) == "Their own list"
        assert str(record) == "monday-1"
        assert str(checked) == "visited 2026-11-20"
        assert str(different) == "2026-12-28 cancelled"
        assert str(DirectoryRevision(number=7)) == "7"


class TestVenue:
    def test_has_a_point_where_it_is_known(self):
        assert a_venue().point() == (53.8, 0.75)
        assert a_venue(latitude=None, longitude=None).point() is None

    @pytest.mark.parametrize(
        "told", [{"latitude": 90.1}, {"longitude": -180.1}, {"latitude": None}]
    )
    def test_lies_on_earth_with_both_coordinates_or_none(self, told):
        with pytest.raises(IntegrityError), transaction.atomic():
            a_venue(**told)


class TestMeeting:
    @pytest.mark.parametrize(
        "told",
        [
            {"start_time": None},
            {"weekday": None},
            {"weekday": 7},
            {"frequency": Frequency.MONTHLY_WEEKDAY, "weekday": None},
            {"frequency": Frequency.MONTHLY_DATE, "day_of_month": None},
            {"frequency": Frequency.MONTHLY_DATE, "day_of_month": 32},
        ],
    )
    def test_lacks_nothing_that_its_pattern_needs(self, told):
        with pytest.raises(IntegrityError), transaction.atomic():
            a_meeting(**told)

    def test_by_appointment_needs_neither_day_nor_time(self):
        meeting = a_meeting(
            frequency=Frequency.APPOINTMENT, weekday=None, start_time=None
        )

        assert meeting.pattern().frequency is Frequency.APPOINTMENT

    def test_has_a_pattern_and_a_schedule_with_the_dates_that_differ(self):
        meeting = a_meeting(start_time=time(19))
        now = clock.now()
        DifferentDate.objects.create(
            area=an_area(),
            meeting=meeting,
            original_date=date(2026, 12, 28),
            kind=ExceptionKind.CANCELLED,
            created_at=now,
            updated_at=now,
        )

        assert meeting.pattern().exceptions == ()
        (different,) = meeting.schedule().exceptions
        assert different.original_date == date(2026, 12, 28)


class TestDirectoryRevision:
    def test_is_nought_before_anything_was_published(self):
        assert DirectoryRevision.current() == 0

    def test_rises_by_one_and_says_when(self):
        noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
        with clock.frozen_at(noon):
            for number in (1, 2, 3):
                DirectoryRevision.advance()
                assert DirectoryRevision.current() == number

        assert DirectoryRevision.objects.get().changed_at == noon

    def test_is_one_row(self):
        DirectoryRevision.advance()

        with pytest.raises(IntegrityError), transaction.atomic():
            DirectoryRevision.objects.create(pk=2)

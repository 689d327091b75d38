from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.measures import Direction, Indicator, Measured, Unit
from mutualaid.indicators import duties, live, registry
from mutualaid.indicators.actions import readings
from mutualaid.indicators.actions.readings import LONGEST_DETAIL, take_readings
from mutualaid.indicators.models import Reading
from mutualaid.organisations.tests.factories import area as an_area

pytestmark = pytest.mark.django_db
TESTER = system_actor("tests")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def on(month: int, day: int):
    return clock.frozen_at(datetime(2026, month, day, 12, tzinfo=UTC))


@pytest.fixture
def area():
    made = an_area()
    with within(made.pk):
        yield made


@pytest.fixture
def said(monkeypatch) -> dict[str, Measured | None]:
    """What the indicators find, to be changed as tests go; there are no others."""
    values: dict[str, Measured | None] = {
        "tests.halls": Measured(4, 5, "none at Harbour House"),
        "tests.doors": Measured(3),
    }
    found = {key: indicator(key, values) for key in values}
    monkeypatch.setattr(readings, "all_indicators", lambda: found)
    monkeypatch.setattr(live, "find_indicator", found.get)
    return values


def indicator(key: str, values: dict[str, Measured | None]) -> Indicator:
    return Indicator(
        key=key,
        title=key,
        counted="",
        numerator="",
        denominator="",
        direction=Direction.UP,
        unit=Unit.SHARE,
        link="show_annexes",
        measure=lambda area_id, today: values[key],
    )


def kept(area) -> dict[tuple[str, date], int]:
    rows = Reading.objects.filter(area=area)
    return {(row.key, row.month): row.numerator for row in rows}


class TestTakeReadings:
    def test_keeps_a_value_of_each_indicator_for_the_month(self, area, said):
        with on(11, 20):
            taken = take_readings(area=area, by=TESTER)

        assert [(each.key, each.month) for each in taken] == [
            ("tests.doors", NOVEMBER),
            ("tests.halls", NOVEMBER),
        ]
        halls = taken[1]
        assert (halls.numerator, halls.denominator) == (4, 5)
        assert halls.detail == "none at Harbour House"
        assert halls.taken_at == datetime(2026, 11, 20, 12, tzinfo=UTC)

    def test_takes_the_running_month_anew(self, area, said):
        with on(11, 20):
            take_readings(area=area, by=TESTER)
        said["tests.halls"] = Measured(5, 5)
        with on(11, 30):
            take_readings(area=area, by=TESTER)

        assert kept(area) == {
            ("tests.halls", NOVEMBER): 5,
            ("tests.doors", NOVEMBER): 3,
        }
        row = Reading.objects.get(area=area, key="tests.halls")
        assert row.detail == ""
        assert row.taken_at == datetime(2026, 11, 30, 12, tzinfo=UTC)

    def test_leaves_a_month_that_is_over_as_it_was(self, area, said):
        with on(11, 30):
            take_readings(area=area, by=TESTER)
        said["tests.halls"] = Measured(1, 5)
        with on(12, 1):
            take_readings(area=area, by=TESTER)

        assert kept(area)["tests.halls", NOVEMBER] == 4
        assert kept(area)["tests.halls", DECEMBER] == 1

    def test_leaves_out_a_month_in_which_nobody_read(self, area, said):
        with on(10, 31):
            take_readings(area=area, by=TESTER)
        with on(12, 1):
            take_readings(area=area, by=TESTER)

        assert ("tests.halls", NOVEMBER) not in kept(area)

    def test_begins_the_month_by_the_clocks_of_england(self, area, said):
        with clock.frozen_at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
            take_readings(area=area, by=TESTER)

        assert ("tests.halls", date(2026, 7, 1)) in kept(area)

    def test_keeps_nothing_where_nothing_can_be_said(self, area, said):
        said["tests.doors"] = None
        take_readings(area=area, by=TESTER)

        assert [key for key, _month in kept(area)] == ["tests.halls"]

    def test_takes_back_what_can_no_longer_be_said_this_month(self, area, said):
        with on(10, 31):
            take_readings(area=area, by=TESTER)
        with on(11, 1):
            take_readings(area=area, by=TESTER)
            said["tests.doors"] = None
            take_readings(area=area, by=TESTER)

        assert [month for key, month in kept(area) if key == "tests.doors"] == [
            date(2026, 10, 1)
        ]

    def test_cuts_a_long_detail_at_a_word(self, area, said):
        said["tests.doors"] = Measured(3, detail="Harbour House, " * 40)
        take_readings(area=area, by=TESTER)

        detail = Reading.objects.get(area=area, key="tests.doors").detail
        assert len(detail) <= LONGEST_DETAIL
        assert detail.endswith(("Harbour…", "House,…"))

    def test_settles_with_whoever_reads_at_the_same_moment(
        self, area, said, monkeypatch
    ):
        """The other one writes between this one's measuring and its writing."""
        measure = readings.measure_now

        def slowly(*asked):
            found = measure(*asked)
            monkeypatch.setattr(readings, "measure_now", measure)
            take_readings(area=area, by=TESTER)
            return found

        monkeypatch.setattr(readings, "measure_now", slowly)
        taken = take_readings(area=area, by=TESTER)

        assert len(taken) == len(kept(area)) == 2

    def test_keeps_areas_apart(self, area, said):
        other = an_area()
        with within(other.pk):
            take_readings(area=other, by=TESTER)
        with within(area.pk):
            assert kept(area) == {}

    def test_is_logged_with_the_month_and_how_many(self, area, said):
        with on(11, 20):
            take_readings(area=area, by=TESTER)

        line = Entry.objects.get(act="indicators.take_readings")
        assert line.detail == {"month": "2026-11", "readings": 2}

    def test_takes_nothing_without_its_line_in_the_log(self, area, said, monkeypatch):
        def cannot(**line):
            raise RuntimeError("the log is full")

        monkeypatch.setattr(readings, "record", cannot)
        with pytest.raises(RuntimeError):
            take_readings(area=area, by=TESTER)

        assert kept(area) == {}

    def test_asks_as_many_queries_in_the_second_month_as_in_the_first(
        self, area, said, django_assert_num_queries
    ):
        take_readings(area=area, by=TESTER)
        for month in (10, 11):
            with on(month, 1), django_assert_num_queries(7):
                take_readings(area=area, by=TESTER)


class TestReading:
    def test_is_once_a_month_whoever_writes_it(self, area, said):
        taken = take_readings(area=area, by=TESTER)
        again = Reading.objects.get(pk=taken[0].pk)
        again.pk = None

        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=True)


class TestTheDuty:
    def test_reads_the_area_it_runs_in(self, area, said):
        duties.take_readings(by=TESTER)

        assert len(kept(area)) == 2


class TestTheRegistry:
    def test_is_what_readings_are_taken_of(self):
        assert readings.all_indicators is registry.all_indicators

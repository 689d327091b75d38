from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.indicators.actions import releasing
from mutualaid.indicators.actions.releasing import Counts, release_quarter
from mutualaid.indicators.models import Released
from mutualaid.organisations.tests.factories import area as an_area

pytestmark = pytest.mark.django_db
TESTER = system_actor("tests")
SUMMER = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _november():
    with clock.frozen_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def area():
    made = an_area()
    with within(made.pk):
        yield made


def counts(first: int = 3):
    return lambda: Counts(["a", "b"], ["x", "y"], [[first, 20], [30, 40]])


def release(area, **given):
    usual = {"key": "tests.people", "quarter": SUMMER, "count": counts(), "by": TESTER}
    return release_quarter(**{"area": area, **usual, **given})


class TestReleaseQuarter:
    def test_keeps_what_it_tells(self, area):
        table = release(area, quarter=date(2026, 9, 30))

        assert table.cells[0][0] is None
        row = Released.objects.get()
        assert (row.key, row.quarter) == ("tests.people", SUMMER)
        assert row.table == table.as_dict()

    def test_tells_the_same_ever_after(self, area):
        first = release(area)

        assert release(area, count=counts(33)) == first
        assert Released.objects.count() == 1

    def test_counts_nothing_again(self, area):
        release(area)

        def cannot():
            raise AssertionError("It was counted again.")

        release(area, count=cannot)

    def test_tells_each_key_and_quarter_by_itself(self, area):
        release(area)
        release(area, key="tests.others")
        release(area, quarter=date(2026, 4, 1), count=counts(33))

        assert Released.objects.count() == 3

    @pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 12, 31)])
    def test_is_refused_while_the_quarter_runs(self, area, day):
        with pytest.raises(Refused, match="once it is over"):
            release(area, quarter=day)

        assert not Released.objects.exists()

    def test_is_logged_once(self, area):
        release(area)
        release(area)

        line = Entry.objects.get(act="indicators.release_quarter")
        assert line.subject == "indicator:tests.people"
        assert line.detail == {"quarter": "2026-07"}

    def test_keeps_nothing_without_its_line_in_the_log(self, area, monkeypatch):
        def cannot(**line):
            raise RuntimeError("the log is full")

        monkeypatch.setattr(releasing, "record", cannot)
        with pytest.raises(RuntimeError):
            release(area)

        assert not Released.objects.exists()

    def test_tells_what_somebody_else_told_a_moment_before(self, area):
        """Both have found nothing; the one who comes second counts otherwise."""
        told = []

        def slowly():
            told.append(release(area, count=counts(33)))
            return counts()()

        assert release(area, count=slowly) == told[0]
        assert Entry.objects.filter(act="indicators.release_quarter").count() == 1


class TestReleased:
    def test_is_of_a_quarter_and_once(self, area):
        release(area)
        row = Released.objects.get()
        for quarter in (SUMMER, date(2026, 8, 1)):
            row.pk, row.quarter = None, quarter
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save(force_insert=True)

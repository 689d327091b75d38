from datetime import date

import pytest
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.actions import holidays as actions
from mutualaid.organisations.models import Holiday

from . import factories as make

pytestmark = pytest.mark.django_db
BY = Actor("person:0011223344556677", "area-administrator")
CHRISTMAS = date(2027, 12, 25)
# As the government publishes them, substitute days among them.
PUBLISHED = {
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.fixture
def area():
    return make.area()


class TestBankHolidays:
    @pytest.mark.parametrize("year", PUBLISHED)
    def test_hold_every_day_that_is_published(self, year):
        known = {f"{on:%m-%d}" for on in actions.bank_holidays(year)}

        assert known >= set(PUBLISHED[year].split())

    @pytest.mark.parametrize("year", PUBLISHED)
    def test_hold_besides_only_the_feasts_that_fall_on_a_weekend(self, year):
        published = set(PUBLISHED[year].split())
        besides = [
            on for on in actions.bank_holidays(year) if f"{on:%m-%d}" not in published
        ]

        assert all(on.weekday() >= 5 for on in besides)

    def test_fit_into_their_column(self):
        assert all(len(name) <= 80 for name in actions.bank_holidays(2027).values())


class TestAddHoliday:
    def test_adds_the_day(self, area):
        made = actions.add_holiday(area=area, on=CHRISTMAS, name="Christmas Day", by=BY)

        assert (made.area, made.on, made.name) == (area, CHRISTMAS, "Christmas Day")
        assert Entry.objects.latest("pk").detail == {
            "on": "2027-12-25",
            "name": "Christmas Day",
        }

    def test_refuses_a_day_that_is_there(self, area):
        actions.add_holiday(area=area, on=CHRISTMAS, name="Christmas Day", by=BY)

        with pytest.raises(Refused, match="in the list already, as Christmas Day"):
            actions.add_holiday(area=area, on=CHRISTMAS, name="Noel", by=BY)

        assert Holiday.objects.count() == 1


class TestAddBankHolidays:
    def test_adds_them_once_however_often_it_is_asked(self, area):
        first = actions.add_bank_holidays(area=area, year=2027, by=BY)
        again = actions.add_bank_holidays(area=area, year=2027, by=BY)

        assert (len(first), again) == (10, [])
        assert Holiday.objects.count() == 10
        entry = Entry.objects.get(act="organisations.add_bank_holidays")
        assert entry.detail == {"year": 2027, "added": 10}

    def test_leaves_a_day_that_has_another_name(self, area):
        actions.add_holiday(area=area, on=CHRISTMAS, name="Feast", by=BY)

        actions.add_bank_holidays(area=area, year=2027, by=BY)

        assert Holiday.objects.get(on=CHRISTMAS).name == "Feast"
        assert Holiday.objects.count() == 10


class TestDeleteHoliday:
    def test_takes_the_day_out_and_keeps_which_it_was(self, area):
        made = actions.add_holiday(area=area, on=CHRISTMAS, name="Christmas Day", by=BY)
        reference = made.reference

        actions.delete_holiday(holiday=made, by=BY)

        assert not Holiday.objects.exists()
        entry = Entry.objects.latest("pk")
        assert entry.subject == f"holiday:{reference}"
        assert entry.detail == {"on": "2027-12-25", "name": "Christmas Day"}


class TestLog:
    @pytest.mark.parametrize(
        ("name", "count"),
        [("add_holiday", 1), ("add_bank_holidays", 1), ("delete_holiday", 1)],
    )
    def test_that_fails_undoes_the_change(self, area, monkeypatch, name, count):
        there = actions.add_holiday(area=area, on=date(2027, 6, 1), name="Day", by=BY)
        arguments = {
            "add_holiday": {"area": area, "on": CHRISTMAS, "name": "Day"},
            "add_bank_holidays": {"area": area, "year": 2027},
            "delete_holiday": {"holiday": there},
        }

        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            getattr(actions, name)(**arguments[name], by=BY)

        assert Holiday.objects.count() == count

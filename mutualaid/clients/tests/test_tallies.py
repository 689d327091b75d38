from datetime import datetime

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.clients.actions import tallies
from mutualaid.clients.actions.tallies import count_tally, take_back_tally
from mutualaid.clients.models import Tally, TallyKind
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people

from .places import Place, hat

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=clock.LOCAL_ZONE)
DECEMBER = datetime(2026, 12, 2, 12, tzinfo=clock.LOCAL_ZONE)
TALKED = TallyKind.TALKED


@pytest.fixture
def place():
    return Place(keeps_records=False)


def press(place, words, kind=TALKED, action=count_tally):
    by = hat(place.keyworker)
    return action(service=place.service, kind=kind, press=words, by=by)


class TestCountTally:
    def test_counts_one_up_in_this_month(self, place):
        with clock.frozen_at(NOVEMBER):
            press(place, "a")
            press(place, "b")
        with clock.frozen_at(DECEMBER):
            press(place, "c")

        assert [(row.month.month, row.number) for row in Tally.objects.all()] == [
            (12, 1),
            (11, 2),
        ]

    def test_counts_a_press_that_was_sent_twice_once(self, place):
        press(place, "a")
        press(place, "a")

        assert Tally.objects.get().number == 1

    def test_counts_each_kind_apart(self, place):
        press(place, "a")
        press(place, "a", kind=TallyKind.ASKED)

        assert Tally.objects.count() == 2

    def test_names_nobody_but_the_presser(self, place):
        press(place, "a")

        line = Entry.objects.order_by("-sequence")[0]
        assert (line.act, line.subject) == ("clients.count_tally", "")
        assert line.detail == {"tally": "talked"}

    def test_undoes_the_count_where_the_log_cannot_be_written(self, place, monkeypatch):
        monkeypatch.setattr(tallies, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            press(place, "a")
        assert not Tally.objects.exists()


class TestTakeBackTally:
    def test_counts_one_down_once(self, place):
        press(place, "a")
        press(place, "b")
        press(place, "c", action=take_back_tally)
        press(place, "c", action=take_back_tally)

        assert Tally.objects.get().number == 1

    def test_refuses_to_go_below_nothing(self, place):
        with pytest.raises(Refused, match="Nothing has been counted"):
            press(place, "a", action=take_back_tally)

    def test_undoes_it_where_the_log_cannot_be_written(self, place, monkeypatch):
        press(place, "a")
        monkeypatch.setattr(tallies, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            press(place, "b", action=take_back_tally)
        assert Tally.objects.get().number == 1


class TestTallies:
    @pytest.mark.parametrize("role", Role)
    def test_are_there_for_who_works_with_clients(self, place, role):
        press(place, "a")
        in_service = {
            Role.KEYWORKER,
            Role.SERVICE_MANAGER,
            Role.PEER,
            Role.RECOVERY_CHAMPION,
        }
        where = {"service": place.service} if role in in_service else {}
        worn = people.membership(role, place.area, **where)

        seen = Tally.objects.visible_to(hat(worn)).exists()

        assert seen is (role in {Role.KEYWORKER, Role.SERVICE_MANAGER})

    def test_of_another_service_are_not(self, place):
        press(place, "a")

        assert not Tally.objects.visible_to(hat(place.stranger)).exists()

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.actions import cover as cover_actions
from mutualaid.organisations.models import Cover, standing_in_for
from mutualaid.organisations.roles import Role

from . import factories
from .people import Staff, by, staff

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def here():
    return staff()


def arranged(here: Staff, **given) -> Cover:
    today = clock.today()
    usual = {
        "membership": here.keyworker,
        "covered_by": here.colleague,
        "starts_on": today,
        "ends_on": today + timedelta(days=4),
        "by": by(here.manager),
    }
    return actions.arrange_cover(**{**usual, **given})


class TestArrangeCover:
    def test_lets_a_colleague_stand_in(self, here):
        cover = arranged(here)

        assert standing_in_for(here.colleague.hat()) == [here.keyworker]
        assert standing_in_for(here.keyworker.hat()) == []
        entry = Entry.objects.order_by("pk").last()
        assert entry.act == "organisations.arrange_cover"
        assert entry.subject == f"cover:{cover.reference}"

    def test_holds_from_the_first_day_to_the_last(self, here):
        with clock.frozen_at(MONDAY):
            arranged(here, starts_on=date(2026, 11, 25), ends_on=FRIDAY)

        held = []
        for day in range(7):
            with clock.frozen_at(MONDAY + timedelta(days=day)):
                held.append(Cover.objects.in_force().count())
        assert held == [0, 0, 1, 1, 1, 0, 0]

    @pytest.mark.parametrize(
        ("first", "days", "words"),
        [
            (-1, 3, "in the past"),
            (1, -1, "before the first"),
            (0, 92, "92 days at most"),
        ],
    )
    def test_refuses_days_that_make_no_sense(self, here, first, days, words):
        starts_on = clock.today() + timedelta(days=first)

        with pytest.raises(Refused, match=words):
            arranged(
                here, starts_on=starts_on, ends_on=starts_on + timedelta(days=days)
            )

    def test_takes_the_longest(self, here):
        assert arranged(here, ends_on=clock.today() + timedelta(days=91)).pk

    def test_refuses_a_colleague_in_another_seat(self, here):
        elsewhere = factories.membership(Role.KEYWORKER, here.area)
        peer = factories.membership(Role.PEER, here.area, service=here.service)

        for other in (elsewhere, peer):
            with pytest.raises(Refused, match="same role in the same service"):
                arranged(here, covered_by=other)

    def test_refuses_roles_of_the_whole_area(self, here):
        pair = {
            "membership": here.administrator,
            "covered_by": here.other_administrator,
        }
        with pytest.raises(Refused, match="same role in the same service"):
            arranged(here, **pair)

    def test_refuses_oneself(self, here):
        with pytest.raises(Refused, match="stand in for themselves"):
            arranged(here, covered_by=here.keyworker)

    def test_refuses_what_gives_the_arranger_more_to_see(self, here):
        mine = factories.membership(
            Role.KEYWORKER, here.area, service=here.service, user=here.manager.user
        )

        with pytest.raises(Refused, match="Somebody else must arrange"):
            arranged(here, covered_by=mine)

    def test_refuses_who_does_not_hold_the_role_any_more(self, here):
        actions.end_role(membership=here.colleague, by=by(here.manager))

        with pytest.raises(Refused, match="does not hold"):
            arranged(here)

    def test_refuses_a_second_one_on_the_same_days(self, here):
        third = factories.membership(Role.KEYWORKER, here.area, service=here.service)
        arranged(here)

        for pair in (
            (here.keyworker, third),
            (here.colleague, here.keyworker),
            (third, here.keyworker),
            (here.colleague, third),
        ):
            with pytest.raises(Refused, match="already"):
                arranged(here, membership=pair[0], covered_by=pair[1])

    def test_takes_one_after_the_other(self, here):
        first = arranged(here)
        after = first.ends_on + timedelta(days=1)

        assert arranged(here, starts_on=after, ends_on=after).pk

    def test_lets_one_colleague_stand_in_for_two(self, here):
        third = factories.membership(Role.KEYWORKER, here.area, service=here.service)
        arranged(here)
        arranged(here, membership=third)

        assert len(standing_in_for(here.colleague.hat())) == 2

    def test_a_log_that_fails_undoes_it(self, here, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(cover_actions, "record", fail)

        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            arranged(here)
        assert not Cover.objects.exists()


class TestEndCover:
    def test_ends_it_at_once(self, here):
        actions.end_cover(cover=arranged(here), by=by(here.manager))

        assert standing_in_for(here.colleague.hat()) == []

    def test_twice_is_refused(self, here):
        cover = actions.end_cover(cover=arranged(here), by=by(here.manager))

        with pytest.raises(Refused, match="over already"):
            actions.end_cover(cover=cover, by=by(here.manager))

    def test_after_its_last_day_is_refused(self, here):
        with clock.frozen_at(MONDAY):
            cover = arranged(here, ends_on=FRIDAY)

        with (
            clock.frozen_at(MONDAY + timedelta(days=5)),
            pytest.raises(Refused, match="over already"),
        ):
            actions.end_cover(cover=cover, by=by(here.manager))

    def test_makes_room_for_another(self, here):
        actions.end_cover(cover=arranged(here), by=by(here.manager))

        assert arranged(here).pk


class TestVisibleTo:
    def test_is_the_services_for_its_manager_and_ones_own_for_the_rest(self, here):
        third = factories.membership(Role.KEYWORKER, here.area, service=here.service)
        abroad = factories.membership(Role.SERVICE_MANAGER, here.area)
        cover = arranged(here)

        seen = {
            name: list(Cover.objects.visible_to(worn.hat()))
            for name, worn in {
                "administrator": here.administrator,
                "manager": here.manager,
                "covered": here.keyworker,
                "standing in": here.colleague,
                "third": third,
                "abroad": abroad,
            }.items()
        }
        assert [name for name, covers in seen.items() if covers == [cover]] == [
            "administrator",
            "manager",
            "covered",
            "standing in",
        ]
        assert seen["third"] == seen["abroad"] == []

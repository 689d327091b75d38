"""Totals of concerns pass through the one release rule, and are told once."""

from datetime import UTC, date, datetime

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.duties.registry import all_duties
from mutualaid.indicators.models import Released
from mutualaid.indicators.release import release_table
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.models import Concern
from mutualaid.safeguarding.presenters import count_in_words, present_totals

from .factories import a_world, hat_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SUMMER = datetime(2026, 8, 15, 12, tzinfo=UTC)
FINISHED = [date(2026, 7, 1), date(2026, 4, 1), date(2026, 1, 1), date(2025, 10, 1)]
TICK = system_actor("tick")


@pytest.fixture(autouse=True)
def _november():
    with clock.frozen_at(NOON):
        yield


def raised(world, many: int, at: datetime = SUMMER, **given) -> Concern:
    with clock.frozen_at(at):
        return [world.raises(words=f"{at} {n}", **given) for n in range(many)][-1]


def told(world) -> dict[str, str]:
    with within(world.area.pk):
        actions.release_totals(area=world.area, by=TICK)
        rows = Released.objects.visible_to(hat_of(world.commissioner))
        return dict(
            present_totals(FINISHED, {row.quarter: row.as_told() for row in rows})
        )


def page(membership) -> str:
    client = factories.signed_in_client(membership)
    return client.get("/concerns/totals/").content.decode()


class TestCountInWords:
    @pytest.mark.parametrize(
        ("count", "words"),
        [(0, "None"), (1, "1 to 5, so hidden"), (5, "1 to 5, so hidden"),
         (6, "About 10"), (7, "About 10"), (8, "About 10"), (12, "About 10"),
         (13, "About 15"), (103, "About 105")],
    )  # fmt: skip
    def test_never_tells_five_which_would_read_like_a_hidden_one(self, count, words):
        assert count_in_words(release_table(["a"], ["b"], [[count]])) == words


class TestReleaseTotals:
    def test_tells_the_finished_quarters_and_not_the_running_one(self, world):
        raised(world, 20, NOON)
        raised(world, 8)
        raised(world, 3, datetime(2025, 10, 1, tzinfo=UTC))
        raised(world, 9, datetime(2025, 9, 30, 22, 59, tzinfo=UTC))

        assert told(world) == {
            "July to September 2026": "About 10",
            "April to June 2026": "None",
            "January to March 2026": "None",
            "October to December 2025": "1 to 5, so hidden",
        }
        assert Released.objects.count() == 4

    def test_goes_by_the_calendar_in_england(self, world):
        raised(world, 6, datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
        raised(world, 3, datetime(2026, 6, 30, 23, 0, tzinfo=UTC))

        assert told(world)["April to June 2026"] == "About 10"
        assert told(world)["July to September 2026"] == "1 to 5, so hidden"

    def test_is_told_again_as_it_was_told_before(self, world):
        concern = raised(world, 8)
        before = told(world)

        Concern.objects.exclude(pk=concern.pk).delete()
        raised(world, 20, datetime(2026, 5, 1, tzinfo=UTC))

        assert told(world) == before
        assert Entry.objects.filter(act="indicators.release_quarter").count() == 4

    @pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.AUDITOR])
    @pytest.mark.parametrize(
        "status", [MembershipStatus.ACTIVE, MembershipStatus.ENDED]
    )
    def test_counts_none_about_somebody_who_may_read_it(self, world, role, status):
        ended_at = NOON if status == MembershipStatus.ENDED else None
        reader = factories.membership(
            role, world.area, status=status, ended_at=ended_at
        )
        raised(world, 8, about=[reader.user, world.colleague.user])

        assert told(world)["July to September 2026"] == "None"

    def test_counts_none_of_another_area_and_shows_none_there(self, world):
        other = a_world()
        raised(other, 8)

        assert told(world)["July to September 2026"] == "None"
        there = Released.objects.visible_to(hat_of(other.commissioner))
        assert not there.exists()

    def test_is_the_work_of_a_duty(self, world):
        (duty,) = [
            each for each in all_duties() if each.key == "safeguarding.release_totals"
        ]

        with within(world.area.pk):
            duty.work(by=TICK)

        assert duty.per_area
        assert Released.objects.filter(area=world.area).count() == 4


class TestCountConcerns:
    def test_says_what_is_not_counted_yet_and_writes_nothing(self, world):
        raised(world, 8)

        shown = page(world.commissioner)

        assert shown.count("Not counted yet") == 4
        assert not Released.objects.exists()

    def test_shows_what_was_told(self, world):
        raised(world, 8)
        told(world)

        shown = page(factories.membership(Role.AUDITOR, world.area))

        assert "About 10" in shown
        assert "Not counted yet" not in shown

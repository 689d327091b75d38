"""Two people press at the same moment: exactly one wins, the other reads a sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions import raters, rounds
from mutualaid.self_assessment.models import Rater, Round

from . import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead():
    return people.membership(Role.COMMISSIONER, people.area())


def both(area, act: Callable[[], object]) -> list[str]:
    """What was told to those who lost, each done on a connection of its own."""
    start = Barrier(2)

    def do(_number: int) -> str:
        start.wait(10)
        try:
            with within(area.pk):
                act()
        except Refused as refused:
            return refused.sentence
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as pool:
        return [told for told in pool.map(do, range(2)) if told]


class TestRounds:
    def test_are_opened_once(self, lead):
        today = clock.today()

        told = both(
            lead.area,
            lambda: rounds.open_round(
                area=lead.area,
                name="Winter",
                evidence_from=today,
                rating_closes_on=today + timedelta(days=28),
                uses_scale=True,
                support=[],
                by=lead.hat(),
            ),
        )

        assert len(told) == 1
        assert told[0].startswith("“Winter” is still under way.")
        assert Round.objects.count() == 1

    def test_are_revealed_once(self, lead):
        opened = make.assessment_round(lead.area)
        make.rater(opened, status="finished")

        told = both(
            lead.area,
            lambda: rounds.reveal_round(
                opened=opened, goes_on_without=0, by=lead.hat()
            ),
        )

        assert len(told) == 1
        assert told[0].startswith("The ratings of this round have been shown.")


class TestRaters:
    def test_are_asked_once(self, lead):
        opened = make.assessment_round(lead.area)

        told = both(
            lead.area,
            lambda: raters.invite_members(
                opened=opened, memberships=[lead], by=lead.hat()
            ),
        )

        assert told == []
        assert Rater.objects.count() == 1

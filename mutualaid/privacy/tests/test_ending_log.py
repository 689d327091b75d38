from datetime import timedelta

import pytest
from django.db import transaction

from mutualaid.activity_log.actions import anchor_chain, record
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.retention import ACTIVITY_LOG, CARE_RECORD
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.models import RetentionRun, ReviewOutcome
from mutualaid.privacy.retention.actions.ending_log import end_log, first_day_kept
from mutualaid.privacy.retention.duties import end_old_log

from . import factories

pytestmark = pytest.mark.django_db
BY = system_actor("tick")
DAYS = 2922


@pytest.fixture
def area(settings, tmp_path):
    """One in which the daily work ran today, whatever day a test makes of it."""
    settings.ANCHORS_DIR = tmp_path / "anchors"
    return places.area()


def line(area, days_ago: int, *, anchored: bool = True) -> None:
    with (
        clock.frozen_at(clock.now() - timedelta(days=days_ago)),
        within(area.pk),
        transaction.atomic(),
    ):
        record(act="tests.line", by=BY)
        if anchored:
            anchor_chain(chain=area.pk)


def left(area) -> int:
    return Entry.objects.filter(chain=area.pk, act="tests.line").count()


def day(days_ago: int):
    return clock.today() - timedelta(days=days_ago)


class TestFirstDayKept:
    def test_is_as_long_ago_as_the_log_is_kept(self, area):
        assert first_day_kept(area) == day(DAYS)

    @pytest.mark.parametrize(
        ("log", "care", "days"), [(100, 4000, 4000), (5000, 4000, 5000)]
    )
    def test_is_never_shorter_than_the_care_record(self, area, log, care, days):
        area.retention = {ACTIVITY_LOG: log, CARE_RECORD: care}

        assert first_day_kept(area) == day(days)

    def test_is_that_of_the_oldest_record_still_there(self, area):
        service = places.service(area)
        made_at = clock.now() - timedelta(days=DAYS + 500)
        person = factories.person(service, created_at=made_at)
        assert first_day_kept(area) == day(DAYS + 500)

        manager = places.membership(Role.SERVICE_MANAGER, area, service=service)
        factories.review(
            person,
            decided_at=clock.now(),
            decided_by=manager,
            outcome=ReviewOutcome.STRIP,
        )
        assert first_day_kept(area) == day(DAYS)


class TestEndLog:
    def test_removes_what_is_over_and_no_more(self, area):
        for days_ago in (DAYS + 20, DAYS + 8, DAYS - 1, 3):
            line(area, days_ago)

        with within(area.pk):
            end_old_log(by=BY)

        assert left(area) == 2

    def test_waits_for_some_days_to_gather(self, area):
        line(area, DAYS + 7)
        line(area, 0)

        assert end_log(area=area, by=BY) == 0
        assert left(area) == 2

    def test_of_a_chain_that_has_not_begun_is_nothing(self, area):
        assert end_log(area=area, by=BY) == 0

    def test_says_where_no_anchor_covers_it(self, area):
        line(area, DAYS + 20, anchored=False)

        with pytest.raises(Refused, match="No anchor"):
            end_log(area=area, by=BY)

    def test_keeps_everything_after_a_clock_jumped(self, area):
        line(area, DAYS + 20)
        RetentionRun.objects.create(area=area, ran_on=day(31))

        with pytest.raises(Refused, match="the clock is wrong"):
            end_log(area=area, by=BY)

        assert left(area) == 1

from datetime import UTC, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.home_items import concerns_not_seen
from mutualaid.safeguarding.models import ConcernKind

from .factories import hat_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def words_for(membership) -> list[str]:
    with within(membership.area_id), clock.frozen_at(NOON):
        items = home_items(hat_of(membership))
    said = [item.words for item in items]
    return [each for each in said if "concern" in each or "safeguarding" in each]


def raised(world, days_ago: int, **given):
    with clock.frozen_at(NOON - timedelta(days=days_ago, minutes=1)):
        return world.raises(words=f"{days_ago} {given}", **given)


class TestLead:
    def test_reads_how_many_wait_overdue_ones_first(self, world):
        raised(world, 0)
        raised(world, 1)
        raised(world, 2)
        raised(world, 4, kind=ConcernKind.NOT_COMFORTABLE)

        assert words_for(world.manager) == [
            "1 concern should have been seen by now",
            "3 concerns not yet seen",
        ]
        assert words_for(world.other_manager) == words_for(world.manager)
        assert words_for(world.commissioner) == []

    def test_reads_nothing_of_those_seen_or_about_themselves(self, world):
        actions.mark_seen(concern=raised(world, 0), by=hat_of(world.manager))
        raised(world, 9, about=[world.manager.user])

        assert words_for(world.manager) == []

    def test_a_manager_who_is_no_lead_reads_nothing(self, world):
        raised(world, 0)
        manager = factories.membership(
            Role.SERVICE_MANAGER, world.area, service=world.service
        )

        assert words_for(manager) == []


class TestAreaAdministrator:
    def test_reads_of_posts_without_a_lead_or_deputy(self, world):
        assert words_for(world.administrator) == [
            "1 place has no safeguarding lead",
            "2 places have no deputy for their safeguarding leads",
        ]

    def test_reads_the_same_whatever_lies_there(self, world):
        before = words_for(world.administrator)
        raised(world, 9)

        assert words_for(world.administrator) == before

    def test_reads_of_a_lead_whose_role_has_ended(self, world):
        world.manager.status, world.manager.ended_at = "ended", NOON
        world.manager.save()

        assert words_for(world.administrator)[0] == (
            "2 places have no safeguarding lead"
        )

    def test_reads_nothing_where_every_post_is_held(self, world):
        appoint = {"by": hat_of(world.administrator)}
        actions.appoint_lead(
            membership=world.other_manager,
            service=world.other_service,
            position="lead",
            **appoint,
        )
        for membership, service in (
            (world.manager, world.other_service),
            (world.writer, None),
        ):
            actions.appoint_lead(
                membership=membership, service=service, position="deputy", **appoint
            )

        assert words_for(world.administrator) == []


class TestQueries:
    @pytest.mark.parametrize("concerns", [1, 6])
    def test_are_few_however_many_wait(
        self, world, concerns, django_assert_max_num_queries
    ):
        for days in range(concerns):
            raised(world, days)
        hat = hat_of(world.manager)

        with django_assert_max_num_queries(4), clock.frozen_at(NOON):
            list(concerns_not_seen(hat))

from datetime import UTC, datetime

import pytest

from mutualaid.clients.actions.totals import ADDED, EMERGENCIES, release_totals
from mutualaid.clients.models import BreakGlassReason
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.indicators.models import Released
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.organisations.tests.factories import signed_in_client

pytestmark = pytest.mark.django_db
BY = system_actor("test")
IN_QUARTER = datetime(2026, 8, 3, 12, tzinfo=UTC)
AFTER = datetime(2026, 10, 2, 12, tzinfo=UTC)
ADDRESS = "/clients/emergencies/totals/"


@pytest.fixture
def service():
    return people.service(people.area(), name="Riverside")


def emergencies(service, many: int, at=IN_QUARTER, reason="called-in") -> None:
    opener = people.membership(Role.KEYWORKER, service.area, service=service)
    for _ in range(many):
        with clock.frozen_at(at):
            client = factories.client(service)
            factories.break_glass(client, opener, reason=BreakGlassReason(reason))


def released(service, at=AFTER) -> None:
    with clock.frozen_at(at):
        release_totals(area=service.area, by=BY)


def page(service, role=Role.COMMISSIONER, at=AFTER) -> str:
    with clock.frozen_at(at):
        worn = people.membership(role, service.area)
        return signed_in_client(worn).get(ADDRESS).content.decode()


class TestTotals:
    def test_are_told_by_finished_quarter_rounded(self, service):
        emergencies(service, 12)
        released(service)

        said = page(service)
        assert "About 10" in said
        assert "July to September 2026" in said
        assert "October to December 2026" not in said

    @pytest.mark.parametrize("many", [1, 5])
    def test_hide_small_numbers_and_what_would_tell_them(self, service, many):
        emergencies(service, many)
        emergencies(service, 9, reason="other")
        released(service)

        row = Released.objects.get(key=EMERGENCIES, quarter="2026-07-01").as_told()
        cells = [*row.cells[0], row.total]
        assert None in cells
        assert cells.count(None) >= 2
        assert "Hidden" in page(service)

    def test_are_told_once_and_never_change(self, service):
        emergencies(service, 7)
        released(service)
        emergencies(service, 30)
        released(service)

        row = Released.objects.get(key=EMERGENCIES, quarter="2026-07-01").as_told()
        assert row.total == 10

    def test_tell_nothing_of_the_running_quarter(self, service):
        emergencies(service, 20, at=AFTER)
        released(service)

        assert not Released.objects.filter(quarter="2026-10-01").exists()
        assert "About 20" not in page(service)

    def test_count_a_quarter_from_its_first_instant_to_its_last(self, service):
        for at in (
            datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC),
            datetime(2026, 6, 30, 23, tzinfo=UTC),
            datetime(2026, 9, 30, 22, 59, 59, 999_999, tzinfo=UTC),
            datetime(2026, 9, 30, 23, tzinfo=UTC),
        ):
            emergencies(service, 6, at=at)
        released(service)

        told = Released.objects.get(key=ADDED, quarter="2026-07-01").as_told()
        assert told.total == 10  # 12, to the nearest 5

    def test_are_not_counted_by_looking(self, service):
        emergencies(service, 7)

        assert "Not counted yet" in page(service)
        assert not Released.objects.exists()

    def test_name_a_service_that_came_later(self, service):
        released(service)
        people.service(service.area, name="Linholt")

        assert "Not there yet" in page(service, Role.AUDITOR)

    def test_of_an_area_without_services_are_nothing(self):
        area = people.area()
        with clock.frozen_at(AFTER):
            release_totals(area=area, by=BY)

        told = Released.objects.filter(area=area, key=ADDED)
        assert {row.as_told().total for row in told} == {0}

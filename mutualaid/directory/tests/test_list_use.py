from datetime import UTC, datetime

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory import duties
from mutualaid.directory.models import ListUse
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import (
    membership,
    person,
    service,
    signed_in_client,
)

from .factories import TESTER, a_meeting, an_area

pytestmark = pytest.mark.django_db
LIST, ON_PAPER = "/meetings/", "/meetings/print.pdf"


def at(month: int, day: int):
    return clock.frozen_at(datetime(2026, month, day, 12, tzinfo=UTC))


@pytest.fixture
def keyworker():
    area = an_area()
    a_meeting()
    return membership(Role.KEYWORKER, area, service=service(area))


def kept() -> list[tuple[int, bool, bool]]:
    return list(
        ListUse.objects.order_by("day").values_list(
            "service", "is_opened", "is_printed"
        )
    )


class TestListUse:
    def test_is_kept_once_a_day_for_each_way(self, keyworker):
        client = signed_in_client(keyworker)
        for address in (LIST, LIST, ON_PAPER, ON_PAPER):
            assert client.get(address).status_code == 200

        assert kept() == [(keyworker.service_id, True, True)]

    def test_says_apart_whether_the_list_was_opened_or_printed(self, keyworker):
        client = signed_in_client(keyworker)
        with at(11, 20):
            client.get(ON_PAPER)
        with at(11, 21):
            signed_in_client(keyworker).get(LIST)

        assert kept() == [
            (keyworker.service_id, False, True),
            (keyworker.service_id, True, False),
        ]

    def test_is_the_services_whoever_of_it_looks(self, keyworker):
        other = membership(
            Role.PEER, keyworker.area, service=keyworker.service, user=person()
        )
        for each in (keyworker, other):
            signed_in_client(each).get(LIST)

        assert len(kept()) == 1

    def test_leaves_no_trace_of_the_public_or_of_those_without_a_service(
        self, client, keyworker
    ):
        commissioner = membership(Role.COMMISSIONER, keyworker.area)
        client.get(LIST)
        signed_in_client(commissioner).get(LIST)

        assert kept() == []

    def test_stands_in_no_log(self, keyworker):
        lines = Entry.objects.count()
        signed_in_client(keyworker).get(ON_PAPER)

        assert Entry.objects.count() == lines

    def test_is_let_go_after_90_days(self, keyworker):
        for month, day in ((8, 1), (11, 1)):
            with at(month, day):
                signed_in_client(keyworker).get(LIST)
        with at(11, 22), within(keyworker.area_id):
            duties.let_list_use_go(by=TESTER)

        assert [use.day.month for use in ListUse.objects.all()] == [11]

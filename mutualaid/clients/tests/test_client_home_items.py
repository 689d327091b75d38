from datetime import timedelta

import pytest
from django.urls import reverse

from mutualaid.clients.actions.handing_over import hand_over
from mutualaid.clients.client_home_items import (
    clients_handed_on,
    clients_handed_to_me,
    clients_without_keyworker,
    meetings_to_ask_about,
)
from mutualaid.clients.reading import help_of
from mutualaid.clients.tests import factories
from mutualaid.core import clock

from .places import Place, hat
from .test_client_actions import end, end_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def client(place):
    client = place.added()
    help_of(client, by=hat(place.keyworker))
    return client


def words(finder, worn) -> list[str]:
    return [item.words for item in finder(hat(worn))]


def give(place, client, to):
    by = hat(place.keyworker)
    return hand_over(client=client, to=to, version=client.version, by=by)


class TestHandOver:
    def test_is_told_to_the_new_keyworker_until_the_record_is_opened(
        self, place, client
    ):
        give(place, client, place.colleague)
        (told,) = words(clients_handed_to_me, place.colleague)
        assert told.startswith("1 client is newly yours")

        help_of(client, by=hat(place.colleague))
        assert words(clients_handed_to_me, place.colleague) == []

    def test_is_told_to_the_former_keyworker_for_a_week(self, place, client):
        assert words(clients_handed_on, place.keyworker) == []
        give(place, client, place.colleague)

        (told,) = words(clients_handed_on, place.keyworker)
        assert told.startswith("1 client of yours went to a colleague")
        with clock.frozen_at(clock.now() + timedelta(days=8)):
            assert words(clients_handed_on, place.keyworker) == []

    def test_is_not_what_a_discharge_is(self, place, client):
        end_work(place, client)

        assert words(clients_handed_on, place.keyworker) == []

    def test_names_no_client(self, place, client):
        give(place, client, place.colleague)
        finders = (clients_handed_to_me, clients_handed_on)
        told = [
            f"{item.words} {item.address}"
            for finder, worn in zip(
                finders, (place.colleague, place.keyworker), strict=True
            )
            for item in finder(hat(worn))
        ]

        assert not [each for each in told if client.reference in each]


class TestMeetingsToAskAbout:
    def test_are_those_that_are_over(self, place, client):
        made = factories.commitment(client, place.meeting(), place.keyworker)
        assert words(meetings_to_ask_about, place.keyworker) == []

        after = clock.now() + (made.original_date - clock.today()) + timedelta(days=1)
        with clock.frozen_at(after):
            (item,) = meetings_to_ask_about(hat(place.keyworker))
        assert item.address == reverse("list_commitments")
        assert item.words.startswith("1 planned meeting is over")

    def test_are_a_covers_too_and_no_colleagues(self, place, client):
        over = clock.today() - timedelta(days=7)
        factories.commitment(
            client, place.meeting(), place.keyworker, original_date=over
        )
        assert words(meetings_to_ask_about, place.colleague) == []

        place.cover(place.keyworker, place.colleague)
        assert len(words(meetings_to_ask_about, place.colleague)) == 1


class TestClientsWithoutKeyworker:
    def test_are_told_to_the_manager(self, place, client):
        assert words(clients_without_keyworker, place.manager) == []

        end(place.keyworker)
        (told,) = words(clients_without_keyworker, place.manager)
        assert told.startswith("1 client has no keyworker")


class TestQueries:
    @pytest.mark.parametrize(
        ("finder", "who", "number"),
        [
            (clients_handed_to_me, "keyworker", 1),
            (clients_handed_on, "keyworker", 1),
            (meetings_to_ask_about, "keyworker", 3),
            (clients_without_keyworker, "manager", 2),
        ],
    )
    def test_are_as_many_for_few_as_for_many(
        self, place, client, finder, who, number, django_assert_num_queries
    ):
        worn = hat(getattr(place, who))

        for _ in range(3):
            with django_assert_num_queries(number):
                list(finder(worn))
            place.added()

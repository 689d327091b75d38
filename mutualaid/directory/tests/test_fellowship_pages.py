import re
from datetime import UTC, date, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.directory.actions import load_national_fellowships
from mutualaid.directory.fellowship_list import national_fellowships
from mutualaid.directory.models import Fellowship
from mutualaid.directory.presenters.fellowships import in_rotation, present_fellowship

from .factories import TESTER, a_fellowship, an_area
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
UNCONFIRMED = "We have not been able to confirm this number."


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOON):
        an_area()
        yield


def listed(client) -> list[str]:
    response = client.get("/fellowships/")
    assert response.status_code == 200
    return re.findall(r'href="/fellowships/([\w-]+)/"', response.content.decode())


class TestRotation:
    @pytest.mark.parametrize("size", [1, 2, 7, 40])
    def test_each_stands_first_once_in_as_many_days(self, size):
        ring = list(range(size))
        firsts = [
            in_rotation(ring, date(2026, 11, 21) + timedelta(days=day))[0]
            for day in range(size)
        ]

        assert sorted(firsts) == ring

    @pytest.mark.parametrize("day", range(5))
    def test_keeps_all_and_their_order(self, day):
        ring = list("abcde")

        turned = in_rotation(ring, date(2026, 11, 21) + timedelta(days=day))

        assert "".join(turned) in "abcdeabcde"
        assert len(turned) == 5

    def test_of_none_is_none(self):
        assert in_rotation([], date(2026, 11, 21)) == []


class TestList:
    def test_shows_all_of_the_national_list(self, client):
        load_national_fellowships(by=TESTER)

        keys = listed(client)

        assert sorted(keys) == sorted(each.key for each in national_fellowships())

    def test_has_each_first_once_in_as_many_days(self, client):
        for key in ("aa", "na", "smart"):
            a_fellowship(key)
        firsts = []
        for day in range(3):
            with clock.frozen_at(NOON + timedelta(days=day)):
                firsts.append(listed(client)[0])

        assert sorted(firsts) == ["aa", "na", "smart"]

    def test_gives_helplines_that_a_telephone_can_ring(self, client):
        a_fellowship(helpline="01632 960 123", helpline_hours="Every day, 10am to 10pm")

        response = client.get("/fellowships/")

        assert 'href="tel:01632960123"' in response.content.decode()
        assert "01632 960 123" in text_of(response)
        assert "Every day, 10am to 10pm" in text_of(response)

    def test_is_read_with_as_many_queries_however_many_there_are(
        self, client, django_assert_num_queries
    ):
        load_national_fellowships(by=TESTER)
        client.get("/fellowships/")

        with django_assert_num_queries(1):
            client.get("/fellowships/")


class TestPage:
    def test_tells_all_that_is_known(self, client):
        a_fellowship(
            "smart",
            name="SMART Recovery",
            approach="smart",
            for_whom=["use", "family", "young"],
            about="Any substance",
            first_time="You can sit and listen.",
            belief="It leaves faith out.",
            medication="It has no rule about medicine.",
            website="https://smart.example",
            helpline="01632 960123",
            helpline_hours="Weekdays",
            checked_on=date(2026, 3, 1),
            source="Its own site.",
        )

        response = client.get("/fellowships/smart/")

        text = text_of(response)
        for said in (
            "People with their own problem, Family and friends, Young people",
            "Any substance",
            "People take turns to talk and to listen.",
            "You can sit and listen.",
            "It leaves faith out.",
            "It has no rule about medicine.",
            "https://smart.example",
            "01632 960123 Weekdays",
            "Its own site. (last seen 1 March 2026)",
        ):
            assert said in text
        assert UNCONFIRMED not in text
        body = response.content.decode()
        assert 'href="/meetings/?fellowship=smart"' in body
        assert 'href="tel:01632960123"' in body

    def test_says_of_a_number_nobody_has_confirmed(self, client):
        a_fellowship(helpline="01632 960123", checked_on=None)

        assert UNCONFIRMED in text_of(client.get("/fellowships/aa/"))

    def test_says_nothing_of_a_number_that_there_is_not(self, client):
        a_fellowship(helpline="", checked_on=None)

        text = text_of(client.get("/fellowships/aa/"))

        assert UNCONFIRMED not in text
        assert "Helpline" not in text

    def test_is_there_for_each_of_the_national_list(self, client):
        load_national_fellowships(by=TESTER)

        for fellowship in national_fellowships():
            response = client.get(f"/fellowships/{fellowship.key}/")
            assert response.status_code == 200, fellowship.key
            says_so = UNCONFIRMED in text_of(response)
            has_doubtful = bool(fellowship.helpline) and not fellowship.checked_on
            assert says_so is has_doubtful, fellowship.key

    @pytest.mark.parametrize("key", ["nobody", "AA"])
    def test_of_none_is_not_found(self, client, key):
        a_fellowship()

        assert client.get(f"/fellowships/{key}/").status_code == 404


class TestPresentFellowship:
    def test_leaves_out_an_audience_it_has_no_words_for(self):
        fellowship = Fellowship(key="x", for_whom=["young", "pets"], helpline="")

        assert present_fellowship(fellowship).audiences == ["Young people"]

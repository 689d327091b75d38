"""The home page, and the pages that hold words alone."""

import re
from datetime import UTC, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.directory.recurrence import Frequency

from .factories import a_fellowship, a_group, a_meeting, a_venue, an_area
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SATURDAY = 5
TITLES = {
    "/": "Find people who have been where you are",
    "/meetings/": "Find a meeting",
    "/fellowships/": "Fellowships and their helplines",
    "/first-meeting/": "What happens at a meeting?",
    "/family/": "Help for family and friends",
    "/about/": "About this list",
    "/privacy/": "Privacy",
    "/accessibility/": "Accessibility",
}


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(SATURDAY_NOON):
        an_area()
        yield


def coming(client) -> list[str]:
    body = client.get("/").content.decode()
    return re.findall(r'ma-result__name"><a[^>]*>AA: ([^<]*)</a>', body)


class TestPages:
    @pytest.mark.parametrize(("address", "title"), TITLES.items())
    def test_have_a_title_with_the_areas_name_and_one_main_heading(
        self, client, address, title
    ):
        response = client.get(address)

        body = response.content.decode()
        assert response.status_code == 200
        assert f"<title>{title} – Northbridge</title>" in body
        (heading,) = re.findall(r"(?s)<h1[^>]*>(.*?)</h1>", body)
        assert heading.strip() == title

    @pytest.mark.parametrize("address", TITLES)
    def test_answer_a_head_without_a_body(self, client, address):
        response = client.head(address)

        assert response.status_code == 200
        assert response.content == b""

    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    @pytest.mark.parametrize("address", TITLES)
    def test_take_nothing_in(self, client, address, method):
        response = getattr(client, method)(address)

        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD"

    @pytest.mark.parametrize("address", TITLES)
    def test_say_whom_to_ring_in_danger(self, client, address):
        body = client.get(address).content.decode()

        assert 'href="tel:999"' in body
        assert 'href="tel:116123"' in body

    @pytest.mark.parametrize("address", sorted(set(TITLES) - {"/", "/meetings/"}))
    def test_of_words_do_not_need_the_meetings(
        self, client, address, django_assert_max_num_queries
    ):
        client.get(address)

        with django_assert_max_num_queries(1):
            client.get(address)


class TestHome:
    def test_shows_the_next_three_soonest_first(self, client):
        for hour in (20, 14, 18, 16):
            a_meeting(name=f"At {hour}", weekday=SATURDAY, start_time=time(hour))

        assert coming(client) == ["At 14", "At 16", "At 18"]

    def test_leaves_out_what_has_no_date(self, client):
        a_meeting(
            name="Ask", frequency=Frequency.APPOINTMENT, weekday=None, start_time=None
        )
        a_meeting(name="Dated")

        assert coming(client) == ["Dated"]

    @pytest.mark.parametrize(
        ("hours", "said"),
        [
            ((14,), "See the 1 meeting still to come today"),
            ((14, 18, 20, 22), "See all 4 meetings still to come today"),
            ((9, 20), "See the 1 meeting still to come today"),
            ((9,), "See all meetings"),
        ],
    )
    def test_counts_those_still_to_come_today(self, client, hours, said):
        for hour in hours:
            a_meeting(weekday=SATURDAY, start_time=time(hour))

        assert said in text_of(client.get("/"))

    def test_counts_its_own_areas_only(self, client):
        south = an_area(slug="southby", name="Southby", host="southby.example")
        north = an_area()
        north.host = "testserver"
        north.save()
        venue = a_venue(area=south)
        a_meeting(name="Theirs", area=south, venue=venue, weekday=SATURDAY)
        a_meeting(name="Ours", weekday=SATURDAY)

        assert coming(client) == ["Ours"]
        assert "See the 1 meeting still to come today" in text_of(client.get("/"))

    def test_says_nothing_of_meetings_where_there_are_none(self, client):
        text = text_of(client.get("/"))

        assert "Coming up near here" not in text
        assert "The fellowships, and their helplines" in text

    @pytest.mark.parametrize("size", [3, 40])
    def test_asks_the_database_as_often_however_many_there_are(
        self, client, django_assert_num_queries, size
    ):
        group, venue = a_group(), a_venue()
        for number in range(size):
            a_meeting(
                name=f"Meeting {number}",
                group=group,
                venue=venue,
                fellowship=a_fellowship(),
                weekday=number % 7,
            )
        client.get("/")

        with django_assert_num_queries(2):
            client.get("/")

"""The list on a map: the same meetings under the same numbers, and nothing from elsewhere."""

import re
from urllib.parse import urlsplit

import pytest

from mutualaid.core import clock
from mutualaid.directory.ground import drawn_outline, outline_version
from mutualaid.geography.actions import remember_places
from mutualaid.geography.place_names import KnownPlace

from .factories import TESTER, a_meeting, a_venue, an_area
from .test_find_meetings import MILE_NORTH, SATURDAY_NOON, text_of

pytestmark = pytest.mark.django_db
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(SATURDAY_NOON):
        an_area()
        yield


def numbered(response) -> list[tuple[str, str]]:
    """Number and name of each row."""
    return re.findall(
        r'numbered__n">(\d+)<.*?ma-result__name"><a[^>]*>([^<]*)<',
        response.content.decode(),
        re.DOTALL,
    )


def places(response) -> list[str]:
    return re.findall(r'id="n\d+" data-at="([^"]*)"', response.content.decode())


def policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


class TestShowMap:
    def test_numbers_the_list_in_its_order(self, client):
        towns = [KnownPlace("Northbridge", 53.8, 0.75)]
        remember_places(rows=towns, edition="x", by=TESTER)
        for miles, name in ((2, "Second"), (1, "First"), (9, "Too far")):
            venue = a_venue(name=name, latitude=53.8 + miles * MILE_NORTH)
            a_meeting(name=name, venue=venue)

        response = client.get("/meetings/map/?place=Northbridge")

        assert numbered(response) == [("1", "AA: First"), ("2", "AA: Second")]
        assert len(places(response)) == 2

    def test_goes_on_counting_on_the_next_page(self, client):
        venue = a_venue()
        for number in range(101):
            a_meeting(name=f"Meeting {number}", venue=venue)

        response = client.get("/meetings/map/?page=2")

        assert [number for number, _ in numbered(response)] == ["101"]

    def test_leads_to_the_same_list_in_its_other_shapes(self, client):
        a_meeting()

        page = client.get("/meetings/map/?fellowship=aa&sort=soonest").content.decode()

        for path in ("", "print.pdf", "calendar.ics"):
            assert f'href="/meetings/{path}?fellowship=aa&amp;sort=soonest"' in page

    def test_shows_a_place_no_nearer_than_it_is_known(self, client):
        a_meeting(venue=a_venue(latitude=53.81234, is_approximate=True))

        response = client.get("/meetings/map/")

        assert places(response) == ["53.81,0.75"]
        assert "data-rough" in response.content.decode()

    def test_keeps_the_place_of_a_meeting_of_which_only_a_contact_is_told(self, client):
        a_meeting(name="Hidden", visibility="contact")

        response = client.get("/meetings/map/")

        assert [name for _, name in numbered(response)] == ["AA: Hidden"]
        assert places(response) == []
        assert "1 meeting has no place to show on the map" in text_of(response)

    def test_names_towns_to_find_the_way_by(self, client):
        towns = [
            KnownPlace("Northbridge", 53.8, 0.75, rank=900),
            KnownPlace("Farby", 58.0, 0.75, rank=900),
        ]
        remember_places(rows=towns, edition="x", by=TESTER)
        a_meeting()

        page = client.get("/meetings/map/").content.decode()

        assert '<li data-at="53.80000,0.75000">Northbridge</li>' in page
        assert "Farby" not in page

    def test_offers_ways_on_where_nothing_is_found(self, client):
        assert "See the helplines" in text_of(client.get("/meetings/map/?q=xyz"))

    @pytest.mark.parametrize("size", [3, 40])
    def test_asks_the_database_as_often_however_many_there_are(
        self, client, size, django_assert_max_num_queries
    ):
        venue = a_venue()
        for number in range(size):
            a_meeting(name=f"Meeting {number}", venue=venue)
        client.get("/meetings/map/")

        # A statement for each 26 rows, of which a page has at most a hundred.
        with django_assert_max_num_queries(9):
            client.get("/meetings/map/")


class TestStreets:
    def test_come_from_nowhere_unless_somebody_says_where(self, client):
        a_meeting()
        response = client.get("/meetings/map/")

        assert "data-tiles" not in response.content.decode()
        assert policy(response)["img-src"] == "'self'"

    def test_are_allowed_on_this_page_alone(self, client, settings):
        a_meeting()
        settings.MAP_TILES, settings.MAP_ATTRIBUTION = TILES, "Drawn by somebody"

        response = client.get("/meetings/map/")

        assert f'data-tiles="{TILES}"' in response.content.decode()
        assert "Drawn by somebody" in text_of(response)
        host = urlsplit(TILES)
        allowed = f"'self' {host.scheme}://{host.netloc}"
        assert policy(response)["img-src"] == allowed
        assert policy(client.get("/meetings/"))["img-src"] == "'self'"


class TestShowOutline:
    def test_is_the_boundary_where_there_is_one(self, client):
        area = an_area()
        area.boundary = {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 1]]]]}
        area.save()

        answer = client.get("/meetings/map/outline.json")

        assert answer.json() == area.boundary
        a_meeting()
        page = client.get("/meetings/map/").content.decode()
        assert (
            f'data-outline="/meetings/map/outline.json?{outline_version(area)}"' in page
        )
        again = client.get(
            "/meetings/map/outline.json", HTTP_IF_NONE_MATCH=answer["ETag"]
        )
        assert again.status_code == 304

    def test_is_a_circle_for_an_area_of_so_many_miles(self):
        area = an_area()
        area.radius_miles = 10.0

        ((circle,),) = drawn_outline(area)["coordinates"]

        assert circle[0] == circle[-1]
        latitudes = [latitude for _, latitude in circle]
        assert max(latitudes) - area.latitude == pytest.approx(
            10 * MILE_NORTH, rel=0.01
        )

    def test_is_empty_for_an_area_without_edges(self):
        assert drawn_outline(an_area())["coordinates"] == []
        assert outline_version(an_area()) == ""

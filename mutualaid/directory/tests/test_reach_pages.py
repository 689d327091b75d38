import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mutualaid.design_system.tests.markup import Page
from mutualaid.directory.forms.population import LARGEST_FILE
from mutualaid.directory.models import PopulationPoint
from mutualaid.directory.presenters.gap_map import Sheet
from mutualaid.geography.distance import Box
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

from .factories import a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
REACH, POPULATION = "/area/reach/", "/directory/population/"
SQUARE = [[0, 53], [1, 53], [1, 54], [0, 54], [0, 53]]
OUTLINE = json.dumps(
    {
        "type": "Feature",
        "properties": {"code": "E10000001"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
).encode()
POINTS = b"code,lat,long,people\nA,53.8,0.75,700\nB,54.2,0.75,200\n"


@pytest.fixture
def area():
    return an_area()


@pytest.fixture
def client(area):
    return make.signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, area))


def file(data, name="outline.geojson"):
    return SimpleUploadedFile(name, data)


def looked_at(client, **typed):
    return Page(client.post(REACH, typed).content.decode())


def saved(client, found):
    (sealed,) = found.all("input", name="sealed")
    return client.post(REACH, {"sealed": sealed["value"]})


def main(page):
    return page.all("main")[0].text


class TestChangeReach:
    def test_shows_what_is_inside_before_anything_is_saved(self, client, area):
        a_meeting()
        a_meeting(venue=a_venue(latitude=55))
        a_meeting(venue=None)
        client.post(POPULATION, {"file": file(POINTS, "points.csv")})

        found = looked_at(client, how="outline", file=file(OUTLINE))

        told = main(found)
        assert "Meetings kept here and inside: 1" in told
        assert "Meetings kept here and outside: 1" in told
        assert "Meetings kept here that have no place on the map: 1" in told
        assert "Points where people live: 1 of 2 inside" in told
        assert found.all("svg", role="img")
        area.refresh_from_db()
        assert area.boundary is None

    def test_counts_what_other_areas_keep_inside(self, client):
        elsewhere = make.area(host="elsewhere.example", slug="elsewhere")
        Area.objects.filter(slug="northbridge").update(host="testserver")
        a_meeting(area=elsewhere, venue=a_venue(area=elsewhere))

        told = main(looked_at(client, how="circle", miles="5"))

        assert "Meetings of other areas inside: 1" in told

    def test_saves_an_outline_that_was_looked_at(self, client, area):
        found = looked_at(client, how="outline", file=file(OUTLINE), codes="e10000001")

        response = saved(client, found)

        assert response["Location"] == f"{REACH}?saved=yes"
        area.refresh_from_db()
        assert area.boundary["coordinates"] == [[SQUARE]]
        assert area.authority_codes == ["E10000001"]
        told = main(Page(client.get(f"{REACH}?saved=yes").content.decode()))
        assert "It is saved." in told
        assert "An outline of 5 points, of the authorities E10000001" in told

    def test_saves_a_circle_that_was_looked_at(self, client, area):
        saved(client, looked_at(client, how="circle", miles="7.5"))

        area.refresh_from_db()
        assert area.radius_miles == 7.5
        assert "7.5" in main(Page(client.get(REACH).content.decode()))

    def test_saves_nothing_that_comes_back_changed(self, client, area):
        found = main(Page(client.post(REACH, {"sealed": "x"}).content.decode()))

        assert "What you looked at did not come back whole." in found
        area.refresh_from_db()
        assert area.boundary is None

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({}, "“How do you want to say it?” needs an answer."),
            ({"how": "circle"}, "Write how many miles."),
            ({"how": "circle", "miles": "0"}, "Write a number from 1 to 100."),
            ({"how": "circle", "miles": "far"}, "Write a number from 1 to 100."),
            ({"how": "circle", "miles": "nan"}, "Write a number from 1 to 100."),
            ({"how": "outline"}, "Choose the file with the outline."),
            (
                {"how": "outline", "codes": "Derbyshire!"},
                "A code is letters and digits",
            ),
        ],
    )
    def test_says_what_is_missing(self, client, typed, words):
        told = main(looked_at(client, **typed))

        assert words in told

    @pytest.mark.parametrize(
        ("data", "codes", "words"),
        [
            (b"{}", "", "no “type”"),
            (OUTLINE, "E10000002", "nothing with the code E10000002"),
            (b" " * 2_000_002, "", "larger than 2 MB"),
        ],
    )
    def test_says_what_is_wrong_with_a_file(self, client, data, codes, words):
        given = {"how": "outline", "file": file(data), "codes": codes}

        assert words in main(looked_at(client, **given))


class TestImportPopulation:
    def test_takes_a_table_in_and_tells_what_was_left_out(self, client):
        page = client.post(POPULATION, {"file": file(POINTS + b"C,x,y,3\n", "p.csv")})

        told = main(Page(page.content.decode()))
        assert "Rows read: 3. Points stored: 2. Rows left out: 1." in told
        assert "Row 4: Its point is not two numbers." in told
        assert "In the area are 2 of them, with 900 people." in told
        assert PopulationPoint.objects.count() == 2

    def test_takes_points_from_a_second_table(self, client):
        people = file(b"code,people\nA,70\n", "people.csv")

        client.post(POPULATION, {"file": people, "middles": file(POINTS, "m.csv")})

        assert PopulationPoint.objects.get().people == 70

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"{}", "No column of codes"),
            (b"x" * (LARGEST_FILE + 1), "larger than 10 MB"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_there(self, client, data, words):
        client.post(POPULATION, {"file": file(POINTS, "p.csv")})

        page = client.post(POPULATION, {"file": file(data, "p.csv")})

        assert words in main(Page(page.content.decode()))
        assert PopulationPoint.objects.count() == 2


class TestGroundOfGaps:
    def test_is_asked_of_the_administrator_until_it_is_there(self, client, area):
        hat = make.membership(Role.AREA_ADMINISTRATOR, area).hat()
        asked = {REACH, POPULATION}
        assert asked <= {item.address for item in home_items(hat)}

        saved(client, looked_at(client, how="circle", miles="7"))
        client.post(POPULATION, {"file": file(POINTS, "p.csv")})

        assert not asked & {item.address for item in home_items(hat)}


class TestSheet:
    def test_keeps_everything_on_the_paper_and_true_to_shape(self):
        sheet = Sheet(Box(53, -1, 54, 1))

        assert sheet.at(54, -1) == (20, 20)
        corner = (sheet.width - 20, sheet.height - 20)
        assert sheet.at(53, 1) == pytest.approx(corner, abs=0.5)
        # A degree of longitude is 0.595 of one of latitude there.
        assert (sheet.width - 40) / (sheet.height - 40) == pytest.approx(1.19, abs=0.01)

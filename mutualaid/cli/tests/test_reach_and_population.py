import json

import pytest
from click.testing import CliRunner, Result

from mutualaid.cli.main import main
from mutualaid.directory.models import PopulationPoint
from mutualaid.directory.tests.factories import an_area

pytestmark = pytest.mark.django_db
SQUARE = [[0, 53], [1, 53], [1, 54], [0, 54], [0, 53]]
OUTLINES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"ctyua19cd": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x + by, y] for x, y in SQUARE]],
            },
        }
        for code, by in (("E10000001", 0), ("E10000002", 4))
    ],
}
POINTS = "code,lat,long,people\nE1,53.1,0.5,1500\nE2,x,y,9\n"


def run(*words) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def outlines(tmp_path):
    path = tmp_path / "outlines.geojson"
    path.write_text(json.dumps(OUTLINES))
    return path


@pytest.fixture
def points(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(POINTS)
    return path


class TestSetAreaBoundary:
    def test_takes_the_outline_of_a_code(self, outlines):
        area = an_area()

        told = run("set-area-boundary", outlines, "--codes", "E10000002")

        assert told.output == "Northbridge has an outline of 5 points.\n"
        area.refresh_from_db()
        assert area.authority_codes == ["E10000002"]
        assert area.boundary["coordinates"][0][0][0] == [4, 53]

    def test_takes_the_whole_file_without_codes(self, outlines):
        an_area()

        told = run("set-area-boundary", outlines)

        assert told.output == "Northbridge has an outline of 10 points.\n"

    def test_takes_miles_instead(self):
        area = an_area()

        told = run("set-area-boundary", "--radius", "12")

        assert told.output == "Northbridge reaches 12 miles around its middle.\n"
        area.refresh_from_db()
        assert area.radius_miles == 12

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            ([], "Give a file"),
            (["--radius", "500"], "1 to 100 miles"),
            (["--radius", "5", "--area", "elsewhere"], "There is no area called"),
        ],
    )
    def test_refuses_in_a_sentence(self, words, part):
        an_area()

        told = run("set-area-boundary", *words)

        assert told.exit_code == 1
        assert part in told.stderr

    def test_names_the_file_that_has_no_outline(self, points):
        an_area()

        told = run("set-area-boundary", points)

        assert told.exit_code == 1
        assert "points.csv: The file is not GeoJSON" in told.stderr


class TestImportPopulation:
    def test_takes_them_in_and_says_what_it_left_out(self, points):
        area = an_area()

        told = run("import-population", points)

        assert told.exit_code == 1  # one row was bad
        assert told.stdout.splitlines() == [
            "points.csv: 2 rows read, 1 point stored with 1,500 people, 1 left out.",
            "  row 3: Its point is not two numbers.",
        ]
        assert PopulationPoint.objects.get().area == area

    def test_takes_the_points_of_a_second_table(self, points, tmp_path):
        an_area()
        people = tmp_path / "people.csv"
        people.write_text("code,people\nE1,20\n")

        told = run("import-population", people, "--middles", points, "--json")

        assert told.exit_code == 0
        report = json.loads(told.stdout)
        assert (report["accepted"], report["people"]) == (1, 20)
        assert report["problems"] == []

    def test_refuses_where_there_is_no_area(self, points):
        told = run("import-population", points)

        assert told.exit_code == 1
        assert "There is no area yet" in told.stderr

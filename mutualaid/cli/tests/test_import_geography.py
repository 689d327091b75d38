import json

import pytest
from click.testing import CliRunner, Result

from mutualaid.activity_log.models import Entry
from mutualaid.cli.main import main
from mutualaid.geography.models import Place, Postcode

pytestmark = pytest.mark.django_db

POSTCODES = "postcode,latitude,longitude\nNB3 4QX,52.1,-1.5\nNB3 4QY,52.2,-1.5\nx,1,1\n"
TOWNS = "name,within,latitude,longitude\nNorbury,Northshire,52.1,-1.5\n,,1,1\n"


def run(*words) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def postcodes(tmp_path):
    path = tmp_path / "ours.csv"
    path.write_text(POSTCODES)
    return path


@pytest.fixture
def towns(tmp_path):
    path = tmp_path / "towns.csv"
    path.write_text(TOWNS)
    return path


class TestImportPostcodes:
    def test_takes_them_in_and_says_what_it_found(self, postcodes):
        told = run("import-postcodes", postcodes)

        assert told.exit_code == 1  # one row was bad
        assert "2 postcodes in use and 0 no longer in use stored." in told.stdout
        assert "  ours.csv, row 4: not a postcode" in told.stdout
        assert Postcode.objects.count() == 2
        assert Entry.objects.get().actor == "system:import-postcodes"

    def test_reports_as_json_with_nothing_else_on_the_output(self, postcodes):
        report = json.loads(run("import-postcodes", postcodes, "--json").stdout)

        assert (report["read"], report["live"], report["bad"]) == (3, 2, 1)
        assert report["problems"] == [
            {"table": "ours.csv", "row": 4, "reason": "not a postcode"}
        ]

    def test_shows_its_stages_beside_the_output(self, postcodes):
        assert run("import-postcodes", postcodes).stderr.split() == [
            "Checking",
            "Importing",
        ]

    def test_reads_a_file_twice_only_when_told_to(self, postcodes):
        run("import-postcodes", postcodes)
        Postcode.objects.all().delete()

        second = run("import-postcodes", postcodes)
        assert "already in" in second.stdout
        assert (second.exit_code, Postcode.objects.count()) == (1, 0)

        third = run("import-postcodes", postcodes, "--again")
        assert "already in" not in third.stdout
        assert (third.exit_code, Postcode.objects.count()) == (1, 2)

    def test_has_status_nought_where_every_row_is_good(self, postcodes):
        postcodes.write_text("".join(POSTCODES.splitlines(keepends=True)[:3]))

        assert run("import-postcodes", postcodes).exit_code == 0

    def test_counts_the_problems_it_does_not_list(self, postcodes):
        postcodes.write_text(POSTCODES + "x,1,1\n" * 30)

        assert "  and 11 more\n" in run("import-postcodes", postcodes).stdout

    def test_refuses_in_one_sentence(self, towns):
        told = run("import-postcodes", towns)

        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr.startswith("towns.csv has no columns that are known here")


class TestImportPlaces:
    def test_takes_them_in_and_says_what_it_found(self, towns):
        told = run("import-places", towns)

        assert told.exit_code == 1
        assert "2 rows read, 1 places stored." in told.stdout
        assert "  towns.csv, row 3: no name, or one too long" in told.stdout
        assert Place.objects.get().name == "Norbury"

    def test_reports_as_json_with_nothing_else_on_the_output(self, towns):
        report = json.loads(run("import-places", towns, "--json").stdout)

        assert (report["read"], report["places"], report["bad"]) == (2, 1, 1)

    def test_refuses_in_one_sentence(self, tmp_path):
        told = run("import-places", tmp_path / "gone.csv")

        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr == "gone.csv: there is no such file or folder.\n"


@pytest.mark.parametrize("name", ["import-postcodes", "import-places"])
def test_wrong_usage_has_status_two(name):
    assert run(name).exit_code == 2
    assert run(name, "a", "b").exit_code == 2

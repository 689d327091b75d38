import pytest
from click.testing import CliRunner

from mutualaid.activity_log.models import Entry
from mutualaid.cli.create_area import command
from mutualaid.core.refusal import Refused
from mutualaid.directory.fellowship_list import national_fellowships
from mutualaid.directory.models import Fellowship
from mutualaid.organisations.models import Area

pytestmark = pytest.mark.django_db
USUAL = ["Northbridge", "--slug", "north", "--latitude", "53.8", "--longitude", "-1"]


def run(*words: str):
    return CliRunner().invoke(command, list(words), standalone_mode=False)


class TestCreateArea:
    def test_adds_it_with_the_national_fellowships(self):
        told = run(*USUAL, "--host", "Meetings.example")

        area = Area.objects.get()
        assert told.exception is None
        assert (area.name, area.slug) == ("Northbridge", "north")
        assert (area.latitude, area.longitude) == (53.8, -1.0)
        assert (area.host, area.is_demo) == ("meetings.example", False)
        assert Fellowship.objects.count() == len(national_fellowships())
        assert told.output == "Northbridge is there; import-meetings can fill it.\n"

    def test_says_who_did_it(self):
        run(*USUAL)

        assert set(Entry.objects.values_list("actor", flat=True)) == {
            "system:create-area"
        }

    def test_refuses_one_that_is_there(self):
        run(*USUAL)

        told = run(*USUAL)

        assert isinstance(told.exception, Refused)
        assert Area.objects.count() == 1

    @pytest.mark.parametrize(
        "words",
        [
            USUAL[:3],
            [*USUAL[:4], "91", *USUAL[5:]],
            [*USUAL[:6], "181"],
            [*USUAL[:6], "west"],
        ],
    )
    def test_takes_no_place_that_is_not_on_earth(self, words):
        assert CliRunner().invoke(command, words).exit_code == 2
        assert not Area.objects.exists()

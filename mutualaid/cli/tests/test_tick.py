import json

import pytest
from click.testing import CliRunner, Result

from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.cli.tick import command
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def north(settings, tmp_path) -> Area:
    settings.ANCHORS_DIR = tmp_path / "anchors"
    with within(0):
        return create_area(
            name="Northbridge",
            slug="north",
            latitude=53,
            longitude=-1,
            by=system_actor("tests"),
        )


def tick(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


class TestTick:
    def test_does_what_is_due_and_then_nothing(self, north, settings):
        first, second = tick(), tick()

        assert (first.exit_code, second.exit_code) == (0, 0)
        assert "organisations.anchor_log_of_area for north: done in" in first.stdout
        assert second.stdout == "Nothing is due.\n"
        assert list(AnchorBook(settings.ANCHORS_DIR).chains()) == [north.pk]

    def test_says_what_ran_into_a_problem_and_why(self, settings, tmp_path):
        settings.ANCHORS_DIR = tmp_path / "file" / "anchors"
        (tmp_path / "file").write_text("in the way")

        told = tick()

        assert told.exit_code == 1
        assert (
            "organisations.anchor_log_of_area for north: MUTUALAID_ANCHORS is"
            in told.stdout
        )

    def test_as_json_says_the_same(self):
        ran = json.loads(tick("--json").stdout)["ran"]

        by_duty = {each["duty"]: each for each in ran}
        assert by_duty["organisations.anchor_log_of_area"]["area"] == "north"
        assert by_duty["organisations.anchor_log_of_installation"]["area"] is None
        assert {each["problem"] for each in ran} == {None}

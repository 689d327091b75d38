import json

import pytest
from click.testing import CliRunner

from mutualaid.cli.main import main
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.directory.actions import change_meeting, load_national_fellowships
from mutualaid.directory.models import Meeting
from mutualaid.organisations.actions import create_area

SOMEBODY = system_actor("test")


@pytest.fixture
def bring_in(db, tmp_path):
    load_national_fellowships(by=SOMEBODY)
    create_area(
        name="Northbridge", slug="northbridge", latitude=53.8, longitude=0.75,
        by=SOMEBODY,
    )  # fmt: skip

    def bring_in(*names):
        records = [
            {"name": name, "slug": key, "day": 1, "time": "19:30"}
            for key, name in zip("abc", names, strict=False)
        ]
        file = tmp_path / "list.json"
        file.write_text(json.dumps(records))
        told = run("import-meetings", str(file), "--source", "NA", "--fellowship", "na")
        assert told.exit_code == 0, told.output

    return bring_in


def run(*words):
    return CliRunner().invoke(main, words)


class TestUndoImport:
    def test_goes_back_one_reading_at_a_time(self, bring_in):
        bring_in("Dawn", "Dusk")
        bring_in("Noon", "Dusk", "Night")

        told = run("undo-import", "--source", "NA")

        assert told.exit_code == 0
        assert told.stdout == "1 taken out again, 0 put back, 1 as before.\n"
        listed = Meeting.objects.published().order_by("pk")
        assert list(listed.values_list("name", flat=True)) == ["Dawn", "Dusk"]
        assert run("undo-import", "--source", "NA").exit_code == 0
        assert not listed.all().exists()
        told = run("undo-import", "--source", "NA")
        assert (told.exit_code, told.stderr) == (
            1,
            "No reading of a list called NA can be undone.\n",
        )

    def test_says_what_was_changed_by_hand_and_stays(self, bring_in):
        bring_in("Dawn")
        bring_in("Noon")
        meeting = Meeting.objects.get()
        with within(meeting.area_id):
            change_meeting(
                meeting=meeting, values={"name": "Midday"}, by_role="x", by=SOMEBODY
            )

        told = run("undo-import", "--source", "NA")

        line = f"  {meeting.reference}: name was changed by hand since, and stays.\n"
        assert line in told.stdout
        assert Meeting.objects.get().name == "Midday"

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from mutualaid.activity_log.models import Entry
from mutualaid.cli import given_files
from mutualaid.cli.main import main
from mutualaid.core.actor import system_actor
from mutualaid.directory.actions import load_national_fellowships
from mutualaid.directory.models import Meeting, MeetingSource
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

SOMEBODY = system_actor("test")
HEADINGS = "Meeting name,Day,Time,Venue,Postcode\n"
SHEET = (
    HEADINGS
    + "Seawall,Monday,7.30pm,The Pavilion,NB6 2WB\n"
    + "Half Moon,Tuesday,12.30pm,Rainbow Rooms,NB1 4RS\n"
)
WITH_A_SLIP = SHEET + "Nameless Hour,Someday,7.30pm,Hope Chapel,NB3 2PL\n"
FEED = json.dumps([{"name": "Seawall", "slug": "sw", "day": 1, "time": "19:30"}])


def run(*words: str | Path):
    return CliRunner().invoke(main, ["import-meetings", *map(str, words)])


@pytest.fixture
def area(db):
    load_national_fellowships(by=SOMEBODY)
    return create_area(
        name="Northbridge", slug="northbridge", latitude=53.8, longitude=0.75,
        by=SOMEBODY,
    )  # fmt: skip


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(SHEET)
    return path


@pytest.fixture
def usual(area) -> tuple[str, ...]:
    return ("--source", "NA Northbridge", "--fellowship", "na")


class TestImportMeetings:
    def test_tells_what_it_did(self, usual, sheet):
        told = run(sheet, *usual)

        assert told.exit_code == 0
        assert told.stdout == (
            "list.csv: 2 records read, 2 accepted, 0 rejected.\n"
            "2 new, 0 changed, 0 as they were, 0 gone from the list.\n"
        )
        assert Meeting.objects.filter(fellowship__key="na").count() == 2

    def test_knows_a_list_it_has_read_before(self, usual, sheet):
        sheet.write_text(SHEET.replace("Postcode", "Notes"))
        run(sheet, *usual)
        sheet.write_text(SHEET.replace("Postcode", "Notes").replace("NB6 2WB", "Tea"))

        told = run(sheet, *usual)

        assert "0 new, 1 changed, 1 as they were, 0 gone" in told.stdout

    def test_has_status_one_where_a_record_was_rejected(self, usual, sheet):
        sheet.write_text(WITH_A_SLIP)

        told = run(sheet, *usual)

        assert told.exit_code == 1
        assert "3 records read, 2 accepted, 1 rejected" in told.stdout
        assert "Day: The day “Someday” is not a day of the week. Left out." in (
            told.stdout
        )
        assert Meeting.objects.count() == 2

    def test_has_status_zero_where_there_was_only_something_to_note(self, usual, sheet):
        sheet.write_text(
            SHEET.replace("Postcode", "Types").replace("NB6 2WB", "Yodelling")
        )

        told = run(sheet, *usual)

        assert told.exit_code == 0
        assert "What to mend in the list:" in told.stdout
        assert "Left out" not in told.stdout

    def test_shows_twenty_problems_the_gravest_first(self, usual, sheet):
        odd = "".join(f"Odd {n},Monday,8pm,Hall,,Yodelling {n}\n" for n in range(18))
        wrong = "".join(f"Wrong {n},Someday,8pm,Hall,,\n" for n in range(5))
        sheet.write_text(HEADINGS.strip() + ",Types\n" + odd + wrong)

        lines = run(sheet, *usual).stdout.splitlines()

        assert len([line for line in lines if line.startswith("  ")]) == 21
        assert [line.endswith("Left out.") for line in lines[3:9]] == [True] * 5 + [
            False
        ]
        assert lines[-1] == "  and 3 more"

    def test_changes_nothing_in_a_dry_run(self, usual, sheet):
        before = Entry.objects.count()

        told = run(sheet, *usual, "--dry-run")

        assert told.stdout.startswith("A dry run: nothing was changed.\n")
        assert "2 new" in told.stdout
        assert not Meeting.objects.exists()
        assert not MeetingSource.objects.exists()
        assert Entry.objects.count() == before

    def test_reports_as_json(self, usual, sheet):
        sheet.write_text(WITH_A_SLIP)

        told = run(sheet, *usual, "--json")
        report = json.loads(told.stdout)

        assert told.exit_code == 1
        (problem,) = report.pop("problems")
        assert report == {
            "is_dry_run": False,
            "read": 3, "accepted": 2, "rejected": 1, "new": 2, "changed": 0,
            "unchanged": 0, "gone": 0,
        }  # fmt: skip
        assert problem["field"] == "Day"
        assert set(problem) >= {"record", "field", "reason"}

    def test_reads_a_feed_by_what_it_holds(self, usual, tmp_path):
        path = tmp_path / "feed"
        path.write_text(FEED)

        assert run(path, *usual).exit_code == 0
        assert MeetingSource.objects.get().format == "meeting-guide"

    def test_guards_against_a_list_that_lost_most_of_itself(self, usual, sheet):
        rows = [f"Group {n},Monday,{n}pm,Hall,NB1 1JT\n" for n in range(1, 12)]
        sheet.write_text(HEADINGS + "".join(rows))
        run(sheet, *usual)
        sheet.write_text(HEADINGS + "".join(rows[:3]))

        refused = run(sheet, *usual)
        accepted = run(sheet, *usual, "--accept-drop")

        assert refused.exit_code == 1
        assert "8 of the 11 meetings known" in refused.stderr
        assert "8 gone from the list" in accepted.stdout


class TestMapping:
    @pytest.mark.parametrize(
        ("name", "text"),
        [("map.toml", 'Treffen = "name"\n'), ("map.json", '{"Treffen": "name"}')],
    )
    def test_gives_headings_their_meaning(self, usual, sheet, tmp_path, name, text):
        sheet.write_text(SHEET.replace("Meeting name", "Treffen"))
        (tmp_path / name).write_text(text)

        told = run(sheet, *usual, "--mapping", tmp_path / name)

        assert told.exit_code == 0
        assert Meeting.objects.filter(name="Seawall").exists()

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Treffen: name", "it is neither JSON nor TOML."),
            ("[" * 100_000, "it is neither JSON nor TOML."),
            ("[1]", "it is a list, not a table of headings and fields."),
            (
                "Treffen = 1",
                "The mapping has something for “Treffen” that is not a name",
            ),
            (" ", "it is empty."),
        ],
    )
    def test_is_refused_by_name_and_reason(self, usual, sheet, tmp_path, text, reason):
        mapping = tmp_path / "map.toml"
        mapping.write_text(text)

        told = run(sheet, *usual, "--mapping", mapping)

        assert told.exit_code == 1
        assert told.stderr.startswith(f"{mapping}: {reason}")

    def test_may_name_only_fields_there_are(self, usual, sheet, tmp_path):
        mapping = tmp_path / "map.toml"
        mapping.write_text('Venue = "no such field"')

        told = run(sheet, *usual, "--mapping", mapping)

        assert (told.exit_code, told.stdout) == (1, "")
        assert "is no field" in told.stderr


class TestRefusal:
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("none.csv", "there is no such file."),
            (".", "this is a folder, not a file."),
            ("list.csv/more", "it could not be read, not a directory."),
        ],
    )
    def test_names_the_file_and_the_reason(self, usual, sheet, name, reason):
        path = sheet.parent / name

        told = run(path, *usual)

        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr == f"{path}: {reason}\n"

    @pytest.mark.parametrize("content", ["", " \n\n"])
    def test_of_an_empty_file(self, usual, sheet, content):
        sheet.write_text(content)

        assert run(sheet, *usual).stderr == f"{sheet}: it is empty.\n"

    def test_of_a_file_too_large(self, usual, sheet, monkeypatch):
        monkeypatch.setattr(given_files, "LARGEST_FILE", 20)

        assert "it is larger than" in run(sheet, *usual).stderr

    @pytest.mark.parametrize(
        "content", ["[{", "a,b\n1,2\n", "\0\1\2", HEADINGS + 'Sea,"Mon\n']
    )
    def test_of_what_holds_no_meetings_is_one_sentence(self, usual, sheet, content):
        sheet.write_text(content)

        told = run(sheet, *usual)

        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr.startswith("list.csv: ")
        assert told.stderr.count("\n") == 1
        assert not MeetingSource.objects.exists()

    def test_of_a_fellowship_nobody_knows(self, area, sheet):
        told = run(sheet, "--source", "NA", "--fellowship", "zz")

        assert told.stderr == "There is no fellowship with the key zz.\n"

    @pytest.mark.parametrize(
        "words", [(), ("--source",), ("--source", "NA", "--format", "telegram")]
    )
    def test_of_wrong_usage_has_status_two(self, area, sheet, words):
        assert run(sheet, *words).exit_code == 2


class TestArea:
    def test_is_needed(self, db, sheet):
        told = run(sheet, "--source", "NA")

        assert told.exit_code == 1
        assert "There is no area yet" in told.stderr

    def test_has_to_have_a_table(self, db, sheet, monkeypatch):
        monkeypatch.setattr(Area._meta, "db_table", "elsewhere")

        told = run(sheet, "--source", "NA")

        assert told.exit_code == 1
        assert told.stderr.startswith("The database cannot be read")

    def test_has_to_be_chosen_of_several(self, usual, sheet):
        create_area(name="Ley", slug="ley", latitude=53, longitude=-1, by=SOMEBODY)

        assert "choose one with --area: ley, northbridge." in run(sheet, *usual).stderr
        assert "no area called mere" in run(sheet, *usual, "--area", "mere").stderr
        assert run(sheet, *usual, "--area", "ley").exit_code == 0
        assert set(Meeting.objects.values_list("area__slug", flat=True)) == {"ley"}


@pytest.fixture(scope="module")
def feed_address() -> Iterator[str]:
    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(FEED.encode())

        def log_message(self, *_args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Feed)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/meetings.json"
    server.shutdown()
    server.server_close()
    thread.join()


class TestWebAddress:
    def test_of_ones_own_network_is_read_when_asked(self, usual, feed_address):
        told = run(feed_address, *usual, "--allow-private")

        assert told.exit_code == 0
        assert told.stdout.startswith("meetings.json: 1 record read")

    def test_of_ones_own_network_is_refused_otherwise(self, usual, feed_address):
        told = run(feed_address, *usual)

        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr.startswith(f"{feed_address}: it is not a public address")
        assert told.stderr.count("\n") == 1

    def test_of_another_kind_is_refused(self, usual):
        told = run("ftp://lists.example.org/a.csv", *usual)

        assert "only addresses with http or https can be read" in told.stderr


class TestOptions:
    def test_a_time_zone_is_for_records_that_name_none(self, usual, sheet):
        assert run(sheet, *usual, "--timezone", "Europe/Dublin").exit_code == 0

        assert set(Meeting.objects.values_list("timezone", flat=True)) == {
            "Europe/Dublin"
        }

    def test_a_time_zone_that_nobody_knows_is_refused(self, usual, sheet):
        told = run(sheet, *usual, "--timezone", "Moon/Crater")

        assert told.exit_code == 1
        assert "no time zone called Moon/Crater" in told.stderr

    def test_problems_are_written_as_a_table(self, usual, sheet, tmp_path):
        sheet.write_text(WITH_A_SLIP)
        table = tmp_path / "problems.csv"

        assert run(sheet, *usual, "--problems", table).exit_code == 1

        lines = table.read_text("utf-8-sig").splitlines()
        assert lines[0] == '"Record","Field","What is wrong","Left out"'
        assert any("Someday" in line and line.endswith('"yes"') for line in lines)

    def test_problems_that_cannot_be_written_are_told(self, usual, sheet, tmp_path):
        told = run(sheet, *usual, "--problems", tmp_path)

        assert told.exit_code == 1
        assert "it could not be written, is a directory." in told.stderr

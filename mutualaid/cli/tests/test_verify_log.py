import json

import pytest
from click.testing import CliRunner, Result
from django.db import transaction

from mutualaid.activity_log.actions import anchor_chain, record
from mutualaid.activity_log.models import ChainHead
from mutualaid.cli.anchor_log import command as anchor_log
from mutualaid.cli.verify_log import command as verify_log
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

pytestmark = pytest.mark.django_db
TESTER = system_actor("tests")


@pytest.fixture(autouse=True)
def anchors(settings, tmp_path):
    settings.ANCHORS_DIR = tmp_path / "anchors"
    return settings.ANCHORS_DIR


@pytest.fixture
def north() -> Area:
    with within(0):
        area = create_area(
            name="Northbridge", slug="north", latitude=53, longitude=-1, by=TESTER
        )
    with within(area.pk), transaction.atomic():
        for _ in range(3):
            record(act="tests.try", by=TESTER)
    return area


def verify(*words: str) -> Result:
    return CliRunner().invoke(verify_log, list(words))


def cut_the_end_off(area: Area) -> None:
    """As nobody may: the head is moved as retention would."""
    with within(area.pk):
        heads = ChainHead.objects.filter(chain=area.pk)
        (sequence, digest) = heads.values_list("sequence", "digest").get()
        heads.update(sequence=sequence - 1, digest=digest[::-1])


class TestVerifyLog:
    def test_says_how_much_it_read_and_that_all_is_well(self, north):
        told = verify()

        assert told.exit_code == 0
        assert told.stdout == (
            "Chain 0: as it was written, 0 lines.\n"
            f"Chain {north.pk} (north): as it was written, 4 lines.\n"
            "4 lines in 2 chains read.\n"
        )

    def test_tells_a_sentence_for_each_finding(self, north):
        cut_the_end_off(north)

        told = verify()

        assert told.exit_code == 1
        assert (
            f"Chain {north.pk} (north): the seal of its end does not hold"
            in told.stdout
        )

    def test_reads_one_areas_chain_if_asked(self, north):
        told = verify("--area", "north")

        assert "in 1 chain read" in told.stdout

    def test_as_json_says_the_same(self, north):
        cut_the_end_off(north)

        told = verify("--json")

        assert told.exit_code == 1
        report = json.loads(told.stdout)
        chain = report["chains"][1]
        assert (chain["area"], chain["lines"]) == ("north", 3)
        assert {"fault", "first", "last", "sentence"} <= chain["findings"][0].keys()
        assert "end_unsealed" in [each["fault"] for each in chain["findings"]]
        assert report["unsigned_anchors"] == []

    @pytest.mark.parametrize(
        "words", [["--area", "south"], ["--anchors", "nowhere"], ["--what"]]
    )
    def test_used_wrongly_is_told_apart(self, north, words):
        assert verify(*words).exit_code == 2

    def test_finds_a_chain_of_which_only_an_anchor_is_left(
        self, north, anchors, tmp_path
    ):
        with transaction.atomic():
            with within(99):
                record(act="tests.try", by=TESTER)
                anchor_chain(chain=99)
            transaction.set_rollback(True)
        copy = anchors.rename(tmp_path / "copy")

        assert verify().exit_code == 0
        told = verify("--anchors", str(copy))
        assert told.exit_code == 1
        assert "Chain 99: no line is left of it.\n" in told.stdout

    def test_tells_of_an_anchor_that_nobody_signed(self, north, anchors):
        anchors.mkdir()
        (anchors / "chain-0-2026.jsonl").write_text("{}\n")

        told = verify()

        assert told.exit_code == 1
        assert told.stdout.startswith("chain-0-2026.jsonl line 1: not an anchor")

    def test_shows_progress_apart_from_what_it_says(self, north):
        assert "Chain" in verify("--json").stderr


class TestAnchorLog:
    def run(self) -> Result:
        return CliRunner().invoke(anchor_log, [], standalone_mode=False)

    def test_adds_an_anchor_for_each_chain_that_has_begun(self, north, anchors):
        told = self.run()

        assert told.stdout == f"1 anchor added in {anchors}.\n"
        (file,) = anchors.iterdir()
        assert json.loads(file.read_text())["sequence"] == 4
        assert verify().exit_code == 0

    def test_goes_on_past_a_chain_that_was_changed(self, north, anchors):
        with within(0), transaction.atomic():
            record(act="tests.try", by=TESTER)
        cut_the_end_off(north)

        told = self.run()

        assert isinstance(told.exception, Refused)
        assert f"Chain {north.pk} of the activity log" in told.exception.sentence
        assert [file.name[:7] for file in anchors.iterdir()] == ["chain-0"]

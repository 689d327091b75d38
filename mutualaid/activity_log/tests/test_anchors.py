import json
import stat
from datetime import UTC, datetime

import pytest

from mutualaid.activity_log.actions import anchor_chain
from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.activity_log.anchors import Anchor, add_anchor
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused

from .lines import a_line, mac

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AN_ANCHOR = Anchor(7, 3, "d" * 64, 3, NOON.isoformat(), "k" * 8, "s" * 64)


@pytest.fixture
def anchors(settings, tmp_path):
    settings.ANCHORS_DIR = tmp_path / "kept" / "anchors"
    return settings.ANCHORS_DIR


@pytest.mark.django_db
class TestAnchorChain:
    @pytest.fixture(autouse=True)
    def _within_the_installation(self, anchors):
        with within(0), clock.frozen_at(NOON):
            yield

    def test_states_where_a_chain_stands_with_a_signature(self, anchors, settings):
        a_line()
        newest = a_line()

        anchor_chain(chain=0)

        told = json.loads((anchors / "chain-0-2026.jsonl").read_text())
        signature = told.pop("signature")
        assert told == {
            "chain": 0,
            "sequence": 2,
            "digest": newest.digest,
            "lines": 2,
            "anchored_at": "2026-11-21T12:00:00+00:00",
            "key_id": newest.key_id,
        }
        said = ["anchor", *(told[name] for name in sorted(told))]
        assert signature == mac(said, settings.LOG_KEY)

    def test_has_nothing_to_say_of_a_chain_that_has_not_begun(self, anchors):
        assert anchor_chain(chain=0) is None
        assert not anchors.exists()

    def test_adds_to_the_file_of_the_year(self, anchors):
        a_line()
        anchor_chain(chain=0)
        with clock.frozen_at(NOON.replace(year=2027)):
            anchor_chain(chain=0)
            anchor_chain(chain=0)

        lines = [
            len(path.read_text().splitlines()) for path in sorted(anchors.iterdir())
        ]
        assert lines == [1, 2]

    def test_says_why_it_cannot_be_written(self, anchors):
        a_line()
        anchors.parent.mkdir()
        anchors.write_text("a file in the way")

        with pytest.raises(Refused, match=r"MUTUALAID_ANCHORS is .*: file exists"):
            anchor_chain(chain=0)


@pytest.mark.usefixtures("database_in_hand")
class TestChangedChain:
    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(
                lambda: Entry._base_manager.filter(sequence=1).delete(), id="line gone"
            ),
            pytest.param(
                lambda: Entry._base_manager.filter(sequence=2).update(act="o"),
                id="newest line changed",
            ),
            pytest.param(
                lambda: Entry._base_manager.filter(sequence=2).update(key_id="o"),
                id="newest line of another key",
            ),
            pytest.param(
                lambda: Entry._base_manager.filter(sequence=2).update(digest="o"),
                id="newest line not the head's",
            ),
            pytest.param(
                lambda: ChainHead.objects.update(digest="o"), id="head changed"
            ),
            pytest.param(lambda: ChainHead.objects.all().delete(), id="head gone"),
        ],
    )
    def test_is_signed_for_by_nobody(self, change, anchors):
        a_line()
        a_line()
        change()

        with pytest.raises(Refused, match="verify-log"):
            anchor_chain(chain=0)

        assert not anchors.exists()


class TestFile:
    def test_is_its_owners_only(self, tmp_path):
        path = add_anchor(AN_ANCHOR, tmp_path / "anchors")

        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_keeps_a_line_that_was_cut_short_from_spoiling_the_next(self, tmp_path):
        path = add_anchor(AN_ANCHOR, tmp_path)
        path.write_text('{"chain": 7, "seq')

        add_anchor(AN_ANCHOR, tmp_path)

        assert json.loads(path.read_text().splitlines()[1])["sequence"] == 3


class TestAnchorBook:
    @pytest.mark.parametrize(
        "line",
        [
            "not JSON",
            "[]",
            "[" * 100_000,
            '{"chain": 7}',
            json.dumps({**AN_ANCHOR.said(), "signature": "s" * 64}),
            json.dumps({**AN_ANCHOR.said(), "signature": None}),
            json.dumps({**AN_ANCHOR.said(), "signature": "", "more": 1}),
        ],
    )
    def test_trusts_no_line_that_a_key_of_ours_has_not_signed(self, line, tmp_path):
        (tmp_path / "chain-7-2026.jsonl").write_text(line + "\n")

        book = AnchorBook(tmp_path)

        assert book.of_chain(7) == []
        assert book.unsigned == ["chain-7-2026.jsonl line 1"]

    @pytest.mark.django_db
    def test_trusts_a_former_key_and_no_other(self, settings, anchors):
        with within(0):
            a_line()
            anchor_chain(chain=0)
        former, settings.LOG_KEY = settings.LOG_KEY, "n" * 40

        assert AnchorBook(anchors).unsigned != []

        settings.LOG_OLD_KEYS = [former]
        assert AnchorBook(anchors).unsigned == []
        assert list(AnchorBook(anchors).chains()) == [0]

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "name", ["chain", "sequence", "digest", "lines", "anchored_at"]
    )
    def test_trusts_none_that_says_something_else_than_was_signed(self, anchors, name):
        with within(0):
            a_line()
            anchor_chain(chain=0)
        (path,) = anchors.iterdir()
        told = json.loads(path.read_text())
        told[name] = told[name] + (1 if isinstance(told[name], int) else "0")

        path.write_text(json.dumps(told))

        assert len(AnchorBook(anchors).unsigned) == 1

    def test_of_a_directory_that_is_not_there_is_empty(self, tmp_path):
        book = AnchorBook(tmp_path / "nowhere")

        assert (list(book.chains()), book.unsigned) == ([], [])

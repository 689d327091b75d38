from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from mutualaid.activity_log import verifying
from mutualaid.activity_log.actions import anchor_chain
from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.activity_log.findings import MOST_FINDINGS, Fault, Findings
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.activity_log.verifying import verify_chain
from mutualaid.core import clock
from mutualaid.core.area import within

from .lines import a_line

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AREA = 7
ON_SQLITE = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL takes no value of another type"
)


@pytest.fixture(autouse=True)
def _at_noon(database_in_hand, settings, tmp_path):
    settings.ANCHORS_DIR = tmp_path / "anchors"
    with clock.frozen_at(NOON), within(AREA):
        for _ in range(5):
            a_line()
        yield


def rows(**where):
    return Entry._base_manager.filter(chain=AREA, **where)


def told(settings, chain: int = AREA) -> list[str]:
    report = verify_chain(chain, AnchorBook(settings.ANCHORS_DIR))
    return [finding.sentence for finding in report.findings]


class TestSentences:
    def test_are_none_for_a_chain_as_it_was_written(self, settings):
        report = verify_chain(AREA, AnchorBook(settings.ANCHORS_DIR))

        assert (report.lines, report.findings) == (5, ())
        assert not report.has_tampering

    def test_name_a_changed_line_and_no_other(self, settings):
        rows(sequence=3).update(actor="person:SAM")

        assert told(settings) == ["Chain 7, line 3: not as written."]

    def test_name_a_run_of_lines_once(self, settings):
        rows(sequence__in=[2, 3, 4]).update(subject="o")

        assert told(settings) == ["Chain 7, lines 2 to 4: not as written."]

    def test_name_what_is_missing(self, settings):
        rows(sequence__in=[1, 3, 5]).delete()

        assert told(settings) == [
            f"Chain 7, line {number}: missing." for number in (1, 3, 5)
        ]

    def test_tell_a_key_that_is_not_here(self, settings):
        settings.LOG_KEY = "n" * 40

        lines, end = told(settings)

        assert lines.startswith(
            "Chain 7, lines 1 to 5: sealed with a key that is not here"
        )
        assert "MUTUALAID_LOG_OLD_KEYS" in lines
        assert end.startswith("Chain 7: the seal of its end does not hold")

    def test_tell_that_the_end_was_changed_before_a_line(self, settings):
        ChainHead.objects.update(seal="")
        a_line()

        assert told(settings) == [
            "Chain 7, line 6: added after somebody had changed the chain's end."
        ]

    def test_tell_lines_put_in_another_order(self, settings):
        rows(sequence=2).update(id=-2)

        assert told(settings) == ["Chain 7, line 2: not added in this order."]

    def test_tell_of_lines_without_an_end(self, settings):
        ChainHead.objects.all().delete()

        assert told(settings) == ["Chain 7: nothing says where it ends."]

    def test_tell_of_lines_outside(self, settings):
        ChainHead.objects.update(sequence=4, digest=rows(sequence=4).get().digest)

        assert told(settings) == [
            "Chain 7: the seal of its end does not hold, so lines may have been cut off there.",
            "Chain 7: holds lines before its start, beyond its end, or twice.",
        ]

    def test_tell_of_an_end_elsewhere(self, settings):
        ChainHead.objects.update(digest=rows(sequence=4).get().digest)

        assert told(settings)[0] == "Chain 7: its end and its newest line do not agree."

    def test_are_a_hundred_at_most(self):
        findings = Findings(AREA)

        for number in range(0, 300, 2):
            findings.add(Fault.CHANGED, number + 1)

        assert len(list(findings)) == MOST_FINDINGS
        assert findings.left_out == 50


class TestAnchors:
    def test_show_that_a_whole_chain_is_gone(self, settings):
        anchor_chain(chain=AREA)
        rows().delete()
        ChainHead.objects.all().delete()

        assert told(settings) == ["Chain 7: no line is left of it."]

    def test_show_that_a_chain_was_begun_anew(self, settings):
        anchor_chain(chain=AREA)
        rows().delete()
        ChainHead.objects.all().delete()
        a_line()

        assert told(settings) == [
            "Chain 7, line 5: missing, though the anchor of 2026-11-21 vouches for it."
        ]
        for _ in range(4):
            a_line(act="tests.anew")
        assert told(settings) == [
            "Chain 7, line 5: not the one that the anchor of 2026-11-21 vouches for."
        ]

    def test_show_an_end_put_back_with_its_lines(self, settings):
        before = ChainHead.objects.values().get()
        a_line()
        anchor_chain(chain=AREA)
        rows(sequence=6).delete()
        ChainHead.objects.update(**before)

        assert told(settings) == [
            "Chain 7, line 6: missing, though the anchor of 2026-11-21 vouches for it."
        ]

    def test_are_missed_after_two_days(self, settings):
        with clock.frozen_at(NOON + timedelta(days=2)):
            assert told(settings) == []
        with clock.frozen_at(NOON + timedelta(days=2, seconds=1)):
            report = verify_chain(AREA, AnchorBook(settings.ANCHORS_DIR))

        (finding,) = report.findings
        assert finding.sentence == (
            "Chain 7, lines 1 to 5: covered by no anchor after two days."
        )
        assert finding.fault.is_warning
        assert not report.has_tampering

    def test_are_missed_for_the_lines_since(self, settings):
        anchor_chain(chain=AREA)
        a_line()

        with clock.frozen_at(NOON + timedelta(days=3)):
            assert told(settings) == [
                "Chain 7, line 6: covered by no anchor after two days."
            ]


class TestAnArea:
    def test_without_a_line_is_a_finding(self, settings):
        assert told(settings, chain=8) == ["Chain 8: no line is left of it."]

    def test_is_not_the_installation_which_may_have_none(self, settings):
        assert told(settings, chain=0) == []


@ON_SQLITE
class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("column", "value", "sentence"),
        [
            ("recorded_at", "yesterday", "Chain 7, line 3: not as written."),
            ("recorded_at", "2026-99-99 99:99", "Chain 7, line 3: cannot be read."),
            ("detail", "[" * 100_000, "Chain 7, line 3: cannot be read."),
            ("detail", '{"it": 1e999}', "Chain 7, line 3: not as written."),
            ("actor", b"\xff\xfe", "Chain 7, line 3: not as written."),
            ("is_confidential", 2, "Chain 7, line 3: not as written."),
            ("digest", 5, "Chain 7, line 3: not as written."),
        ],
    )
    def test_ends_no_search(self, settings, column, value, sentence):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute(
                f"UPDATE activity_log_entry SET {column} = %s WHERE sequence = 3",  # noqa: S608
                [value],
            )
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        rows(sequence=5).update(act="o")

        sentences = told(settings)

        assert sentence in sentences
        assert "Chain 7, line 5: not as written." in sentences

    def test_is_no_end_either(self, settings):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE activity_log_chainhead SET sequence = 'last'")

        assert told(settings) == ["Chain 7: nothing says where it ends."]


class TestBatches:
    @pytest.mark.parametrize("size", [1, 2, 5, 6])
    def test_leave_nothing_out_and_take_nothing_twice(
        self, settings, monkeypatch, size
    ):
        monkeypatch.setattr(verifying, "BATCH", size)
        steps = []

        report = verify_chain(
            AREA, AnchorBook(settings.ANCHORS_DIR), lambda *step: steps.append(step)
        )

        assert (report.lines, report.findings) == (5, ())
        assert steps[-1] == ("Chain 7", 5, 5)
        assert len(steps) == -(-5 // size)

    @pytest.mark.parametrize("size", [1, 2, 1000])
    def test_find_a_line_that_stands_twice(self, settings, monkeypatch, size):
        monkeypatch.setattr(verifying, "BATCH", size)
        with connection.cursor() as cursor:
            constraint = "activity_log_entry_in_order"
            if connection.vendor == "sqlite":
                pytest.skip("the constraint is part of the table")
            cursor.execute(
                f"ALTER TABLE activity_log_entry DROP CONSTRAINT {constraint}"
            )
        twice = rows(sequence=3).get()
        twice.pk = None
        twice.save(force_insert=True)

        assert "Chain 7, line 3: no continuation of the line before." in told(settings)


class TestWarnings:
    def test_alone_are_no_tampering(self):
        assert [fault for fault in Fault if fault.is_warning] == [Fault.NOT_ANCHORED]

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor

from .lines import TESTER, a_line, digest, faults

NOON = datetime(2026, 11, 21, 12, 0, 0, 250, tzinfo=UTC)
FIELDS_TO_FORGE = {
    "chain": 8,
    "sequence": 90,
    "recorded_at": datetime(2026, 11, 21, 12, tzinfo=UTC),
    "actor": "system:nobody",
    "role": "auditor",
    "act": "tests.undo",
    "subject": "meeting:BCDFGHJKMN",
    "detail": {"new": 4},
    "previous_digest": "0" * 64,
    "digest": "f" * 64,
}


def three_lines() -> list[int]:
    with clock.frozen_at(NOON):
        return [
            a_line(area_id=7, subject=f"source:{number}", detail={"new": number}).pk
            for number in range(1, 4)
        ]


def forge(pk: int, **columns) -> None:
    """Change a line behind the model's back, as somebody at the database would."""
    Entry._base_manager.filter(pk=pk).update(**columns)


@pytest.mark.django_db
class TestRecord:
    def test_keeps_who_did_what_in_which_role(self):
        with clock.frozen_at(NOON):
            a_line(
                act="directory.close",
                by=Actor("K7Q4MX9TW2", role="editor"),
                subject="meeting:BCDFGHJKMN",
                detail={"on": "2026-11-21"},
                area_id=7,
            )

        entry = Entry.objects.get()
        assert (entry.chain, entry.sequence) == (7, 1)
        assert (entry.recorded_at, entry.actor) == (NOON, "K7Q4MX9TW2")
        assert (entry.role, entry.act) == ("editor", "directory.close")
        assert entry.subject == "meeting:BCDFGHJKMN"
        assert entry.detail == {"on": "2026-11-21"}

    def test_what_belongs_to_no_area_is_in_the_installations_chain(self):
        assert a_line().chain == 0

    def test_numbers_the_lines_of_a_chain_from_one(self):
        assert [a_line().sequence for _ in range(4)] == [1, 2, 3, 4]

    @pytest.mark.django_db(transaction=True)
    def test_refuses_outside_a_transaction(self):
        with pytest.raises(transaction.TransactionManagementError, match="belong in"):
            record(act="tests.try", by=TESTER)

        assert not Entry.objects.exists()
        assert not ChainHead.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_refuses_in_a_transaction_that_is_broken_already(self):
        with transaction.atomic():
            transaction.set_rollback(True)
            with pytest.raises(transaction.TransactionManagementError):
                record(act="tests.try", by=TESTER)

        assert not Entry.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_a_rollback_leaves_no_line_and_the_next_takes_its_number(self):
        a_line()
        with transaction.atomic():
            record(act="tests.undone", by=TESTER)
            transaction.set_rollback(True)

        assert a_line().sequence == 2
        assert [entry.act for entry in Entry.objects.all()] == ["tests.try"] * 2
        assert faults(0) == []

    @pytest.mark.django_db(transaction=True)
    def test_writers_at_the_same_time_make_one_chain(self):
        def write(number: int) -> None:
            try:
                a_line(detail={"writer": number})
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as writers:
            list(writers.map(write, range(12)))

        assert Entry.objects.count() == 12
        assert faults(0) == []


@pytest.mark.django_db
class TestChain:
    def test_each_digest_follows_from_its_line_and_the_one_before(self):
        three_lines()

        rows = list(Entry.objects.order_by("sequence").values())
        assert rows[0]["previous_digest"] == ""
        assert rows[1]["previous_digest"] == rows[0]["digest"]
        assert rows[2]["previous_digest"] == rows[1]["digest"]
        for row in rows:
            assert row["digest"] == digest(row, row["previous_digest"])
        assert faults(7) == []

    def test_two_areas_have_chains_of_their_own(self):
        for area in (7, 8, 7, 0, 8):
            a_line(area_id=area)

        assert list(
            Entry.objects.order_by("chain", "sequence").values_list("chain", "sequence")
        ) == [(0, 1), (7, 1), (7, 2), (8, 1), (8, 2)]
        assert [faults(area) for area in (0, 7, 8)] == [[], [], []]

    @pytest.mark.parametrize("line", [1, 2, 3])
    @pytest.mark.parametrize("column", FIELDS_TO_FORGE)
    def test_shows_that_any_column_of_any_line_was_changed(self, column, line):
        pks = three_lines()

        forge(pks[line - 1], **{column: FIELDS_TO_FORGE[column]})

        assert faults(7) != []

    def test_knows_of_every_column(self):
        columns = {field.name for field in Entry._meta.get_fields()}

        assert set(FIELDS_TO_FORGE) == columns - {"id"}

    @pytest.mark.parametrize("line", [1, 2, 3])
    def test_shows_that_a_line_was_taken_out(self, line):
        pks = three_lines()

        Entry._base_manager.filter(pk=pks[line - 1]).delete()

        assert faults(7) != []

    def test_shows_a_line_that_was_changed_and_sealed_anew(self):
        pks = three_lines()
        row = Entry.objects.values().get(pk=pks[1])
        row["act"] = "tests.undo"

        forge(pks[1], act=row["act"], digest=digest(row, row["previous_digest"]))

        assert faults(7) == [
            "line 3 follows another line",
            "line 3 says something else",
        ]


class TestDetail(TestCase):
    @given(
        st.dictionaries(
            st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8),
            st.one_of(
                st.none(),
                st.booleans(),
                st.integers(-(2**53), 2**53),
                st.text(st.characters(exclude_characters="\0", codec="utf-8")),
                st.lists(st.text("abcé"), max_size=3),
            ),
            max_size=4,
        )
    )
    def test_comes_back_from_the_database_as_it_was_sealed(self, detail):
        a_line(area_id=7, detail=detail)

        assert faults(7) == []

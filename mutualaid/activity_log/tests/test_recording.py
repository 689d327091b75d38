from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.keys import current_key
from mutualaid.activity_log.models import UNSEALED, ChainHead, Entry
from mutualaid.activity_log.plain_values import LONGEST_TEXT
from mutualaid.activity_log.sealing import digest_of
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused

from .lines import TESTER, a_line, digest, faults

NOON = datetime(2026, 11, 21, 12, 0, 0, 250, tzinfo=UTC)
AREA = 7


def three_lines() -> None:
    with clock.frozen_at(NOON):
        for number in range(1, 4):
            a_line(area_id=AREA, subject=f"source:{number}", detail={"new": number})


def sequences(area: int) -> list[int]:
    with within(area):
        lines = Entry.objects.filter(chain=area).order_by("pk")
        return list(lines.values_list("sequence", flat=True))


@pytest.mark.django_db
class TestRecord:
    def test_keeps_who_did_what_in_which_role(self):
        with clock.frozen_at(NOON):
            a_line(
                act="directory.close",
                by=Actor("K7Q4MX9TW2", role="editor"),
                subject="meeting:BCDFGHJKMN",
                detail={"on": "2026-11-21"},
                area_id=AREA,
            )

        with within(AREA):
            entry = Entry.objects.get()
        assert (entry.chain, entry.sequence) == (7, 1)
        assert (entry.recorded_at, entry.actor) == (NOON, "K7Q4MX9TW2")
        assert (entry.role, entry.act) == ("editor", "directory.close")
        assert entry.subject == "meeting:BCDFGHJKMN"
        assert entry.detail == {"on": "2026-11-21"}

    def test_what_belongs_to_no_area_is_in_the_installations_chain(self):
        assert a_line().chain == 0

    def test_what_is_done_within_an_area_is_in_its_chain(self):
        with within(AREA):
            assert a_line().chain == AREA
            assert not a_line().is_confidential
            assert a_line(confidential=True).is_confidential
        assert faults(AREA) == []

    def test_numbers_the_lines_of_a_chain_from_one(self):
        assert [a_line().sequence for _ in range(4)] == [1, 2, 3, 4]

    @pytest.mark.django_db(transaction=True)
    def test_refuses_outside_a_transaction(self):
        with pytest.raises(transaction.TransactionManagementError, match="belong in"):
            record(act="tests.try", by=TESTER)

        with within(0):
            assert not Entry.objects.exists()
            assert not ChainHead.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_refuses_in_a_transaction_that_is_broken_already(self):
        with transaction.atomic():
            transaction.set_rollback(True)
            with pytest.raises(transaction.TransactionManagementError):
                record(act="tests.try", by=TESTER)

        assert sequences(0) == []

    @pytest.mark.django_db(transaction=True)
    def test_a_rollback_leaves_no_line_and_the_next_takes_its_number(self):
        a_line()
        with transaction.atomic(), within(0):
            record(act="tests.undone", by=TESTER)
            transaction.set_rollback(True)

        assert a_line(act="tests.again").sequence == 2
        with within(0):
            acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
        assert acts == ["tests.try", "tests.again"]
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

        assert sequences(0) == list(range(1, 13))
        assert faults(0) == []


@pytest.mark.django_db
class TestChain:
    def test_each_digest_follows_from_its_line_and_the_one_before(self):
        three_lines()

        assert faults(AREA) == []
        with within(AREA):
            rows = list(Entry.objects.order_by("sequence").values())
        assert rows[0]["previous_digest"] == ""
        for before, row in pairwise(rows):
            assert row["previous_digest"] == before["digest"]

    def test_two_areas_have_chains_of_their_own(self):
        for area in (7, 8, 7, 0, 8):
            a_line(area_id=area)

        assert [sequences(area) for area in (0, 7, 8)] == [[1], [1, 2], [1, 2]]
        assert [faults(area) for area in (0, 7, 8)] == [[], [], []]

    def test_goes_on_under_a_new_key(self, settings):
        three_lines()
        former, settings.LOG_KEY = settings.LOG_KEY, "n" * 40
        settings.LOG_OLD_KEYS = [former]

        entry = a_line(area_id=AREA)

        with within(AREA):
            keys = Entry.objects.order_by("sequence").values_list("key_id", flat=True)
            assert [key == entry.key_id for key in keys] == [False] * 3 + [True]
            assert ChainHead.objects.get().key_id == entry.key_id
        assert digest(vars(entry), entry.previous_digest) == entry.digest
        assert entry.previous_digest != UNSEALED


@pytest.mark.usefixtures("database_in_hand")
class TestChangedHead:
    def change(self, **columns) -> None:
        ChainHead.objects.filter(chain=AREA).update(**columns)

    def test_leaves_a_gap_for_good_and_the_act_goes_on(self, caplog):
        three_lines()
        self.change(sequence=2, digest=Entry.objects.get(sequence=2).digest)
        Entry._base_manager.filter(sequence=3).delete()

        assert a_line(area_id=AREA).previous_digest == UNSEALED
        assert a_line(area_id=AREA).previous_digest != UNSEALED
        assert "chain 7 of the activity log was changed" in caplog.text

    def test_that_is_gone_is_made_anew_behind_the_lines_there_are(self):
        three_lines()
        ChainHead.objects.all().delete()

        entry = a_line(area_id=AREA)

        assert (entry.sequence, entry.previous_digest) == (4, UNSEALED)

    def test_with_a_key_nobody_knows_is_no_better(self, settings):
        three_lines()
        settings.LOG_KEY = "n" * 40

        assert a_line(area_id=AREA).previous_digest == UNSEALED


@pytest.mark.django_db
class TestKey:
    @pytest.mark.parametrize(
        "key", ["", "short", "a sentence of more than 32 characters"]
    )
    def test_that_anybody_could_guess_refuses_every_act(self, settings, key):
        settings.LOG_KEY = key

        with pytest.raises(Refused, match="MUTUALAID_LOG_KEY"):
            a_line()

        with within(0):
            assert not Entry.objects.exists()

    def test_is_told_to_nobody(self):
        assert "secret" not in repr(current_key())


@pytest.mark.django_db
class TestQueries:
    def test_are_three_for_a_line(self, django_assert_num_queries):
        a_line(area_id=AREA)

        with (
            within(AREA),
            transaction.atomic(),
            django_assert_num_queries(3),
        ):
            record(act="tests.try", by=TESTER)


TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=LONGEST_TEXT
)
SINGLE = st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), TEXT)
LISTS = st.lists(SINGLE, max_size=4)
DICTS = st.dictionaries(TEXT, SINGLE, max_size=4)


class TestDetail(TestCase):
    @given(
        st.dictionaries(TEXT, st.one_of(SINGLE, LISTS, DICTS), max_size=4),
        TEXT,
        st.datetimes(
            datetime(1990, 1, 1),  # noqa: DTZ001
            datetime(2090, 1, 1),  # noqa: DTZ001
            timezones=st.sampled_from([UTC, clock.LOCAL_ZONE]),
        ),
    )
    def test_comes_back_from_the_database_as_it_was_sealed(
        self, detail, subject, instant
    ):
        with clock.frozen_at(instant):
            a_line(area_id=AREA, detail=detail, subject=subject)

        assert faults(AREA) == []
        with within(AREA):
            newest = Entry.objects.order_by("pk").last()
        assert newest.digest == digest_of(newest, current_key())
        assert newest.detail == detail

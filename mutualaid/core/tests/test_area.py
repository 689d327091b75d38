import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest
from django.db import DatabaseError, connection, transaction

from mutualaid.core.area import (
    INSTALLATION,
    current_area_id,
    streamed_within,
    within,
)
from mutualaid.core.tests.database_roles import forget_area

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite is not told of areas"
)


@pytest.fixture(autouse=True)
def _nobody(db) -> None:
    if connection.vendor == "postgresql":
        forget_area()


def told() -> str:
    """The area that the database has been told, empty for none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('mutualaid.area', true)")
        return cursor.fetchone()[0] or ""


def go_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0" if connection.vendor != "sqlite" else "SELEC")


class TestWithin:
    def test_is_none_outside(self):
        assert current_area_id() is None

    def test_nests_and_gives_the_outer_one_back(self):
        with within(1):
            with within(2):
                assert current_area_id() == 2
            assert current_area_id() == 1
        assert current_area_id() is None

    def test_ends_with_an_error_too(self):
        with pytest.raises(ZeroDivisionError), within(1):
            _ = 1 / 0

        assert current_area_id() is None

    def test_is_not_seen_by_another_thread(self):
        with within(1), ThreadPoolExecutor(1) as other:
            assert other.submit(current_area_id).result() is None

    def test_can_stand_above_a_function_that_is_called_often(self):
        @within(INSTALLATION)
        def asked() -> int | None:
            return current_area_id()

        assert [asked(), current_area_id(), asked()] == [0, None, 0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite")
class TestWithinOnSqlite:
    @pytest.mark.django_db(transaction=True)
    def test_opens_no_transaction(self, django_assert_num_queries):
        with django_assert_num_queries(0), within(1):
            assert not connection.in_atomic_block


@only_postgresql
class TestWithinOnPostgresql:
    def test_tells_the_database(self):
        assert told() == ""
        with within(7):
            assert told() == "7"
            with within(INSTALLATION):
                assert told() == "0"
            assert told() == "7"
        assert told() == ""

    def test_tells_it_for_one_transaction_only(self, transactional_db):
        with within(7):
            assert connection.in_atomic_block
            assert told() == "7"

        assert not connection.in_atomic_block
        assert told() == ""

    def test_is_forgotten_with_the_transaction_whoever_ends_it(self, transactional_db):
        with within(7), connection.cursor() as cursor:
            cursor.execute("COMMIT")
            assert told() == ""

    @pytest.mark.parametrize("inner", [ValueError, DatabaseError])
    def test_gives_the_outer_one_back_after_an_error(self, inner):
        with within(1):
            with pytest.raises(inner), within(2):
                raise inner
            assert told() == "1"

    def test_leaves_the_original_error_of_a_broken_transaction(self):
        with within(1):
            with pytest.raises(DatabaseError, match="division by zero"), within(2):
                go_wrong()
            assert told() == "1"

    def test_is_undone_where_the_work_asks_for_it(self):
        with within(1):
            with within(2):
                transaction.set_rollback(True)
            assert told() == "1"

    @pytest.mark.parametrize("around", [nullcontext(), within(1)], ids=["out", "in"])
    def test_tells_of_an_error_that_nobody_passed_on(self, transactional_db, around):
        done: list[str] = []

        def pass_over() -> None:
            with around, within(2):
                transaction.on_commit(lambda: done.append("kept"))
                with pytest.raises(DatabaseError):
                    go_wrong()

        with pytest.raises(transaction.TransactionManagementError, match="refused"):
            pass_over()

        assert done == []
        assert told() == ""

    def test_tells_of_a_connection_that_was_lost(self, transactional_db):
        with pytest.raises(transaction.TransactionManagementError), within(1):
            connection.close()

        assert told() == ""

    def test_what_waits_for_the_commit_is_done_after_it(self, transactional_db):
        seen: list[tuple[bool, str]] = []

        with within(1), within(2):
            transaction.on_commit(
                lambda: seen.append((connection.in_atomic_block, told()))
            )
            assert seen == []

        assert seen == [(False, "")]


class Told:
    """Pieces that say for which area each was made, and whether the work was ended."""

    def __init__(self, area_id: int, pieces: int = 3) -> None:
        self.left: list[int] = []
        self.stream = streamed_within(area_id, lambda: self._pieces(area_id, pieces))

    def _pieces(self, area_id: int, pieces: int) -> Iterator[str]:
        try:
            for number in range(pieces):
                known = told() if connection.vendor == "postgresql" else area_id
                yield f"{current_area_id()}:{known}:{number}"
        finally:
            self.left.append(area_id)


class TestStreamedWithin:
    def test_makes_every_piece_within_the_area(self):
        assert list(Told(7).stream) == ["7:7:0", "7:7:1", "7:7:2"]
        assert current_area_id() is None

    def test_starts_nothing_before_it_is_read(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            Told(7)

    def test_two_streams_may_take_turns(self, transactional_db):
        one, two = Told(1).stream, Told(2).stream

        seen = []
        for pair in zip(one, two, strict=True):
            seen.append((*pair, current_area_id(), connection.in_atomic_block))

        assert seen == [
            (f"1:1:{number}", f"2:2:{number}", None, False) for number in range(3)
        ]

    def test_keeps_the_readers_own_area_apart(self):
        stream = Told(7).stream
        with within(1):
            assert next(stream) == "7:7:0"
            assert current_area_id() == 1
        assert next(stream) == "7:7:1"

    def test_ends_where_the_reader_goes_away(self, transactional_db):
        told_of = Told(7)
        next(told_of.stream)

        told_of.stream.close()
        gc.collect()

        assert told_of.left == [7]
        assert current_area_id() is None
        assert not connection.in_atomic_block

    def test_an_error_in_a_piece_reaches_the_reader(self, transactional_db):
        def pieces() -> Iterator[str]:
            yield "first"
            raise ValueError("no more")

        stream = streamed_within(7, pieces)

        assert next(stream) == "first"
        with pytest.raises(ValueError, match="no more"):
            next(stream)
        assert current_area_id() is None
        assert not connection.in_atomic_block

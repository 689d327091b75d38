from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident

import pytest
from bare_sql import rows
from django.db import connection, connections

from mutualaid.core.area import streamed_within, within
from mutualaid.organisations.models import Area, Organisation
from mutualaid.organisations.tests.factories import area, organisation

TURNS = 200
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def one_pooled_connection() -> Iterator[None]:
    """A pool as in use, but with a single connection to hand round."""
    options = connection.settings_dict["OPTIONS"]
    connection.close()
    options["pool"] = {"min_size": 1, "max_size": 1}
    try:
        yield
    finally:
        connection.close()
        connections["default"].close_pool()
        del options["pool"]


@pytest.fixture
def areas() -> list[Area]:
    made = [area(), area()]
    for each in made:
        for _ in range(3):
            organisation(each)
    # The session knows of an area by what the factories told it; a new one knows none.
    connection.close()
    return made


def seen(area_id: int) -> tuple[set[int], set[int], int]:
    """What a query without any filter finds, on which session, and what is seen outside."""
    try:
        with within(area_id):
            found = set(Organisation.objects.values_list("area_id", flat=True))
            ((session,),) = rows("SELECT pg_backend_pid()")
        outside = set(Organisation.objects.values_list("area_id", flat=True))
        return found, outside, session
    finally:
        connections.close_all()


class TestOnePooledConnection:
    def test_never_shows_an_area_the_rows_of_another(
        self, areas, one_pooled_connection
    ):
        sessions, threads = set(), set()
        start = Barrier(2)

        def take_turns(area_id: int) -> int:
            start.wait()
            threads.add(get_ident())
            for _ in range(TURNS):
                found, outside, session = seen(area_id)
                assert (found, outside) == ({area_id}, set())
                sessions.add(session)
            return TURNS

        with ThreadPoolExecutor(2) as both:
            turns = list(both.map(take_turns, [each.pk for each in areas]))

        assert turns == [TURNS, TURNS]
        assert (len(sessions), len(threads)) == (1, 2)

    def test_shows_nothing_after_an_error_either(self, areas, one_pooled_connection):
        for turn in range(20):
            with pytest.raises(ZeroDivisionError), within(areas[turn % 2].pk):
                _ = len(Organisation.objects.all()) / 0
            assert Organisation.objects.count() == 0
            connection.close()

    def test_is_shared_by_streams_that_take_turns(self, areas, one_pooled_connection):
        def pieces() -> Iterator[str]:
            for number in range(3):
                (row,) = Organisation.objects.order_by("pk")[number : number + 1]
                yield str(row.area_id)

        streams = [streamed_within(each.pk, pieces) for each in areas]

        told = list(zip(*streams, strict=True))
        assert told == [tuple(str(each.pk) for each in areas)] * 3
        assert Organisation.objects.count() == 0

"""The finder answers while a hostile list is being read in the same process."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import perf_counter

import pytest

from mutualaid.directory.formats import read
from mutualaid.directory.formats.records import FormatError

from .factories import a_meeting
from .test_formats_hostile import HOSTILE, KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.figures]
LONGEST = 2.0  # seconds that somebody on a telephone would wait without wondering
FEWEST = 5


def reads(data: bytes) -> None:
    with suppress(FormatError):
        read(data)


class TestFinder:
    @pytest.mark.parametrize("kind", KINDS)
    def test_answers_while_a_hostile_list_is_read(self, kind, client, record_property):
        a_meeting()
        data = eval(HOSTILE[kind])  # noqa: S307 (our own words)
        client.get("/meetings/")
        waited = []

        with ThreadPoolExecutor(1) as beside:
            reading = beside.submit(reads, data)
            while not reading.done() or len(waited) < FEWEST:
                began = perf_counter()
                assert client.get("/meetings/").status_code == 200
                waited.append(perf_counter() - began)
            reading.result()

        record_property("answers meanwhile", len(waited))
        record_property("seconds for the slowest", f"{max(waited):.2f}")
        assert max(waited) < LONGEST

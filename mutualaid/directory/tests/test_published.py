import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connections

from mutualaid.core import clock
from mutualaid.directory.models import (
    DifferentDate,
    DirectoryRevision,
    VenueFact,
)
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.published import Published, PublishedDirectory, entries
from mutualaid.directory.recurrence import ExceptionKind

from .factories import a_fellowship, a_group, a_meeting, a_venue, an_area

PATIENCE = 20  # seconds, on a machine that does other things too


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


class Builder:
    """Stands in for reading the directory: counts, waits and fails as it is told."""

    def __init__(self) -> None:
        self.revision = 1
        self.built: list[int] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.trouble: Exception | None = None

    def at(self, revision: int) -> SimpleNamespace:
        self.built.append(revision)
        assert self.may_go_on.wait(PATIENCE)
        if self.trouble:
            raise self.trouble
        return SimpleNamespace(snapshot=SimpleNamespace(revision=revision))


@pytest.fixture
def builder(monkeypatch) -> Builder:
    made = Builder()
    monkeypatch.setattr(Published, "at", made.at)
    monkeypatch.setattr(DirectoryRevision, "current", lambda: made.revision)
    return made


@pytest.fixture
def directory() -> PublishedDirectory:
    return PublishedDirectory()


@pytest.fixture
def large(builder, directory) -> PublishedDirectory:
    """One whose last build took longer than a request should wait."""
    directory.current()
    directory._seconds = directory.LONGEST_WAIT + 0.1
    return directory


class TestSmallDirectory:
    def test_is_the_same_while_nothing_changes(self, builder, directory):
        first = directory.current()

        assert directory.current() is first
        assert builder.built == [1]

    def test_is_built_anew_for_the_request_that_finds_a_change(
        self, builder, directory
    ):
        first = directory.current()
        builder.revision = 2

        second = directory.current()

        assert second is not first
        assert second.snapshot.revision == 2
        assert directory.current() is second

    def test_is_built_anew_where_a_database_was_put_back(self, builder, directory):
        builder.revision = 9
        directory.current()
        builder.revision = 4

        assert directory.current().snapshot.revision == 4

    def test_is_read_again_when_told_to_forget(self, builder, directory):
        first = directory.current()
        directory.forget()

        assert directory.current() is not first

    def test_is_built_once_for_many_first_requests(self, builder, directory):
        builder.may_go_on.clear()
        with ThreadPoolExecutor(8) as visitors:
            waiting = [visitors.submit(directory.current) for _ in range(8)]
            wait_until(lambda: builder.built)
            builder.may_go_on.set()
            copies = {id(each.result()) for each in waiting}

        assert len(copies) == 1
        assert builder.built == [1]

    def test_is_not_built_for_a_number_that_is_past(self, builder, directory):
        builder.may_go_on.clear()
        with ThreadPoolExecutor(3) as visitors:
            waiting = [visitors.submit(directory.current)]
            wait_until(lambda: builder.built)
            builder.revision = 2
            waiting += [visitors.submit(directory.current) for _ in range(2)]
            builder.revision = 3
            builder.may_go_on.set()
            for each in waiting:
                each.result()

        assert directory.current().snapshot.revision == 3
        assert builder.built == [1, 3]

    def test_is_tried_again_after_a_build_that_failed(self, builder, directory):
        builder.trouble = ValueError("nothing to read")
        with pytest.raises(ValueError, match="nothing to read"):
            directory.current()
        builder.trouble = None

        assert directory.current().snapshot.revision == 1


class TestLargeDirectory:
    def test_is_rebuilt_beside_the_traffic(self, builder, large):
        old = large.current()
        builder.may_go_on.clear()
        builder.revision = 2

        during = [large.current() for _ in range(5)]
        wait_until(lambda: builder.built == [1, 2])
        during += [large.current() for _ in range(5)]
        builder.may_go_on.set()
        wait_until(lambda: large.current() is not old)

        assert all(copy is old for copy in during)
        assert large.current().snapshot.revision == 2
        assert builder.built == [1, 2]

    def test_is_rebuilt_once_more_for_all_that_changed_meanwhile(self, builder, large):
        builder.may_go_on.clear()
        builder.revision = 2
        large.current()
        wait_until(lambda: builder.built == [1, 2])
        for revision in range(3, 40):
            builder.revision = revision
            large.current()
        builder.may_go_on.set()
        wait_until(lambda: large.current().snapshot.revision >= 2)
        large._seconds = large.LONGEST_WAIT + 0.1
        wait_until(lambda: large.current().snapshot.revision == 39)

        assert builder.built == [1, 2, 39]

    def test_is_waited_for_again_once_it_is_small(self, builder, large):
        builder.revision = 2
        large.current()
        wait_until(lambda: large.current().snapshot.revision == 2)
        assert large._seconds < large.LONGEST_WAIT

        builder.revision = 3
        assert large.current().snapshot.revision == 3

    def test_is_the_old_copy_after_a_build_that_failed_and_is_tried_again(
        self, builder, large, caplog
    ):
        old = large.current()
        builder.revision = 2
        builder.trouble = RuntimeError("Quillbury is too much")

        with caplog.at_level(logging.ERROR):
            assert large.current() is old
            wait_until(lambda: caplog.records)
        wait_until(lambda: not large._beside.locked())
        builder.trouble = None
        assert large.current() is old
        wait_until(lambda: large.current().snapshot.revision == 2)

        (line,) = caplog.records
        assert line.name == "mutualaid.errors"
        assert line.fields["exception"] == "RuntimeError"
        assert "Quillbury" not in str(line.__dict__)


@pytest.mark.django_db(transaction=True)
class TestWithADatabase:
    def test_a_build_beside_reads_what_was_committed(self, directory):
        a_meeting(name="First")
        assert directory.current().snapshot.size == 1
        directory._seconds = directory.LONGEST_WAIT + 0.1

        a_meeting(name="Second")

        assert directory.current().snapshot.size == 1
        wait_until(lambda: directory.current().snapshot.size == 2)
        wait_until(lambda: not directory._beside.locked())

    def test_first_requests_at_the_same_time_get_one_copy(self, directory):
        a_meeting()

        def visit(_: int) -> Published:
            try:
                return directory.current()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as visitors:
            copies = list(visitors.map(visit, range(8)))

        assert all(copy is directory.current() for copy in copies)


@pytest.mark.django_db
class TestPublished:
    def test_leaves_out_a_pattern_that_makes_no_sense_and_says_so(self, caplog):
        fellowship = a_fellowship()
        good = a_meeting()
        broken = a_meeting(interval=2)  # every other week, counted from no date

        held = list(entries({fellowship.pk: fellowship}))

        assert [entry.key for entry in held] == [good.pk]
        assert [record.fields for record in caplog.records] == [{"meeting": broken.pk}]

    def test_holds_what_the_public_may_see(self):
        a_meeting(name="Listed")
        a_meeting(name="Gone", status=MeetingStatus.GONE)

        assert Published.at(1).snapshot.size == 1

    def test_offers_national_fellowships_and_local_ones_with_meetings(self):
        a_fellowship("na")
        a_fellowship("here", area=an_area())
        a_meeting(fellowship=a_fellowship("smart"))
        a_meeting()

        published = Published.at(1)

        assert published.fellowships == (
            ("aa", "AA"),
            ("na", "NA"),
            ("smart", "SMART"),
        )
        assert published.choices.fellowships == {"aa", "here", "na", "smart"}
        assert published.fellowship_names["here"] == "HERE"

    def test_knows_places_of_located_venues_only(self):
        a_meeting(venue=a_venue(town="Northbridge"))
        nowhere = {"town": "Nowhere", "postcode": "", "latitude": None}
        a_meeting(venue=a_venue(**nowhere, longitude=None))
        a_venue(town="Nobody")
        a_meeting(venue=a_venue(town="Within"), visibility="residents")

        places = Published.at(1).places

        assert places.find("northbridge") is not None
        for name in ("nowhere", "nobody", "within"):
            assert places.find(name) is None

    @pytest.mark.parametrize("size", [2, 40])
    def test_takes_as_many_queries_however_many_there_are(
        self, django_assert_num_queries, size
    ):
        venue = a_venue()
        for number in range(size):
            a_meeting(name=f"Meeting {number}", venue=venue)

        with django_assert_num_queries(6):
            Published.at(1)


@pytest.mark.django_db
class TestEntries:
    def test_tell_all_that_is_asked_about(self):
        smart = a_fellowship("smart", approach="smart", for_whom=["use", "family"])
        meeting = a_meeting(
            fellowship=smart,
            group=a_group(name="Dock group"),
            features=["step-free"],
            languages=["en"],
            conference_phone="020 7946 0123",
            verified_on=date(2026, 11, 1),
            verified_how="confirmed",
        )
        DifferentDate.objects.create(
            area=an_area(),
            meeting=meeting,
            original_date=date(2026, 12, 28),
            kind=ExceptionKind.CANCELLED,
            created_at=clock.now(),
            updated_at=clock.now(),
        )

        (entry,) = entries({smart.pk: smart})

        assert (entry.key, entry.area) == (meeting.pk, an_area().pk)
        assert (entry.fellowship, entry.approach) == ("smart", "smart")
        assert entry.audiences == ("use", "family")
        assert (entry.mode, entry.openness) == ("in-person", "open")
        assert (entry.features, entry.languages) == (("step-free",), ("en",))
        assert entry.joining == ("telephone",)
        assert entry.verified_on == date(2026, 11, 1)
        assert (entry.latitude, entry.longitude) == (53.8, 0.75)
        (different,) = entry.schedule.exceptions
        assert different.original_date == date(2026, 12, 28)
        for word in ("Dock group", "St Anne’s Hall", "NB1 1AA", "NB11AA", "SMART"):
            assert word in entry.words

    def test_tell_of_the_place_what_was_found_out_there_before_what_a_list_says(self):
        meeting = a_meeting(features=["step-free", "hearing-loop", "women"])
        for question, is_so in (("step-free", False), ("quiet", True)):
            VenueFact.objects.create(
                area=meeting.area,
                venue=meeting.venue,
                question=question,
                is_so=is_so,
                checked_on=date(2026, 11, 1),
                by_role="recovery-champion",
            )

        (entry,) = entries({meeting.fellowship_id: meeting.fellowship})

        assert entry.access == ("hearing-loop", "quiet")

    def test_do_without_a_venue_and_a_group(self):
        meeting = a_meeting(venue=None, mode="online")

        (entry,) = entries({meeting.fellowship_id: meeting.fellowship})

        assert (entry.latitude, entry.town) == (None, "")
        assert entry.words == "AA in full AA"

    def test_leave_to_the_next_build_what_came_during_this_one(self):
        early, late = a_fellowship("aa"), a_fellowship("na")
        known = a_meeting(fellowship=early)
        a_meeting(fellowship=late)

        assert [entry.key for entry in entries({early.pk: early})] == [known.pk]

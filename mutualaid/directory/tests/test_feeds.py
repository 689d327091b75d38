import json
from datetime import date, timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.directory import duties
from mutualaid.directory.actions import (
    feeds,
    pause_feed,
    read_due_feeds,
    read_feed,
    reading_feeds,
    set_feed,
)
from mutualaid.directory.feed_health import Condition, health_of, is_due
from mutualaid.directory.fetching import Fetched, Stamp
from mutualaid.directory.models import ImportRun, Meeting, MeetingSource, SourceFeed
from mutualaid.directory.models.imports import ImportStatus
from mutualaid.directory.models.sources import Permission
from mutualaid.duties.registry import all_duties

from .factories import TESTER, a_fellowship, an_area
from .lists import a_record, bring_in

ADDRESS = "https://lists.example/meetings.json"
STAMP = Stamp('"one"', "Sat, 21 Nov 2026 10:00:00 GMT")
HOUR = timedelta(hours=1)


class Web:
    """Stands in for the web: answers with what it was given, and remembers what was asked."""

    def __init__(self, *records):
        self.asked = []
        self.now_has(*records)

    def now_has(self, *records, stamp=STAMP):
        data = json.dumps(records).encode()
        self.answer = Fetched(data, "meetings.json", stamp)

    def __call__(self, address, known):
        self.asked.append((address, known))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def source(db):
    bring_in(*[a_record(f"number-{n}") for n in range(5)])
    return MeetingSource.objects.get()


@pytest.fixture
def web():
    return Web(*[a_record(f"number-{n}", notes="New.") for n in range(5)])


def a_feed(source, **given):
    usual = {"address": ADDRESS, "every_hours": 6, "fellowship": "aa"}
    return set_feed(source=source, by=TESTER, by_role="tester", **{**usual, **given})


def read(source, web):
    return read_feed(source=MeetingSource.objects.get(), by=TESTER, fetch=web)


class TestSetFeed:
    def test_keeps_how_a_list_is_read_and_who_asked_for_it(self, source):
        feed = a_feed(
            source,
            mapping={"When": "day"},
            timezone="Europe/Dublin",
            stale_after_days=7,
            is_fellowships_own=True,
            permission=Permission.GIVEN,
            permission_note="By letter.",
            permission_on=date(2026, 11, 1),
        )

        feed.refresh_from_db()
        source.refresh_from_db()
        assert (feed.address, feed.every_hours) == (ADDRESS, 6)
        assert (feed.mapping, feed.timezone) == ({"When": "day"}, "Europe/Dublin")
        assert (feed.permission, feed.permission_by_role) == ("given", "tester")
        assert source.is_fellowships_own
        assert Entry.objects.latest("sequence").act == "directory.set_feed"

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"address": "ftp://lists.example"}, "http or https"),
            ({"address": "javascript:alert(1)"}, "http or https"),
            ({"address": "https://lists.example/" + "a" * 1000}, "too long"),
            ({"every_hours": 0}, "every hour at most"),
            ({"every_hours": 1000}, "every hour at most"),
            ({"address": ""}, "at which address"),
            ({"fellowship": "nobody"}, "no fellowship"),
            ({"timezone": "Moon"}, "no time zone"),
        ],
    )
    def test_refuses_what_cannot_be(self, source, given, words):
        with pytest.raises(Refused, match=words):
            a_feed(source, **given)

        assert not SourceFeed.objects.exists()

    def test_says_who_asked_only_where_the_permission_changed(self, source):
        a_feed(source, permission=Permission.OPEN)

        feed = set_feed(
            source=source,
            by=TESTER,
            by_role="another",
            address=ADDRESS,
            permission=Permission.OPEN,
        )

        assert feed.permission_by_role == "tester"

    @pytest.mark.parametrize(
        ("given", "is_read_anew"),
        [
            ({}, False),
            ({"every_hours": 12}, False),
            ({"mapping": {"When": "day"}}, True),
            ({"address": "https://lists.example/other"}, True),
            ({"is_fellowships_own": True}, True),
            ({"fellowship": ""}, True),
        ],
    )
    def test_reads_all_of_it_anew_where_it_is_told_otherwise(
        self, source, web, given, is_read_anew
    ):
        a_feed(source)
        read(source, web)

        a_feed(MeetingSource.objects.get(), **given)

        feed = SourceFeed.objects.get()
        assert (feed.digest == "") is (feed.etag == "") is is_read_anew

    def test_a_log_that_fails_keeps_nothing(self, source, monkeypatch):
        monkeypatch.setattr(feeds, "record", broken)

        with pytest.raises(RuntimeError):
            a_feed(source)

        assert not SourceFeed.objects.exists()


def broken(**_):
    raise RuntimeError("no room")


class TestPauseFeed:
    def test_stops_it_and_goes_on(self, source):
        a_feed(source)
        feed = pause_feed(source=source, is_paused=True, by=TESTER)
        assert not is_due(feed, clock.now())

        feed = pause_feed(source=source, is_paused=False, by=TESTER)
        assert is_due(feed, clock.now())

    def test_of_a_list_without_an_address_is_refused(self, source):
        with pytest.raises(Refused, match="no address"):
            pause_feed(source=source, is_paused=True, by=TESTER)

    def test_a_log_that_fails_keeps_nothing(self, source, monkeypatch):
        a_feed(source)
        monkeypatch.setattr(feeds, "record", broken)

        with pytest.raises(RuntimeError):
            pause_feed(source=source, is_paused=True, by=TESTER)

        assert not SourceFeed.objects.get().is_paused


class TestReadFeed:
    def test_takes_over_what_is_there(self, source, web):
        a_feed(source)

        run = read(source, web)

        assert (run.status, run.is_scheduled) == (ImportStatus.APPLIED, True)
        assert (run.address, run.by_role) == (ADDRESS, "schedule")
        assert set(Meeting.objects.values_list("notes", flat=True)) == {"New."}
        feed = SourceFeed.objects.get()
        assert (feed.etag, feed.last_modified) == (STAMP.etag, STAMP.last_modified)
        assert feed.problem == ""
        assert feed.tried_at is not None

    def test_shows_the_stamp_it_was_given_last(self, source, web):
        a_feed(source)
        read(source, web)
        read(source, web)

        assert web.asked == [(ADDRESS, Stamp()), (ADDRESS, STAMP)]

    @pytest.mark.parametrize("is_told", [True, False])
    def test_only_notes_the_day_where_nothing_changed(self, source, web, is_told):
        a_feed(source)
        read(source, web)
        if is_told:
            web.answer = Fetched(b"", "meetings.json", STAMP, is_unchanged=True)
        lines, later = Entry.objects.count(), clock.now() + HOUR

        with clock.frozen_at(later):
            assert read(source, web) is None

        assert MeetingSource.objects.get().last_read_at == later
        assert (ImportRun.objects.count(), Entry.objects.count()) == (2, lines)

    def test_keeps_the_last_good_copy_and_the_reason_where_it_cannot(self, source, web):
        a_feed(source)
        good = MeetingSource.objects.get().last_read_at
        lines = Entry.objects.count()
        web.answer = Refused("lists.example: it took too long to answer.")

        for hour in (1, 2):
            with clock.frozen_at(clock.now() + hour * HOUR):
                assert read(source, web) is None
                feed = SourceFeed.objects.get()
                assert feed.tried_at == clock.now()

        assert feed.problem == "lists.example: it took too long to answer."
        assert feed.problem_at < feed.tried_at
        assert MeetingSource.objects.get().last_read_at == good
        assert Meeting.objects.published().count() == 5
        assert Entry.objects.count() == lines + 1

    def test_keeps_it_where_the_list_is_none(self, source, web):
        a_feed(source)
        web.answer = Fetched(b"<html>Sorry", "meetings.json", STAMP)

        run = read(source, web)

        assert (run.status, run.rows) == (ImportStatus.FAILED, None)
        assert SourceFeed.objects.get().problem == run.problems[0]["reason"]
        assert Meeting.objects.published().count() == 5

    def test_keeps_it_where_the_mapping_no_longer_fits(self, source, web):
        a_feed(source)
        web.answer = Fetched(b"A,B\n1,2\n3,4\n", "meetings.csv", STAMP)

        run = read(source, web)

        assert (run.status, run.rows) == (ImportStatus.FAILED, None)
        assert "headings" in SourceFeed.objects.get().problem

    def test_is_held_back_by_the_guard_and_tried_again(self, source, web):
        a_feed(source)
        web.now_has(a_record("number-0"))

        first, second = read(source, web), read(source, web)

        first.refresh_from_db()
        assert (first.status, first.rows) == (ImportStatus.DROPPED, None)
        assert second.status == ImportStatus.REFUSED
        assert second.rows is not None
        assert "4 of the 5 meetings" in SourceFeed.objects.get().problem
        assert Meeting.objects.published().count() == 5

    def test_forgets_the_problem_once_it_goes_well(self, source, web):
        a_feed(source)
        good, web.answer = web.answer, Refused("No.")
        read(source, web)
        web.answer = good
        read(source, web)

        feed = SourceFeed.objects.get()
        assert (feed.problem, feed.problem_at) == ("", None)

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"address": "", "every_hours": None}, "no address"),
            ({"permission": Permission.REFUSED}, "may not be used"),
        ],
    )
    def test_is_refused_where_it_may_not_be(self, source, web, given, words):
        a_feed(source, **given)

        with pytest.raises(Refused, match=words):
            read(source, web)

        assert web.asked == []

    def test_a_log_that_fails_forgets_the_problem_too(self, source, web, monkeypatch):
        a_feed(source)
        web.answer = Refused("No.")
        monkeypatch.setattr(reading_feeds, "record", broken)

        with pytest.raises(RuntimeError):
            read(source, web)

        assert SourceFeed.objects.get().problem == ""

    def test_of_no_fellowship_reads_what_each_record_says(self, source, web):
        a_fellowship("na")
        a_feed(source, fellowship="")
        web.now_has(
            *[
                a_record(f"number-{n}", fellowship="Narcotics Anonymous")
                for n in range(5)
            ]
        )

        read(source, web)

        assert set(Meeting.objects.values_list("fellowship__key", flat=True)) == {"na"}


class TestReadDueFeeds:
    def due(self, web):
        return read_due_feeds(area_id=an_area().pk, by=TESTER, fetch=web)

    def test_reads_each_when_its_time_has_come(self, source, web):
        a_feed(source)
        began = clock.now()
        for hours, count in ((0, 1), (1, 0), (5, 0), (6, 1), (7, 0), (12, 1)):
            with clock.frozen_at(began + hours * HOUR):
                assert self.due(web) == count, hours

    @pytest.mark.parametrize(
        "given",
        [
            {"every_hours": None},
            {"permission": Permission.REFUSED},
            {"address": "", "every_hours": None},
        ],
    )
    def test_leaves_the_others_alone(self, source, web, given):
        a_feed(source, **given)

        assert (self.due(web), web.asked) == (0, [])

    def test_leaves_paused_ones_alone(self, source, web):
        a_feed(source)
        pause_feed(source=source, is_paused=True, by=TESTER)

        assert (self.due(web), web.asked) == (0, [])

    def test_goes_on_after_a_mistake_of_ours(self, source, web):
        a_feed(source)
        bring_in(a_record("x"), source_name="Zed")
        a_feed(MeetingSource.objects.get(name="Zed"), address=ADDRESS + "?zed")
        web.answer = ValueError("a mistake")

        assert self.due(web) == 2
        problems = set(SourceFeed.objects.values_list("problem", flat=True))
        assert problems == {"Something went wrong here while it was read."}


class TestDuties:
    def test_are_declared_for_each_area(self):
        mine = {each.key: each for each in all_duties()}

        for key in ("directory.read_lists", "directory.let_lists_go"):
            assert mine[key].per_area
            assert mine[key].every == HOUR

    def test_do_what_is_due(self, source, monkeypatch):
        done = []
        for name in ("read_due_feeds", "drop_old_imports"):
            monkeypatch.setattr(duties, name, lambda **given: done.append(given))

        with within(source.area_id):
            duties.read_lists(by=TESTER)
            duties.let_lists_go(by=TESTER)

        assert done == [{"area_id": source.area_id, "by": TESTER}] * 2


NOW = clock.now()


def told(**given):
    days = given.pop("days", 1)
    last_read_at = None if days is None else NOW - timedelta(days)
    source = MeetingSource(last_read_at=last_read_at)
    usual = {"address": ADDRESS, "every_hours": 6, "permission": "given"}
    return health_of(SourceFeed(**{**usual, **given}), source, NOW)


class TestHealthOf:
    @pytest.mark.parametrize(
        ("given", "condition", "words"),
        [
            ({}, Condition.GOOD, "It is read every 6 hours."),
            ({"every_hours": 1}, Condition.GOOD, "It is read every hour."),
            ({"days": 0}, Condition.GOOD, "Last read today."),
            ({"days": 2}, Condition.GOOD, "2 days ago."),
            ({"days": 31}, Condition.STALE, "31 days ago."),
            ({"days": 8, "stale_after_days": 7}, Condition.STALE, "8 days ago."),
            ({"days": None}, Condition.STALE, "It was never read."),
            ({"is_paused": True}, Condition.PAUSED, "Reading it is paused."),
            ({"permission": "refused"}, Condition.PAUSED, "because they said no."),
            ({"is_paused": True, "days": 40}, Condition.STALE, "paused."),
            ({"every_hours": None}, Condition.BY_HAND, "Somebody brings it by hand."),
            ({"problem": "It is empty."}, Condition.FAILING, "It is empty."),
            ({"problem": "No.", "problem_at": NOW}, Condition.FAILING, ": No."),
            ({"permission": ""}, Condition.GOOD, "Nobody has asked yet"),
        ],
    )
    def test_says_its_condition_and_why(self, given, condition, words):
        health = told(**given)

        assert health.condition == condition
        assert any(words in sentence for sentence in health.sentences), health
        assert health.label

    def test_of_a_list_without_a_feed_goes_by_its_age(self):
        fresh = MeetingSource(last_read_at=NOW)
        old = MeetingSource(last_read_at=NOW - timedelta(days=31))

        assert health_of(None, fresh, NOW).condition == Condition.BY_HAND
        assert health_of(None, old, NOW).condition == Condition.STALE

    def test_tells_what_is_wrong_first(self):
        assert told(problem="It is empty.", days=40).sentences[0] == "It is empty."

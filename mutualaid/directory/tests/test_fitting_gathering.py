"""What is taken out of the finder's copy of the directory for somebody's week."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from mutualaid.directory.finder.coming import coming_dates
from mutualaid.directory.finder.entry import Entry
from mutualaid.directory.finder.snapshot import Snapshot
from mutualaid.directory.fitting.gathering import gather
from mutualaid.directory.fitting.travel import Way
from mutualaid.directory.recurrence import DateException, ExceptionKind

from .schedules import cancelled, weekly
from .weeks import PLAIN, a_week

MILE_NORTH = 1 / 69.1
MONDAY = date(2026, 11, 23)
CHECKED_ON = date(2026, 11, 1)
OURS, THEIRS = 1, 2


def an_entry(key: int, **given) -> Entry:
    usual = {
        "area": OURS,
        "schedule": weekly(0, "19:00"),
        "latitude": 53.8,
        "longitude": 0.75,
        "fellowship": "aa",
        "approach": "12-step",
        "audiences": ("use",),
        "mode": "in-person",
        "openness": "open",
        "features": (),
        "languages": (),
        "name": f"Meeting {key}",
        "town": "",
        "words": "",
        "series": (key,),
    }
    return Entry(key=key, **{**usual, **given})


def miles_north(miles: float) -> dict[str, float]:
    return {"latitude": 53.8 + miles * MILE_NORTH}


NOWHERE = {"latitude": None, "longitude": None}
ONLINE = {**NOWHERE, "mode": "online"}


def gathered(*entries: Entry, area: int = OURS, listed_on=None, **said):
    week = a_week(**{"ways": frozenset({Way.WALK}), **said})
    snapshot = Snapshot(entries)
    return list(gather(snapshot, week, area=area, listed_on=listed_on or {}))


def places(*entries: Entry, **said) -> list[tuple[int, bool]]:
    return [(each.meeting, each.is_online) for each in gathered(*entries, **said)]


class TestGather:
    def test_takes_what_is_near_or_hardly_further(self):
        # 45 minutes are 1.8 miles on foot, and ten more are told of as too far.
        near, nearly, far = (
            an_entry(key, **miles_north(miles))
            for key, miles in ((1, 1.8), (2, 2.15), (3, 2.3))
        )

        assert places(near, nearly, far) == [(1, False), (2, False)]

    def test_takes_what_is_online_wherever_it_is_kept(self):
        assert places(an_entry(1, **ONLINE, area=THEIRS)) == [(1, True)]

    def test_takes_a_hybrid_meeting_twice(self):
        assert places(an_entry(1, mode="hybrid")) == [(1, False), (1, True)]

    def test_takes_those_of_the_area_that_have_no_place(self):
        entries = an_entry(1, **NOWHERE), an_entry(2, **NOWHERE, area=THEIRS)

        assert places(*entries) == [(1, False)]

    def test_takes_the_whole_area_where_nobody_says_where_they_start(self):
        entries = an_entry(1, **miles_north(30)), an_entry(2, area=THEIRS)
        found = gathered(*entries, start=None)

        assert [(each.meeting, each.miles) for each in found] == [(1, None)]

    def test_measures_the_way(self):
        (found,) = gathered(an_entry(1, **miles_north(1.5)))

        assert found.miles == pytest.approx(1.5, abs=0.01)

    def test_knows_one_group_in_one_place(self):
        same = {"series": ("aa", "harbour", 7)}
        other = an_entry(3)
        found = gathered(an_entry(1, **same), an_entry(2, **same), other)

        groups = {each.meeting: each.group for each in found}
        assert groups[1] == groups[2] != groups[3]

    def test_tells_what_is_known_so_and_not_so(self):
        (found,) = gathered(
            an_entry(
                1,
                features=("step-free", "childcare"),
                languages=("cy",),
                access=("quiet",),
                lacking=("step-free", "parking"),
            )
        )

        answers = {
            "step-free": False,  # whoever looked counts before the list
            "quiet": True,
            "cy": True,
            "child-friendly": True,
            "lighting": None,
            "women": False,
        }
        assert {key: found.facts.says(key) for key in answers} == answers

    def test_tells_what_shows_that_it_runs(self):
        read_on = date(2026, 11, 20)
        entry = an_entry(
            1, verified_on=CHECKED_ON, doubted_on=date(2026, 11, 5), source=4
        )
        (found,) = gathered(entry, listed_on={4: read_on, 5: MONDAY})

        evidence = found.evidence
        assert (evidence.verified_on, evidence.listed_on) == (CHECKED_ON, read_on)
        assert evidence.is_doubted

    def test_knows_of_special_days_that_nobody_confirmed(self):
        snapshot = Snapshot([an_entry(1), an_entry(2), an_entry(3)])
        moved = DateException(MONDAY, ExceptionKind.MOVED, start_time=time(20))
        snapshot = Snapshot(
            [
                an_entry(1),
                an_entry(2),
                an_entry(3, schedule=weekly(0, exceptions=(moved,))),
            ]
        )
        told = {"special": {MONDAY}, "confirmed": {2: {MONDAY}}}
        found = gather(snapshot, a_week(), area=OURS, listed_on={}, **told)

        unsure = {each.meeting: each.is_date_unsure for each in found}
        assert unsure == {1: True, 2: False, 3: False}


class TestComingDates:
    def dates(self, schedule, day=date(2026, 11, 21)):
        return list(coming_dates(schedule, day))

    def test_are_those_of_the_day_and_the_week_after_it(self):
        found = self.dates(weekly(5, "09:00"))

        assert [each.original_date for each in found] == [
            PLAIN.date(),
            PLAIN.date() + timedelta(7),
        ]

    def test_tell_of_dates_that_are_off(self):
        (found,) = self.dates(weekly(0, "19:00", exceptions=(cancelled(MONDAY),)))

        assert found.is_cancelled
        assert found.starts == datetime(2026, 11, 23, 19, tzinfo=UTC)

    def test_tell_nothing_of_dates_off_that_were_never_on(self):
        tuesday = cancelled(date(2026, 11, 24))

        (found,) = self.dates(weekly(0, exceptions=(tuesday,)))
        assert not found.is_cancelled

    def test_keep_to_the_clock_on_the_wall(self):
        summer = self.dates(weekly(5, "19:00"), date(2026, 10, 24))

        assert [each.starts.hour for each in summer] == [18, 19]

    def test_are_reckoned_once_a_day(self):
        snapshot = Snapshot([an_entry(1), an_entry(2)])
        agenda = snapshot.agenda

        first = agenda.coming(0, PLAIN)
        assert agenda.coming(1, PLAIN + timedelta(hours=3)) is first
        assert agenda.coming(0, PLAIN + timedelta(days=1)) is not first


def test_facts_are_shared_by_meetings_that_are_alike():
    entries = [an_entry(1), an_entry(2), replace(an_entry(3), openness="closed")]
    known = Snapshot(entries).known

    assert known.facts(0) is known.facts(1)
    assert known.facts(0) is not known.facts(2)

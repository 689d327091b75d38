"""What must be true of anybody's week, held against a clock that is looked at every minute."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutualaid.directory.confidence import Confidence, confidence
from mutualaid.directory.fitting.candidates import Candidate, Companion
from mutualaid.directory.fitting.choosing import Fitting, fit
from mutualaid.directory.fitting.gates import Doubt, Gate
from mutualaid.directory.fitting.judging import Fit, Judge, KeptOut
from mutualaid.directory.fitting.reasons import Because, Reason, reasons
from mutualaid.directory.fitting.scoring import MOST, Part
from mutualaid.directory.fitting.travel import PACES, Way
from mutualaid.directory.fitting.week import Avoided, BusyTime, Company, Week

from .weeks import (
    FELLOWSHIPS,
    LONDON,
    MUST_HAVES,
    PLAIN,
    busy_time,
    weeks_with_candidates,
)

MINUTE = timedelta(minutes=1)
SPARE = timedelta(minutes=10)
DAY = timedelta(days=1)
USUAL_LENGTH = timedelta(minutes=90)


def is_busy_at(busy: BusyTime, minute: datetime) -> bool:
    """By what the clock on the wall shows in that minute, and nothing else."""
    shown = minute.astimezone(LONDON)
    today, at = shown.date(), shown.time()
    if busy.ends > busy.starts:
        return busy.falls_on(today) and busy.starts <= at < busy.ends
    begun_today = busy.falls_on(today) and at >= busy.starts
    return begun_today or (busy.falls_on(today - DAY) and at < busy.ends)


def minutes_of(week: Week, candidate: Candidate) -> int:
    """One way, by the formula as the page prints it."""
    if candidate.is_online:
        return 0
    if candidate.miles is None:
        return week.most_minutes
    taken = []
    for way in week.ways:
        pace = PACES[way]
        exact = pace.getting_started + candidate.miles * 1.25 * pace.minutes_a_mile
        rounded = 5
        while rounded < exact:
            rounded += 5
        taken.append(rounded)
    return min(taken)


def met_while_busy(week: Week, candidate: Candidate) -> bool:
    """Looks at every minute from leaving home until being back, and ten on either side."""
    there = minutes_of(week, candidate) * MINUTE
    ends = candidate.date.ends or candidate.date.starts + USUAL_LENGTH
    minute = candidate.date.starts - there - SPARE
    while minute < ends + there + SPARE:
        if any(is_busy_at(busy, minute) for busy in week.busy):
            return True
        minute += MINUTE
    return False


def keys(fits: tuple[Fit, ...]) -> set[tuple[int, object, datetime]]:
    return {each.candidate.occurrence for each in fits}


def all_told(fitting: Fitting) -> set[tuple[int, object, datetime]]:
    return keys(fitting.all_that_fit) | keys(fitting.to_ring)


def told(fitting: Fitting) -> tuple[object, ...]:
    """The answer as a page would show it."""
    parts = (fitting.shown, fitting.further, fitting.to_ring, fitting.kept_out)
    return tuple(
        [(each.candidate.order, getattr(each, "points", None)) for each in part]
        for part in parts
    )


class TestBusyTimes:
    @pytest.mark.prove
    def test_are_kept_clear_minute_by_minute(self, full_figures, record_property):
        weeks = 20_000 if full_figures else 200
        clear = {"shown": 0, "kept out": 0}

        @settings(max_examples=weeks)
        @given(weeks_with_candidates)
        def is_as_the_clock_says(both):
            week, candidates = both
            if not week.busy:
                week = replace(week, busy=(BusyTime(time(14), time(17)),))
            judge = Judge(week)
            for judged in map(judge.judged, candidates):
                meets = met_while_busy(week, judged.candidate)
                if isinstance(judged, Fit):
                    assert not meets
                    clear["shown"] += 1
                elif judged.gate is Gate.BUSY:
                    # Where clocks change, an hour that may be meant counts as taken.
                    assert meets or week.now != PLAIN
                    clear["kept out"] += 1

        is_as_the_clock_says()

        record_property("weeks", weeks)
        assert min(clear.values()) > weeks // 10

    @given(weeks_with_candidates, st.randoms(use_true_random=False))
    def test_never_add_a_meeting(self, both, chance):
        week, candidates = both
        another = busy_time(chance, week.now)
        busier = replace(week, busy=(*week.busy, another))

        before, after = fit(week, candidates), fit(busier, candidates)

        assert keys(after.all_that_fit) <= keys(before.all_that_fit)
        assert all_told(after) <= all_told(before)


class TestWishes:
    @given(weeks_with_candidates, st.sampled_from(MUST_HAVES))
    def test_for_more_never_add_a_meeting(self, both, key):
        week, candidates = both
        stricter = replace(week, must_haves=week.must_haves | {key})

        before, after = fit(week, candidates), fit(stricter, candidates)

        assert keys(after.all_that_fit) <= keys(before.all_that_fit)
        assert all_told(after) <= all_told(before)

    @given(weeks_with_candidates, st.sampled_from(FELLOWSHIPS), st.integers(1, 8))
    def test_to_stay_away_never_add_a_meeting(self, both, fellowship, meeting):
        week, candidates = both
        avoided = Avoided(
            week.avoided.fellowships | {fellowship}, week.avoided.meetings | {meeting}
        )

        before = fit(week, candidates)
        after = fit(replace(week, avoided=avoided), candidates)

        assert all_told(after) <= all_told(before)
        assert not any(
            each.candidate.meeting == meeting
            or each.candidate.facts.fellowship == fellowship
            for each in (*after.all_that_fit, *after.to_ring)
        )


class TestTheAnswer:
    @given(weeks_with_candidates, st.randoms(use_true_random=False))
    def test_is_the_same_in_whatever_order_it_is_asked(self, both, chance):
        week, candidates = both
        once = {(each.occurrence, each.is_online): each for each in candidates}
        candidates = list(once.values())
        mixed = chance.sample(candidates, len(candidates))
        busy = tuple(chance.sample(week.busy, len(week.busy)))

        assert told(fit(replace(week, busy=busy), mixed)) == told(fit(week, candidates))

    @given(weeks_with_candidates)
    def test_loses_nothing_and_tells_nothing_twice(self, both):
        week, candidates = both
        answer = fit(week, candidates)

        everything = [
            *answer.all_that_fit, *answer.to_ring, *answer.kept_out,
        ]  # fmt: skip
        occurrences = [each.candidate.occurrence for each in everything]
        assert len(occurrences) == len(set(occurrences))
        assert set(occurrences) == {each.occurrence for each in candidates}
        assert len(answer.shown) <= 5
        groups = [each.candidate.group for each in answer.shown]
        assert len(groups) == len(set(groups))

    @given(weeks_with_candidates)
    def test_shows_an_unsure_person_two_kinds_of_group(self, both):
        week, candidates = both
        answer = fit(replace(week, ranked=()), candidates)

        groups: dict[int, Fit] = {}
        for each in sorted(
            answer.all_that_fit, key=lambda e: (-e.score, e.candidate.order)
        ):
            groups.setdefault(each.candidate.group, each)
        possible = {each.candidate.facts.approach for each in groups.values()}
        top = {each.candidate.facts.approach for each in answer.shown[:3]}
        assert len(top) >= min(len(possible), 2)

    @given(weeks_with_candidates)
    def test_is_ordered_by_score_then_start_then_key(self, both):
        week, candidates = both
        answer = fit(replace(week, ranked=("aa",)), candidates)

        places = [(-each.score, each.candidate.order) for each in answer.shown]
        assert places == sorted(places)


class TestScores:
    @given(weeks_with_candidates)
    def test_are_the_sums_of_parts_within_their_bounds(self, both):
        week, candidates = both

        answer = fit(week, candidates)

        for each in (*answer.all_that_fit, *answer.to_ring):
            assert each.score == sum(each.parts.values()) <= 100
            assert all(0 <= n <= MOST[part] for part, n in each.parts.items())
            assert list(each.parts) == list(Part)


class TestDoubts:
    @given(weeks_with_candidates)
    def test_keep_out_of_the_list_whatever_nobody_knows(self, both):
        week, candidates = both

        for each in fit(week, candidates).all_that_fit:
            candidate = each.candidate
            level = confidence(candidate.evidence, week.today)
            assert level in (Confidence.CONFIRMED, Confidence.LIKELY)
            assert not candidate.is_date_unsure
            for key in week.must_haves - {"online"}:
                spared = candidate.is_online and key == "step-free"
                assert spared or key in candidate.facts.yes

    @given(weeks_with_candidates)
    def test_are_told_of_all_that_is_to_be_rung(self, both):
        week, candidates = both

        for each in fit(week, candidates).to_ring:
            assert each.doubts
            if Doubt.PLACE in each.doubts:
                assert week.start is not None
                assert each.candidate.miles is None


def is_true(week: Week, candidate: Candidate, reason: Reason) -> bool:
    """Each reason again, from what was given and from the minutes of the week."""
    checks = {
        Because.FIRST_CHOICE: lambda: week.ranked[0] == candidate.facts.fellowship,
        Because.SECOND_CHOICE: lambda: week.ranked[1] == candidate.facts.fellowship,
        Because.WAY: lambda: (
            reason.number == minutes_of(week, candidate) <= week.most_minutes
            and Way(reason.key) in week.ways
        ),
        Because.ONLINE: lambda: (
            candidate.is_online and (week.has_data or week.has_telephone)
        ),
        Because.CLEAR_BEFORE: lambda: is_clear_for(week, candidate, reason.number, -1),
        Because.CLEAR_AFTER: lambda: is_clear_for(week, candidate, reason.number, 1),
        Because.CLEAR: lambda: (
            is_clear_for(week, candidate, 120, -1)
            and is_clear_for(week, candidate, 120, 1)
        ),
        Because.MUST_HAVE: lambda: reason.key in week.must_haves & candidate.facts.yes,
        Because.NEWCOMERS: lambda: "newcomers" in candidate.facts.yes,
        Because.GUEST_WELCOME: lambda: (
            candidate.facts.openness == "open" and week.company is Company.GUEST
        ),
        Because.COMPANION: lambda: candidate.companion is Companion.FREE,
        Because.BACK_UP: lambda: candidate.companion is Companion.BACK_UP,
        Because.CHECKED: lambda: (
            candidate.evidence.verified_on + timedelta(reason.number)
            == week.now.astimezone(LONDON).date()
        ),
    }
    return checks[reason.because]()


def is_clear_for(week: Week, candidate: Candidate, minutes: int, side: int) -> bool:
    """Whether no minute is taken for so long before leaving, or after being back."""
    there = minutes_of(week, candidate) * MINUTE
    ends = candidate.date.ends or candidate.date.starts + USUAL_LENGTH
    first = (
        candidate.date.starts - there - minutes * MINUTE if side < 0 else ends + there
    )
    return not any(
        is_busy_at(busy, first + number * MINUTE)
        for busy in week.busy
        for number in range(minutes)
    )


class TestReasons:
    @given(weeks_with_candidates)
    def test_are_all_true_when_reckoned_again(self, both):
        week, candidates = both

        answer = fit(week, candidates)

        for each in (*answer.all_that_fit, *answer.to_ring):
            for reason in reasons(week, each):
                assert is_true(week, each.candidate, reason), reason


class TestGates:
    @given(weeks_with_candidates)
    def test_are_told_in_the_printed_order(self, both):
        week, candidates = both
        order = list(Gate)

        for judged in map(Judge(week).judged, candidates):
            shut = plainly_shut(week, judged.candidate)
            if isinstance(judged, KeptOut):
                before = order[: order.index(judged.gate)]
                assert not shut.intersection(before)
            else:
                assert not shut


def plainly_shut(week: Week, candidate: Candidate) -> set[Gate]:
    """Those gates that can be asked one by one without much ado, and all that are shut."""
    starts, facts, avoided = candidate.date.starts, candidate.facts, week.avoided
    is_own = week.need in facts.audiences
    is_guest = week.need != "use" and facts.openness == "open"
    by_telephone = week.has_telephone and "telephone" in facts.joining
    is_shut = {
        Gate.CANCELLED: candidate.date.is_cancelled,
        Gate.TOO_SOON: starts < week.now + timedelta(hours=2),
        Gate.TOO_LATE: starts >= week.now + timedelta(days=7),
        Gate.OTHER_NEED: not is_own
        and not (is_guest and facts.fellowship in week.ranked),
        Gate.AVOIDED: facts.fellowship in avoided.fellowships
        or candidate.meeting in avoided.meetings,
        Gate.CANNOT_JOIN: candidate.is_online and not (week.has_data or by_telephone),
        Gate.TOO_FAR: minutes_of(week, candidate) > week.most_minutes,
    }
    return {gate for gate, shut in is_shut.items() if shut}

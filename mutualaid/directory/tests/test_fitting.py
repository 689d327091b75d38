from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from mutualaid.directory.confidence import Evidence
from mutualaid.directory.fitting.candidates import Companion
from mutualaid.directory.fitting.choosing import fit
from mutualaid.directory.fitting.diary import Diary
from mutualaid.directory.fitting.gates import Doubt, Gate, turns_guest_away
from mutualaid.directory.fitting.judging import Fit, Judge, KeptOut
from mutualaid.directory.fitting.scoring import Part, straight_line
from mutualaid.directory.fitting.travel import (
    Way,
    about_minutes,
    furthest_miles,
    quickest,
)
from mutualaid.directory.fitting.week import Avoided, BusyTime, Company, Need
from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES

from .weeks import AUTUMN, PLAIN, SPRING, a_candidate, a_week, facts, on

NINE_TO_FIVE = BusyTime(time(9), time(17), weekday=1)


def gate_of(candidate, **said):
    judged = Judge(a_week(**said)).judged(candidate)
    return judged.gate if isinstance(judged, KeptOut) else None


def judged(candidate, **said) -> Fit:
    found = Judge(a_week(**said)).judged(candidate)
    assert isinstance(found, Fit), found.gate
    return found


class TestTheWorkedCheck:
    """The example that the rules come with, to be done again by hand."""

    def test_comes_to_82(self):
        candidate = a_candidate(
            "24 18:30",
            # Eight tenths of a mile: 20 minutes on foot.
            miles=0.8,
            facts=facts(openness="open", yes=["newcomers"]),
            evidence=Evidence(verified_on=PLAIN.date() - timedelta(40)),
        )
        found = judged(
            candidate,
            ways=frozenset({Way.WALK}),
            most_minutes=45,
            ranked=("aa",),
            company=Company.GUEST,
            # Leaves at 18:10: 35 minutes to spare.
            busy=(BusyTime(time(9), time(17, 35), weekday=1),),
        )

        assert found.parts == {
            Part.KIND: 30,
            Part.ROOM: 10,
            Part.WAY: 17,
            Part.FIRST_VISIT: 10,
            Part.COMPANY: 10,
            Part.SURE: 5,
        }
        assert found.score == 82


class TestGates:
    @pytest.mark.parametrize(
        ("when", "gate"),
        [
            ("21 13:59", Gate.TOO_SOON),
            ("21 14:00", None),
            ("28 11:59", None),
            ("28 12:00", Gate.TOO_LATE),
        ],
    )
    def test_are_open_from_two_hours_ahead_for_seven_days(self, when, gate):
        assert gate_of(a_candidate(when)) == gate

    def test_tell_that_it_is_off_before_all_else(self):
        off = a_candidate(date=on("24 19:00", is_cancelled=True))

        assert gate_of(off, most_minutes=1, busy=(NINE_TO_FIVE,)) == Gate.CANCELLED

    @pytest.mark.parametrize(
        ("need", "audiences", "openness", "ranked", "gate"),
        [
            (Need.OWN, ("use",), "closed", (), None),
            (Need.OWN, (), "", (), None),
            (Need.OWN, ("family",), "open", ("aa",), Gate.OTHER_NEED),
            (Need.FAMILY, ("family",), "closed", (), None),
            (Need.FAMILY, ("use",), "open", (), Gate.OTHER_NEED),
            (Need.FAMILY, ("use",), "open", ("aa",), None),
            (Need.FAMILY, ("use",), "closed", ("aa",), Gate.OTHER_NEED),
            (Need.YOUNG, ("young",), "", (), None),
            (Need.YOUNG, ("use", "young"), "", (), None),
        ],
    )
    def test_lead_nobody_to_a_meeting_of_others(
        self, need, audiences, openness, ranked, gate
    ):
        candidate = a_candidate(facts=facts(audiences=audiences, openness=openness))

        assert gate_of(candidate, need=need, ranked=ranked) == gate

    @pytest.mark.parametrize(
        "avoided", [Avoided(fellowships=frozenset({"aa"})), Avoided(meetings={1})]
    )
    def test_keep_away_from_what_is_avoided(self, avoided):
        assert gate_of(a_candidate(), avoided=avoided) == Gate.AVOIDED

    @pytest.mark.parametrize(
        ("said", "joining", "gate"),
        [
            ({}, ("telephone",), Gate.CANNOT_JOIN),
            ({"has_data": True}, (), None),
            ({"has_telephone": True}, ("link",), Gate.CANNOT_JOIN),
            ({"has_telephone": True}, ("telephone",), None),
        ],
    )
    def test_ask_how_somebody_could_join(self, said, joining, gate):
        online = a_candidate(is_online=True, miles=None, facts=facts(joining=joining))

        assert gate_of(online, **said) == gate

    @pytest.mark.parametrize(("miles", "gate"), [(1.8, None), (1.81, Gate.TOO_FAR)])
    def test_end_at_the_longest_way(self, miles, gate):
        on_foot = frozenset({Way.WALK})

        assert gate_of(a_candidate(miles=miles), ways=on_foot) == gate

    @pytest.mark.parametrize(
        ("when", "said", "gate"),
        [
            ("24 07:05", {"not_before": time(7)}, None),
            ("24 07:04", {"not_before": time(7)}, Gate.OUT_TOO_EARLY),
            ("24 19:00", {"home_by": time(20, 5)}, None),
            ("24 19:00", {"home_by": time(20, 4)}, Gate.HOME_TOO_LATE),
            # Past midnight is the night of the day before.
            ("24 23:30", {"home_by": time(0, 30)}, Gate.HOME_TOO_LATE),
            ("24 23:00", {"home_by": time(0, 30)}, None),
            ("24 00:30", {"home_by": time(22)}, Gate.HOME_TOO_LATE),
            ("24 00:30", {"not_before": time(9)}, None),
        ],
    )
    def test_keep_to_the_hours_of_being_out(self, when, said, gate):
        assert gate_of(a_candidate(when), **said) == gate

    @pytest.mark.parametrize(
        ("when", "gate"),
        [
            # The way takes five minutes, and ten are to spare.
            ("24 17:14", Gate.BUSY),
            ("24 17:15", None),
            ("24 07:45", None),
            ("24 07:46", Gate.BUSY),
            ("25 12:00", None),
        ],
    )
    def test_leave_ten_minutes_beside_a_busy_time(self, when, gate):
        assert gate_of(a_candidate(when), busy=(NINE_TO_FIVE,)) == gate

    def test_take_an_hour_and_a_half_where_nobody_says_how_long_it_lasts(self):
        busy = (BusyTime(time(20, 45), time(22), weekday=1),)
        candidate = a_candidate(date=on("24 19:00", minutes=None))

        assert gate_of(candidate, busy=busy) is None
        assert gate_of(a_candidate(date=on("24 19:01", None)), busy=busy) == Gate.BUSY

    @pytest.mark.parametrize(
        ("key", "known", "gate"),
        [
            ("step-free", {"no": ["step-free"]}, Gate.MUST_HAVE),
            ("step-free", {}, None),
            ("women", {}, Gate.MUST_HAVE),
            ("women", {"yes": ["women"]}, None),
            ("pl", {}, Gate.MUST_HAVE),
            ("online", {"yes": ["online"]}, Gate.MUST_HAVE),
        ],
    )
    def test_want_what_is_needed(self, key, known, gate):
        candidate = a_candidate(facts=facts(**known))

        assert gate_of(candidate, must_haves=frozenset({key})) == gate


class TestDoubts:
    @pytest.mark.parametrize(
        ("given", "said", "doubts"),
        [
            ({}, {}, ()),
            ({}, {"must_haves": frozenset({"quiet"})}, (Doubt.MUST_HAVE,)),
            ({"miles": None}, {}, (Doubt.PLACE,)),
            ({"miles": None}, {"start": None}, ()),
            ({"facts": facts(is_shut=True)}, {}, (Doubt.SHUT,)),
            ({"is_date_unsure": True}, {}, (Doubt.DATE,)),
            ({"evidence": Evidence()}, {}, (Doubt.RUNS,)),
            ({"evidence": Evidence(listed_on=PLAIN.date())}, {}, ()),
            (
                {"evidence": Evidence(verified_on=PLAIN.date() - timedelta(181))},
                {},
                (Doubt.RUNS,),
            ),
        ],
    )
    def test_are_what_nobody_knows(self, given, said, doubts):
        assert judged(a_candidate(**given), **said).doubts == doubts

    def test_of_a_room_are_spared_to_whoever_joins_from_home(self):
        online = a_candidate(is_online=True, miles=None, facts=facts(is_shut=True))
        said = {"must_haves": frozenset({"step-free"}), "has_data": True}

        assert judged(online, **said).doubts == ()

    def test_put_a_meeting_among_those_to_ring(self):
        answer = fit(a_week(), [a_candidate(evidence=Evidence())])

        assert (answer.shown, len(answer.to_ring)) == ((), 1)


class TestParts:
    @pytest.mark.parametrize(
        ("ranked", "points"),
        [((), 20), (("aa", "na"), 30), (("na", "aa"), 20), (("na", "ca", "aa"), 10)],
    )
    def test_kind_of_group(self, ranked, points):
        assert judged(a_candidate(), ranked=ranked).parts[Part.KIND] == points

    @pytest.mark.parametrize(
        ("spare", "points"), [(10, 0), (11, 0), (12, 1), (35, 10), (59, 20), (60, 20)]
    )
    def test_room(self, spare, points):
        ends = (datetime(2026, 11, 24, 18, 55) - timedelta(minutes=spare)).time()  # noqa: DTZ001
        busy = (BusyTime(time(9), ends, weekday=1),)

        assert judged(a_candidate(), busy=busy).parts[Part.ROOM] == points

    def test_room_is_ample_where_nothing_is_near(self):
        assert judged(a_candidate()).parts[Part.ROOM] == 20

    @pytest.mark.parametrize(
        ("miles", "most", "points"),
        [(0.6, 45, 20), (0.8, 45, 17), (1.8, 45, 0), (0.5, 15, 20), (0.8, 20, 0)],
    )
    def test_way(self, miles, most, points):
        said = {"ways": frozenset({Way.WALK}), "most_minutes": most}

        assert judged(a_candidate(miles=miles), **said).parts[Part.WAY] == points

    def test_way_of_an_unknown_length_counts_as_the_longest(self):
        found = judged(a_candidate(miles=None), start=None, most_minutes=30)

        assert (found.trip.minutes, found.trip.way) == (30, None)
        assert found.parts[Part.WAY] == 0

    @pytest.mark.parametrize(
        ("known", "company", "points"),
        [
            ({}, Company.NOBODY, 2),
            ({"people": 4}, Company.NOBODY, 0),
            ({"people": 5}, Company.NOBODY, 2),
            ({"people": 26}, Company.NOBODY, 0),
            ({"yes": ["newcomers"]}, Company.NOBODY, 6),
            # Open counts for nobody who comes alone: closed is as good for them.
            ({"openness": "open"}, Company.NOBODY, 2),
            ({"openness": "open"}, Company.WANTED, 2),
            ({"openness": "open"}, Company.GUEST, 6),
            ({"openness": "closed"}, Company.GUEST, 2),
        ],
    )
    def test_first_visit(self, known, company, points):
        found = judged(a_candidate(facts=facts(**known)), company=company)

        assert found.parts[Part.FIRST_VISIT] == points

    @pytest.mark.parametrize(
        ("company", "companion", "points"),
        [
            (Company.NOBODY, Companion.NONE, 10),
            (Company.GUEST, Companion.NONE, 10),
            (Company.WANTED, Companion.FREE, 10),
            (Company.WANTED, Companion.BACK_UP, 5),
            (Company.WANTED, Companion.NONE, 0),
        ],
    )
    def test_company(self, company, companion, points):
        found = judged(a_candidate(companion=companion), company=company)

        assert found.parts[Part.COMPANY] == points

    @pytest.mark.parametrize(
        ("days", "points"), [(0, 10), (30, 10), (31, 5), (90, 5), (91, 0)]
    )
    def test_sureness(self, days, points):
        checked = Evidence(verified_on=PLAIN.date() - timedelta(days))

        assert judged(a_candidate(evidence=checked)).parts[Part.SURE] == points

    def test_sureness_of_what_was_doubted_since_is_none(self):
        doubted = Evidence(verified_on=PLAIN.date(), doubted_on=PLAIN.date())

        assert judged(a_candidate(evidence=doubted)).parts[Part.SURE] == 0

    @pytest.mark.parametrize(
        ("value", "points"), [(0, 0), (10, 0), (15, 1), (16, 1), (20, 1), (30, 2)]
    )
    def test_between_two_marks_lie_on_a_line_with_halves_rounded_up(
        self, value, points
    ):
        assert straight_line(value, nought_at=10, all_at=30, most=2) == points


class TestTravel:
    @pytest.mark.parametrize(
        ("way", "miles", "minutes"),
        [
            (Way.WALK, 0.0, 5),
            (Way.WALK, 1.0, 25),
            (Way.WALK, 1.01, 30),
            (Way.WHEEL, 1.0, 30),
            (Way.CYCLE, 2.0, 20),
            (Way.CAR, 4.0, 20),
            (Way.TRANSPORT, 4.0, 45),
        ],
    )
    def test_takes_about_so_many_minutes(self, way, miles, minutes):
        assert about_minutes(way, miles) == minutes

    @pytest.mark.parametrize("way", Way)
    @pytest.mark.parametrize("minutes", [5, 15, 47, 90])
    def test_gets_as_far_as_the_longest_way_allows(self, way, minutes):
        reach = furthest_miles([way], minutes)

        assert about_minutes(way, reach + 0.001) > minutes
        if reach:
            assert about_minutes(way, reach - 0.001) <= minutes

    def test_is_by_the_quickest_way_that_there_is(self):
        assert quickest([Way.TRANSPORT, Way.WALK], 0.5) == (15, Way.WALK)
        assert quickest([Way.TRANSPORT, Way.WALK], 4) == (45, Way.TRANSPORT)
        assert quickest([Way.WHEEL, Way.WALK], 0) == (5, Way.WALK)

    def test_without_any_way_leads_nowhere(self):
        assert furthest_miles([], 90) == 0


class TestDiary:
    WEEK = PLAIN, PLAIN + timedelta(7)

    def room(self, busy, start, minutes=60):
        return Diary(busy, *self.WEEK).room(start, start + timedelta(minutes=minutes))

    def test_joins_busy_times_that_overlap(self):
        busy = [
            BusyTime(time(9), time(17), weekday=0),
            BusyTime(time(10), time(11), weekday=0),
            BusyTime(time(17), time(18), weekday=0),
        ]

        assert self.room(busy, datetime(2026, 11, 23, 18, 30, tzinfo=UTC))[0] == 30

    def test_runs_over_midnight(self):
        busy = [BusyTime(time(22), time(6), weekday=0)]

        assert self.room(busy, datetime(2026, 11, 24, 7, tzinfo=UTC))[0] == 60

    def test_holds_whole_days(self):
        busy = [BusyTime(time(0), time(0), on=datetime(2026, 11, 24).date())]  # noqa: DTZ001

        before, after = self.room(busy, datetime(2026, 11, 24, 12, tzinfo=UTC))
        assert (before, after) == (-12 * 60, None)
        assert self.room(busy, datetime(2026, 11, 25, 1, tzinfo=UTC)) == (60, None)

    @pytest.mark.parametrize(
        ("now", "starts", "before"),
        [
            # Half past one is shown twice: until the second of them somebody is busy.
            (AUTUMN, datetime(2026, 10, 25, 2, tzinfo=UTC), 30),
            # It is shown not at all: then the later of its two meanings counts.
            (SPRING, datetime(2026, 3, 29, 2, tzinfo=UTC), 30),
        ],
    )
    def test_takes_the_latest_that_a_clock_may_mean(self, now, starts, before):
        busy = [BusyTime(time(0, 30), time(1, 30), weekday=6)]
        diary = Diary(busy, now, now + timedelta(7))

        assert diary.room(starts, starts + timedelta(hours=1))[0] == before


class TestChoosing:
    def test_shows_each_group_once_and_five_at_most(self):
        many = [
            a_candidate(f"24 {hour}:00", meeting=hour, group=hour // 2)
            for hour in range(10, 24)
        ]
        answer = fit(a_week(), many)

        assert [each.candidate.group for each in answer.shown] == [5, 6, 7, 8, 9]
        assert len(answer.further) == 9

    def test_takes_the_room_before_the_link_where_both_are_as_good(self):
        halves = [
            a_candidate(is_online=True, miles=None),
            a_candidate(),
        ]
        answer = fit(a_week(has_data=True), halves)

        assert [each.candidate.is_online for each in answer.shown] == [False]
        assert not answer.further

    def test_takes_the_link_where_the_room_is_too_far(self):
        halves = [a_candidate(miles=9.0), a_candidate(is_online=True, miles=None)]

        (shown,) = fit(a_week(has_data=True), halves).shown
        assert shown.candidate.is_online

    def test_mixes_two_kinds_of_group_for_whoever_is_unsure(self):
        many = [a_candidate(f"24 {n}:00", meeting=n) for n in range(10, 14)]
        smart = facts(fellowship="smart", approach="smart")
        late = a_candidate("25 19:00", meeting=99, facts=smart)

        unsure = fit(a_week(), [*many, late]).shown
        sure = fit(a_week(ranked=("aa",)), [*many, late]).shown

        assert [each.candidate.meeting for each in unsure] == [10, 11, 99, 12, 13]
        assert [each.candidate.meeting for each in sure] == [10, 11, 12, 13, 99]

    def test_is_decided_by_score_then_start_then_key(self):
        far = a_candidate("23 19:00", meeting=1, miles=1.5)
        second = a_candidate("24 19:00", meeting=3)
        first = a_candidate("24 19:00", meeting=2)
        later = a_candidate("24 20:00", meeting=4)

        shown = fit(a_week(), [later, far, second, first]).shown
        assert [each.candidate.meeting for each in shown] == [2, 3, 4, 1]


class TestCompany:
    def test_is_warned_where_a_guest_may_have_to_wait(self):
        closed, guest = facts(openness="closed"), a_week(company=Company.GUEST)

        assert turns_guest_away(guest, closed)
        assert not turns_guest_away(guest, facts(openness="open"))
        assert not turns_guest_away(replace(guest, company=Company.NOBODY), closed)


def test_no_language_shares_its_key_with_a_feature():
    assert not set(LANGUAGES) & set(FEATURES)

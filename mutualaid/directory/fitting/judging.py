"""Judges one possibility after the other. What many of them share is judged once."""

from dataclasses import dataclass

from mutualaid.directory.confidence import Evidence
from mutualaid.directory.finder.coming import ComingDate
from mutualaid.directory.finder.facts import MeetingFacts

from . import gates, scoring
from .candidates import Candidate, Trip
from .diary import Diary
from .gates import Doubt, Gate
from .scoring import Part
from .travel import Way, quickest
from .week import HORIZON, Week


@dataclass(frozen=True, slots=True)
class Fit:
    """One that fits, or would if what is asked by telephone turns out well."""

    candidate: Candidate
    trip: Trip
    points: tuple[int, ...]  # in the order of `Part`
    doubts: tuple[Doubt, ...] = ()

    @property
    def score(self) -> int:
        return sum(self.points)

    @property
    def parts(self) -> dict[Part, int]:
        """The points by what they are given for."""
        return dict(zip(Part, self.points, strict=True))


@dataclass(frozen=True, slots=True)
class KeptOut:
    """One that does not fit, with the first gate that keeps it out."""

    candidate: Candidate
    trip: Trip
    gate: Gate


Judged = Fit | KeptOut
_Timing = tuple[Trip, Gate | None, int, int]  # and points for the room and for the way
_Worth = tuple[Gate | None, tuple[Doubt, ...], int, int]  # for kind and for first visit
_Surety = tuple[tuple[Doubt, ...], int]


class Judge:
    """Knows one person's week.

    Thousands of meetings share few patterns, few sets of facts and few days of checking, so each
    of these is judged when it is first met and then looked up.
    """

    def __init__(self, week: Week) -> None:
        self.week = week
        self._diary = Diary(week.busy, week.now, week.now + HORIZON)
        self._timings: dict[tuple[ComingDate, int, Way | None], _Timing] = {}
        self._worths: dict[tuple[MeetingFacts, bool], _Worth] = {}
        self._sureties: dict[Evidence, _Surety] = {}
        self._ways: dict[float, tuple[int, Way]] = {}

    def judged(self, candidate: Candidate) -> Judged:
        """Kept out by the first of its gates, or worth so many points."""
        week = self.week
        trip, of_date, room, way = self._timing(candidate)
        of_facts, unknown, kind, first_visit = self._worth(candidate)
        own = gates.gate_of_meeting(week, candidate, trip)
        if of_date or of_facts or own:
            gate = gates.first_of(of_date, of_facts, own)
            return KeptOut(candidate, trip, gate)  # type: ignore[arg-type]
        unsure, sure = self._surety(candidate.evidence)
        company = scoring.company_points(week, candidate.companion)
        return Fit(
            candidate,
            trip,
            (kind, room, way, first_visit, company, sure),
            (*unknown, *gates.doubts_of_meeting(week, candidate), *unsure),
        )

    def _timing(self, candidate: Candidate) -> _Timing:
        minutes, way = self._way(candidate)
        known = self._timings.get((candidate.date, minutes, way))
        if known is None:
            known = self._timed(Trip(candidate.date, minutes, way))
            self._timings[candidate.date, minutes, way] = known
        return known

    def _timed(self, trip: Trip) -> _Timing:
        before, after = self._diary.room(trip.leaves, trip.back)
        trip = Trip(trip.date, trip.minutes, trip.way, before, after)
        return (
            trip,
            gates.gate_of_date(self.week, trip),
            scoring.room_points(trip),
            scoring.way_points(self.week, trip),
        )

    def _way(self, candidate: Candidate) -> tuple[int, Way | None]:
        """Where the distance is not known, as long as the person would go at most."""
        if candidate.is_online:
            return 0, None
        miles = candidate.miles
        if miles is None:
            return self.week.most_minutes, None
        if miles not in self._ways:
            self._ways[miles] = quickest(self.week.ways, miles)
        return self._ways[miles]

    def _worth(self, candidate: Candidate) -> _Worth:
        facts, is_online = candidate.facts, candidate.is_online
        known = self._worths.get((facts, is_online))
        if known is None:
            week = self.week
            known = self._worths[facts, is_online] = (
                gates.gate_of_facts(week, facts, is_online=is_online),
                gates.doubts_of_facts(week, facts, is_online=is_online),
                scoring.kind_points(week, facts),
                scoring.first_visit_points(week, facts),
            )
        return known

    def _surety(self, evidence: Evidence) -> _Surety:
        known = self._sureties.get(evidence)
        if known is None:
            known = self._sureties[evidence] = (
                gates.doubts_of_evidence(self.week, evidence),
                scoring.sure_points(self.week, evidence),
            )
        return known

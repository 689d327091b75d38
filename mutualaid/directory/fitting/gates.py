"""What keeps a meeting out, in a fixed order; the first that does is the one that is told.

Beside the gates stand the doubts: what nobody knows keeps a meeting from being recommended, and
puts it into the list of those to ring.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from mutualaid.directory.confidence import Confidence, Evidence, confidence
from mutualaid.directory.finder.facts import MeetingFacts

from .candidates import Candidate, Trip
from .week import HORIZON, LEAD, ZONE, Company, Need, Week

MARGIN = 10  # minutes to spare on either side of a busy time
# Whoever is home at one in the morning has been out the night before.
NIGHT_ENDS = timedelta(hours=5)
ONLINE = "online"
# What matters of a room alone; whoever joins from home needs none of it.
OF_A_ROOM = frozenset(
    {
        "step-free",
        "accessible-toilet",
        "hearing-loop",
        "parking",
        "lighting",
        "bus-stop",
        "children",
        "quiet",
        "child-friendly",
        "childcare",
    }
)


class Gate(StrEnum):
    """Why a meeting is not for this person this week, in the order of being told."""

    CANCELLED = "cancelled"
    TOO_SOON = "too-soon"
    TOO_LATE = "too-late"  # beyond the seven days
    OTHER_NEED = "other-need"
    AVOIDED = "avoided"
    CANNOT_JOIN = "cannot-join"
    TOO_FAR = "too-far"
    OUT_TOO_EARLY = "out-too-early"
    HOME_TOO_LATE = "home-too-late"
    BUSY = "busy"
    MUST_HAVE = "must-have"


_PLACES = {gate: place for place, gate in enumerate(Gate)}


class Doubt(StrEnum):
    """What to ask before going."""

    MUST_HAVE = "must-have"
    PLACE = "place"  # nobody knows how far it is
    SHUT = "shut"  # its usual place is closed for now
    DATE = "date"  # a special day of which nobody has told us
    RUNS = "runs"  # nobody has confirmed it for long


def first_of(*gates: Gate | None) -> Gate | None:
    """Of several that keep a meeting out, the one that is told."""
    shut = [gate for gate in gates if gate is not None]
    return min(shut, key=_PLACES.__getitem__) if shut else None


def gate_of_date(week: Week, trip: Trip) -> Gate | None:
    """By when it is, with the way there and back."""
    starts = trip.date.starts
    return first_of(
        Gate.CANCELLED if trip.date.is_cancelled else None,
        Gate.TOO_SOON if starts < week.now + LEAD else None,
        Gate.TOO_LATE if starts >= week.now + HORIZON else None,
        Gate.OUT_TOO_EARLY if _is_out_too_early(week, trip) else None,
        Gate.HOME_TOO_LATE if _is_home_too_late(week, trip) else None,
        Gate.BUSY if _is_busy(trip) else None,
    )


def gate_of_facts(week: Week, facts: MeetingFacts, *, is_online: bool) -> Gate | None:
    """By whom it is for and what it offers."""
    return first_of(
        Gate.OTHER_NEED if _is_for_others(week, facts) else None,
        Gate.AVOIDED if facts.fellowship in week.avoided.fellowships else None,
        Gate.CANNOT_JOIN if is_online and not _can_join(week, facts) else None,
        Gate.MUST_HAVE if must_haves(week, facts, False, is_online=is_online) else None,
    )


def gate_of_meeting(week: Week, candidate: Candidate, trip: Trip) -> Gate | None:
    """By what is its own: which it is, and how far away."""
    if candidate.meeting in week.avoided.meetings:
        return Gate.AVOIDED
    return Gate.TOO_FAR if trip.minutes > week.most_minutes else None


def doubts_of_facts(
    week: Week, facts: MeetingFacts, *, is_online: bool
) -> tuple[Doubt, ...]:
    """What nobody knows of what it offers."""
    is_unknown = bool(must_haves(week, facts, None, is_online=is_online))
    is_shut = facts.is_shut and not is_online
    told = ((Doubt.MUST_HAVE, is_unknown), (Doubt.SHUT, is_shut))
    return tuple(doubt for doubt, is_so in told if is_so)


def doubts_of_meeting(week: Week, candidate: Candidate) -> tuple[Doubt, ...]:
    """What nobody knows of its place and its date."""
    is_measured = candidate.is_online or candidate.miles is not None
    told = (
        (Doubt.PLACE, week.start is not None and not is_measured),
        (Doubt.DATE, candidate.is_date_unsure),
    )
    return tuple(doubt for doubt, is_so in told if is_so)


def doubts_of_evidence(week: Week, evidence: Evidence) -> tuple[Doubt, ...]:
    """Whether anybody knows that it runs, by the table in `directory/confidence.py`."""
    level = confidence(evidence, week.today)
    is_unsure = level in (Confidence.CHECK, Confidence.NEVER)
    return (Doubt.RUNS,) if is_unsure else ()


def must_haves(
    week: Week, facts: MeetingFacts, answer: bool | None, *, is_online: bool
) -> list[str]:
    """Those of the must-haves to which this is the answer; None for "nobody knows"."""
    return [
        key
        for key in sorted(week.must_haves)
        if _has(facts, key, is_online=is_online) is answer
    ]


def _has(facts: MeetingFacts, key: str, *, is_online: bool) -> bool | None:
    if key == ONLINE:
        return is_online
    return True if is_online and key in OF_A_ROOM else facts.says(key)


def _is_for_others(week: Week, facts: MeetingFacts) -> bool:
    """Families may come to an open meeting that they chose; nobody else is sent to another's."""
    if not facts.audiences or week.need in facts.audiences:
        return False
    is_guest = week.need is not Need.OWN and facts.openness == "open"
    return not (is_guest and facts.fellowship in week.ranked)


def _can_join(week: Week, facts: MeetingFacts) -> bool:
    return week.has_data or (week.has_telephone and "telephone" in facts.joining)


def _is_out_too_early(week: Week, trip: Trip) -> bool:
    if week.not_before is None:
        return False
    earliest = datetime.combine(_day_out(trip), week.not_before)
    return _shown(trip.leaves) < earliest


def _is_home_too_late(week: Week, trip: Trip) -> bool:
    if week.home_by is None:
        return False
    latest = datetime.combine(_day_out(trip), week.home_by)
    if timedelta(hours=week.home_by.hour) < NIGHT_ENDS:
        latest += timedelta(days=1)
    return _shown(trip.back) > latest


def _day_out(trip: Trip) -> date:
    """The day on which somebody leaves home, which lasts until the night is over."""
    return (_shown(trip.leaves) - NIGHT_ENDS).date()


def _shown(instant: datetime) -> datetime:
    """What clocks on walls show, which people mean when they say a time."""
    return instant.astimezone(ZONE).replace(tzinfo=None)


def _is_busy(trip: Trip) -> bool:
    least = trip.least_room
    return least is not None and least < MARGIN


def turns_guest_away(week: Week, facts: MeetingFacts) -> bool:
    """Whether whoever comes along may have to wait outside."""
    return week.company is Company.GUEST and facts.openness == "closed"

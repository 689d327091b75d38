"""What is different in the demo's coming weeks, and who has checked which meeting when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from random import Random

from mutualaid.core.actor import Actor
from mutualaid.directory.actions import add_date, cancel_date, move_date, verify_meeting
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.recurrence import ExceptionKind

SOONEST = timedelta(days=2)
FURTHEST = timedelta(days=100)
SHARE_VERIFIED = 0.6
SEED = 250_000


@dataclass(frozen=True, slots=True)
class Happening:
    """One date that differs: the nth from now, counted from 0, and where it goes."""

    kind: ExceptionKind
    fellowship: str
    meeting: str
    nth: int
    note: str
    days: int = 0  # later than the usual date
    at: time | None = None


_CANCELLED, _MOVED, _EXTRA = (
    ExceptionKind.CANCELLED,
    ExceptionKind.MOVED,
    ExceptionKind.EXTRA,
)
HAPPENINGS = (
    Happening(_CANCELLED, "aa", "Northbridge Friday Lunch", 0, "The house is shut for repairs."),
    Happening(_CANCELLED, "aa", "Overfold Village Group", 2, "The hall is being painted."),
    Happening(_CANCELLED, "na", "Linholt Basic Text", 1, "The hall is in use for a vote."),
    Happening(_CANCELLED, "smart", "Marlowick SMART", 0, "The guide is away this week."),
    Happening(_CANCELLED, "al-anon", "Sandhythe Thursday", 1, "The room is shut that night."),
    Happening(_CANCELLED, "local", "Cook and Eat", 0, "The kitchen is being fixed."),
    Happening(_MOVED, "ca", "City Wednesday", 0, "There is a concert that night.", days=1),
    Happening(_MOVED, "ga", "Corn Hall Monday", 1, "We start an hour early.", at=time(18, 30)),
    Happening(_MOVED, "smart", "Weekend SMART", 1, "Just this once.", days=1, at=time(14)),
    Happening(_MOVED, "na", "Northbridge Speaker Day", 0, "The hall is booked.", days=7),
    Happening(_EXTRA, "aa", "Saturday Breakfast", 0, "A second breakfast.", days=1, at=time(9)),
    Happening(_EXTRA, "na", "North Sea Online", 0, "One more in the week.", days=3),
    Happening(_EXTRA, "local", "Lamplight Film Night", 0, "You asked for one more.", days=7),
)  # fmt: skip

# Who tells us, how likely, and how many days ago at most.
_CHECKS = (
    (VerificationKind.CONFIRMED, "group representative", 7, 120),
    (VerificationKind.SEEN, "recovery champion", 9, 300),
    (VerificationKind.VISITED, "peer", 4, 420),
)
_WELCOMING = ("aa", "Oxenlow Newcomers")  # confirmed by its group nine days ago


def happen(meetings: list[Meeting], today: date, by: Actor) -> int:
    """Cancel, move and add the dates; how many there were."""
    known = {(meeting.fellowship.key, meeting.name): meeting for meeting in meetings}
    for happening in HAPPENINGS:
        meeting = known[happening.fellowship, happening.meeting]
        _differ(meeting, happening, today, by)
    return len(HAPPENINGS)


def _differ(meeting: Meeting, happening: Happening, today: date, by: Actor) -> None:
    dates = meeting.pattern().pattern_dates(today + SOONEST, today + FURTHEST)
    usual = next(islice(dates, happening.nth, None))
    later = usual + timedelta(days=happening.days)
    match happening.kind:
        case ExceptionKind.CANCELLED:
            cancel_date(meeting=meeting, on=usual, note=happening.note, by=by)
        case ExceptionKind.MOVED:
            to = later if happening.days else None
            move_date(
                meeting=meeting, on=usual, to=to, at=happening.at, note=happening.note, by=by
            )  # fmt: skip
        case ExceptionKind.EXTRA:
            add_date(
                meeting=meeting, on=later, at=happening.at, note=happening.note, by=by
            )


def verify(meetings: list[Meeting], today: date, by: Actor) -> int:
    """Confirm six in ten of the meetings; how many that were."""
    checks = list(_checks(meetings))
    for meeting, kind, role, days in checks:
        verify_meeting(
            meeting=meeting,
            kind=kind,
            on=today - timedelta(days=days),
            by_role=role,
            by=by,
        )
    return len(checks)


def _checks(
    meetings: list[Meeting],
) -> Iterator[tuple[Meeting, VerificationKind, str, int]]:
    chance = Random(SEED)  # noqa: S311 (the same for everybody, on purpose)
    welcoming = [each for each in meetings if _name_of(each) == _WELCOMING]
    others = [each for each in meetings if _name_of(each) != _WELCOMING]
    kind, role, *_ = _CHECKS[0]
    yield from ((meeting, kind, role, 9) for meeting in welcoming)
    count = round(len(meetings) * SHARE_VERIFIED) - len(welcoming)
    weights = [weight for _, _, weight, _ in _CHECKS]
    for meeting in chance.sample(others, count):
        ((kind, role, _, furthest),) = chance.choices(_CHECKS, weights)
        yield meeting, kind, role, chance.randint(1, furthest)


def _name_of(meeting: Meeting) -> tuple[str, str]:
    return meeting.fellowship.key, meeting.name

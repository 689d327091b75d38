"""Why a meeting fits, as plain values that the page puts into words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .candidates import Companion
from .gates import OF_A_ROOM, ONLINE, must_haves
from .judging import Fit
from .scoring import CHECKED_WITHIN, days_since_check
from .week import Company, Week

ROOM_SAID = 120  # minutes; more is simply enough


class Because(StrEnum):
    """One kind of reason."""

    FIRST_CHOICE = "first-choice"
    SECOND_CHOICE = "second-choice"
    WAY = "way"  # minutes, and how
    ONLINE = "online"
    CLEAR_BEFORE = "clear-before"  # minutes
    CLEAR_AFTER = "clear-after"  # minutes
    CLEAR = "clear"  # far from any busy time
    MUST_HAVE = "must-have"  # which
    NEWCOMERS = "newcomers"
    GUEST_WELCOME = "guest-welcome"
    COMPANION = "companion"
    BACK_UP = "back-up"
    CHECKED = "checked"  # days


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind, with the number or the key that it tells."""

    because: Because
    number: int = 0
    key: str = ""


def reasons(week: Week, fit: Fit) -> tuple[Reason, ...]:
    """All that speaks for it, in the order in which it is told."""
    parts = (_kind, _way, _room, _must_haves, _first_visit, _company, _checked)
    return tuple(reason for part in parts for reason in part(week, fit))


def _kind(week: Week, fit: Fit) -> Iterator[Reason]:
    told = (Because.FIRST_CHOICE, Because.SECOND_CHOICE)
    for because, chosen in zip(told, week.ranked, strict=False):
        if chosen == fit.candidate.facts.fellowship:
            yield Reason(because)
            return


def _way(week: Week, fit: Fit) -> Iterator[Reason]:
    if fit.candidate.is_online:
        yield Reason(Because.ONLINE)
    elif fit.trip.way is not None:
        yield Reason(Because.WAY, fit.trip.minutes, fit.trip.way)


def _room(week: Week, fit: Fit) -> Iterator[Reason]:
    """The narrower side is told; nothing to somebody who said nothing of being busy."""
    if not week.busy:
        return
    least = fit.trip.least_room
    if least is None or least > ROOM_SAID:
        yield Reason(Because.CLEAR)
    elif least == fit.trip.before:
        yield Reason(Because.CLEAR_BEFORE, least)
    else:
        yield Reason(Because.CLEAR_AFTER, least)


def _must_haves(week: Week, fit: Fit) -> Iterator[Reason]:
    is_online = fit.candidate.is_online
    for key in must_haves(week, fit.candidate.facts, True, is_online=is_online):
        if not is_online or key not in OF_A_ROOM | {ONLINE}:
            yield Reason(Because.MUST_HAVE, key=key)


def _first_visit(week: Week, fit: Fit) -> Iterator[Reason]:
    if "newcomers" in fit.candidate.facts.yes:
        yield Reason(Because.NEWCOMERS)
    if week.company is Company.GUEST and fit.candidate.facts.openness == "open":
        yield Reason(Because.GUEST_WELCOME)


def _company(week: Week, fit: Fit) -> Iterator[Reason]:
    told = {Companion.FREE: Because.COMPANION, Companion.BACK_UP: Because.BACK_UP}
    companion = fit.candidate.companion
    if week.company is Company.WANTED and companion in told:
        yield Reason(told[companion])


def _checked(week: Week, fit: Fit) -> Iterator[Reason]:
    days = days_since_check(week, fit.candidate.evidence)
    longest, _ = CHECKED_WITHIN[-1]
    if days is not None and days <= longest:
        yield Reason(Because.CHECKED, days)

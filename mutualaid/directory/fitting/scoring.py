"""The sum by which those that fit are ordered: fixed whole weights, printed on the page.

| Part                     | Most | Rule                                                        |
| ------------------------ | ---- | ----------------------------------------------------------- |
| your kind of group       | 30   | first choice 30, second 20, no choice made 20, any other 10 |
| room around it           | 20   | an hour or more before and after 20, ten minutes 0          |
| getting there            | 20   | 15 minutes or less 20, at your limit 0; online 20           |
| good for a first visit   | 10   | newcomers expected 4; 5 to 25 people, or not known, 2;      |
|                          |      | open 4, where somebody comes along who has no such problem  |
| someone can go with you  | 10   | if you asked: free 10, with a back-up 5; if you did not, 10 |
| how sure we are it runs  | 10   | checked within 30 days 10, within 90 days 5                 |

Between two marks of a rule the points lie on a straight line, rounded to whole ones, halves up.
"""

from dataclasses import dataclass
from enum import StrEnum

from mutualaid.directory.confidence import Evidence
from mutualaid.directory.finder.facts import MeetingFacts

from .candidates import Companion, Trip
from .gates import MARGIN
from .week import Company, Week

AMPLE_ROOM = 60  # minutes
SHORT_WAY = 15  # minutes
FIRST_CHOICE, SECOND_CHOICE, NO_CHOICE, ANOTHER = 30, 20, 20, 10
NEWCOMERS, OPEN, SIZE = 4, 4, 2
FEW_ENOUGH = range(5, 26)  # people
FREE, BACK_UP = 10, 5
CHECKED_WITHIN = ((30, 10), (90, 5))  # days, points


class Part(StrEnum):
    """The parts of the sum, in the order of the table."""

    KIND = "kind"
    ROOM = "room"
    WAY = "way"
    FIRST_VISIT = "first-visit"
    COMPANY = "company"
    SURE = "sure"


MOST = {
    Part.KIND: 30,
    Part.ROOM: 20,
    Part.WAY: 20,
    Part.FIRST_VISIT: 10,
    Part.COMPANY: 10,
    Part.SURE: 10,
}


@dataclass(frozen=True, slots=True)
class Points:
    """What one part gives."""

    part: Part
    points: int

    @property
    def most(self) -> int:
        return MOST[self.part]


def straight_line(value: int, *, nought_at: int, all_at: int, most: int) -> int:
    """Points from 0 at one mark to `most` at the other, and no more or less beyond them."""
    length, gone = all_at - nought_at, value - nought_at
    if length < 0:
        length, gone = -length, -gone
    gone = min(max(gone, 0), length)
    return (2 * most * gone + length) // (2 * length)


def kind_points(week: Week, facts: MeetingFacts) -> int:
    """Whether it is what the person would rather go to."""
    if week.is_unsure:
        return NO_CHOICE
    if facts.fellowship not in week.ranked[:2]:
        return ANOTHER
    return FIRST_CHOICE if facts.fellowship == week.ranked[0] else SECOND_CHOICE


def room_points(trip: Trip) -> int:
    """How much time is left around it."""
    most, least = MOST[Part.ROOM], trip.least_room
    if least is None:
        return most
    return straight_line(least, nought_at=MARGIN, all_at=AMPLE_ROOM, most=most)


def way_points(week: Week, trip: Trip) -> int:
    """How short the way is, against the longest that the person would go."""
    most = MOST[Part.WAY]
    if trip.minutes <= SHORT_WAY:
        return most
    limit = week.most_minutes
    if trip.minutes >= limit:
        return 0
    return straight_line(trip.minutes, nought_at=limit, all_at=SHORT_WAY, most=most)


def first_visit_points(week: Week, facts: MeetingFacts) -> int:
    """How easy it is to come for the first time."""
    is_open_for_guest = week.company is Company.GUEST and facts.openness == "open"
    has_fitting_size = facts.people is None or facts.people in FEW_ENOUGH
    return (
        NEWCOMERS * ("newcomers" in facts.yes)
        + OPEN * is_open_for_guest
        + SIZE * has_fitting_size
    )


def company_points(week: Week, companion: Companion) -> int:
    """Whether somebody can go along who was asked for."""
    if week.company is not Company.WANTED:
        return MOST[Part.COMPANY]
    return {Companion.FREE: FREE, Companion.BACK_UP: BACK_UP}.get(companion, 0)


def sure_points(week: Week, evidence: Evidence) -> int:
    """How lately somebody confirmed that it runs."""
    days = days_since_check(week, evidence)
    if days is None:
        return 0
    return next((points for most, points in CHECKED_WITHIN if days <= most), 0)


def days_since_check(week: Week, evidence: Evidence) -> int | None:
    """How long ago somebody confirmed it, unless it was doubted since."""
    if evidence.verified_on is None or evidence.is_doubted:
        return None
    return (week.today - evidence.verified_on).days

"""What is over: apps register whose records of a kind are due, the daily work here ends them.

How long each kind is kept is settled in `organisations.retention`, and by each area. A rule that
says how its records end needs no person for it; one that does not fills the lists of reviews.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations.models import Area
from mutualaid.organisations.retention import KINDS, Period, periods
from mutualaid.privacy.models import Person, RetentionRun
from mutualaid.privacy.person_tables import Words

# For an area: everybody whose time of this kind is counted from this day or an earlier one,
# with the day it is counted from.
Due = Callable[[int, date], Iterable[tuple[Person, date]]]
# Erases what is over of one person: what is counted from this day or an earlier one.
Ends = Callable[[Person, date, Actor], None]

# A machine that was off this long, or whose clock was set forward, ends nothing by itself.
LONGEST_GAP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of record ends: by `ends`, or where there is none by a person's decision."""

    kind: str
    title: Words
    due: Due
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class DueRecord:
    """One person's record of a kind, whose time is over."""

    person: Person
    since: date
    due_on: date


_rules: list[Rule] = []


def register_rule(
    kind_key: str, title: Words, *, due: Due, ends: Ends | None = None
) -> Rule:
    """Let an app's records of a kind end.

    Raises ValueError for a kind that nobody settled, or one that fills a list already: who is
    due for a review of a kind is for one rule to say.
    """
    if kind_key not in {kind.key for kind in KINDS}:
        raise ValueError(f"Nobody says how long {kind_key} is kept.")
    if ends is None and any(rule.kind == kind_key for rule in review_rules()):
        raise ValueError(f"There are two rules for reviews of {kind_key}.")
    rule = Rule(kind_key, title, due, ends)
    _rules.append(rule)
    return rule


def rules() -> tuple[Rule, ...]:
    return tuple(_rules)


def review_rules() -> list[Rule]:
    """Those that need a person's decision."""
    return [rule for rule in _rules if rule.ends is None]


def period_of(area: Area, kind_key: str) -> Period:
    """How long an area keeps a kind of record."""
    return next(each for each in periods(area.retention) if each.kind.key == kind_key)


def last_day_of(area: Area, rule: Rule) -> date:
    """What is counted from this day or an earlier one is over."""
    return clock.today() - timedelta(days=period_of(area, rule.kind).days)


def due_records(area: Area, rule: Rule) -> Iterator[DueRecord]:
    """What a rule finds over in an area today."""
    days = timedelta(days=period_of(area, rule.kind).days)
    for person, since in rule.due(area.pk, clock.today() - days):
        yield DueRecord(person, since, since + days)


@dataclass(frozen=True, slots=True)
class Jump:
    """More days between two runs than pass by themselves while a site is up."""

    ran_on: date
    today: date

    @property
    def days(self) -> int:
        return (self.today - self.ran_on).days


def jump_of(area: Area) -> Jump | None:
    """The gap since the last run, or since the area was made, where it is too long to trust."""
    run = RetentionRun.objects.filter(area=area).first()
    made_on = area.created_at.astimezone(clock.LOCAL_ZONE).date()
    jump = Jump(run.ran_on if run else made_on, clock.today())
    return jump if jump.today - jump.ran_on > LONGEST_GAP else None

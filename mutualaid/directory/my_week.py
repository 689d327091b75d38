"""From what somebody said of their week to the meetings that fit it. Nothing of it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mutualaid.core import clock
from mutualaid.geography.found import Found, OtherPlace
from mutualaid.geography.lookup import suggest_places
from mutualaid.organisations.models import Area

from .cards import AT_ONCE, Card, card_rows
from .finder import bits
from .finder.snapshot import Snapshot
from .finder.words import words_of
from .finding import find_start
from .fitting.choosing import Fitting, fit
from .fitting.gathering import gather
from .fitting.judging import Judged
from .fitting.travel import Way
from .fitting.week import HORIZON, USUAL_MINUTES, Avoided, Company, Need, Week
from .models import ConfirmedDate, Meeting, MeetingSource
from .published import Published, published
from .special_dates import special_days_between

MOST_TO_RING = 10
# Named among those that were not chosen: what fits as well, then what does not.
MOST_FURTHER, MOST_LEFT_OUT = 8, AT_ONCE
USUAL_WAYS = frozenset({Way.WALK, Way.TRANSPORT})


@dataclass(frozen=True, slots=True)
class MyWeek:
    """What came of it."""

    fitting: Fitting
    typed: str  # the place as it was typed
    found: Found | None
    suggestions: tuple[OtherPlace, ...]
    left_out: tuple[Judged, ...]  # some of those that were not chosen
    meetings: Mapping[int, Meeting]  # with everything, of those shown and those to ring
    cards: Mapping[int, Card]  # of those left out
    fellowships: Mapping[str, str]  # short names by key

    @property
    def week(self) -> Week:
        return self.fitting.week

    @property
    def to_ring(self) -> tuple[Any, ...]:
        """The best of those to ask about."""
        return self.fitting.to_ring[:MOST_TO_RING]


def my_week(said: Mapping[str, Any], area: Area) -> MyWeek:
    """What fits somebody in this area. `said` is what `MyWeekForm` came to.

    Takes a fixed number of queries, whatever the directory holds.
    """
    directory = published.current()
    typed = said.get("place", "")
    found = find_start(typed, area, directory)
    week = week_of(said, found, directory)
    fitting = fit_in(directory.snapshot, week, area)
    left_out = _left_out(fitting)
    named = [*fitting.shown, *fitting.to_ring[:MOST_TO_RING]]
    home = (area.latitude, area.longitude)
    return MyWeek(
        fitting=fitting,
        typed=typed,
        found=found,
        suggestions=suggest_places(typed, near=home) if typed and not found else (),
        left_out=left_out,
        meetings=_meetings(each.candidate.meeting for each in named),
        cards=card_rows(dict.fromkeys(each.candidate.meeting for each in left_out)),
        fellowships=directory.fellowship_names,
    )


def week_of(said: Mapping[str, Any], found: Found | None, directory: Published) -> Week:
    """The plain values that the rules are asked with; whatever was not said is as usual."""
    online = said.get("online", ())
    return Week(
        now=clock.now(),
        need=Need(said.get("need") or Need.OWN),
        start=(found.latitude, found.longitude) if found else None,
        ways=frozenset(map(Way, said.get("ways", ()))) or USUAL_WAYS,
        most_minutes=int(said.get("most_minutes") or USUAL_MINUTES),
        busy=tuple(said.get("busy", ())),
        not_before=said.get("not_before"),
        home_by=said.get("home_by"),
        must_haves=frozenset(said.get("must_haves", ())),
        ranked=_ranked(said),
        avoided=Avoided(meetings=_avoided(said.get("avoid", ""), directory.snapshot)),
        has_data="data" in online,
        has_telephone="telephone" in online,
        company=Company(said.get("company") or Company.NOBODY),
    )


def fit_in(snapshot: Snapshot, week: Week, area: Area) -> Fitting:
    """Judge all that could be, with what is known today of lists and of special days."""
    special = dict(special_days_between(week.today, week.today + HORIZON))
    candidates = gather(
        snapshot,
        week,
        area=area.pk,
        listed_on=_listed_on(),
        special=special,
        confirmed=_confirmed(special) if special else {},
    )
    return fit(week, candidates)


def _ranked(said: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = (said.get("first_choice"), said.get("second_choice"))
    return tuple(dict.fromkeys(key for key in chosen if key))


def _avoided(text: str, snapshot: Snapshot) -> frozenset[int]:
    """The meetings that any of these names may mean, of a group, a hall or a town."""
    found = 0
    for name in text.replace("\n", ",").split(","):
        if words := words_of(name):
            found |= snapshot.words.holding_all(words)
    return frozenset(snapshot.keys[position] for position in bits.positions(found))


def _listed_on() -> dict[int, date]:
    """When each list was last read."""
    read: Iterable[tuple[int, datetime | None]] = MeetingSource.objects.values_list(
        "pk", "last_read_at"
    )
    return {pk: at.astimezone(clock.LOCAL_ZONE).date() for pk, at in read if at}


def _confirmed(days: Iterable[date]) -> dict[int, set[date]]:
    found: dict[int, set[date]] = {}
    for each in ConfirmedDate.objects.filter(on__in=list(days)):
        found.setdefault(each.meeting_id, set()).add(each.on)
    return found


def _meetings(keys: Iterable[int]) -> dict[int, Meeting]:
    return Meeting.objects.published().with_everything().in_bulk(list(set(keys)))


def _left_out(fitting: Fitting) -> tuple[Judged, ...]:
    """In a room before online, then the soonest; other times of a group stand beside it."""
    groups = {each.candidate.group for each in fitting.shown}
    others = [e for e in fitting.further if e.candidate.group not in groups]
    kept_out = sorted(fitting.kept_out, key=lambda each: each.candidate.is_online)
    left_out: list[Judged] = [*others[:MOST_FURTHER], *kept_out]
    return tuple(left_out[:MOST_LEFT_OUT])

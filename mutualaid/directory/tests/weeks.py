"""People's weeks and what could be in them, for the tests of what fits."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from mutualaid.directory.confidence import Evidence
from mutualaid.directory.finder.coming import ComingDate
from mutualaid.directory.finder.facts import MeetingFacts
from mutualaid.directory.fitting.candidates import Candidate, Companion
from mutualaid.directory.fitting.travel import Way
from mutualaid.directory.fitting.week import Avoided, BusyTime, Company, Need, Week

LONDON = ZoneInfo("Europe/London")
# A plain week, and those in which the clocks go forward and back.
PLAIN = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday
SPRING = datetime(2026, 3, 26, 9, tzinfo=UTC)  # 29 March has no half past one
AUTUMN = datetime(2026, 10, 22, 9, tzinfo=UTC)  # 25 October has two
CHECKED = Evidence(verified_on=PLAIN.date())
MUST_HAVES = ("step-free", "women", "online", "cy")
FELLOWSHIPS = ("aa", "na", "smart", "al-anon")


def a_week(**given: Any) -> Week:
    """Somebody in the middle of the area who has said nothing else."""
    return Week(**{"now": PLAIN, "start": (53.8, 0.75), **given})


def on(when: str, minutes: int | None = 60, **given: Any) -> ComingDate:
    """A date in November 2026: "23 19:00" by the clocks of England."""
    day, _, clock = when.partition(" ")
    at = time.fromisoformat(clock)
    starts = datetime.combine(date(2026, 11, int(day)), at, LONDON).astimezone(UTC)
    ends = starts + timedelta(minutes=minutes) if minutes else None
    return ComingDate(starts.astimezone(LONDON).date(), starts, ends, **given)


def facts(**given: Any) -> MeetingFacts:
    """Of a meeting for people who use."""
    sets = {key: frozenset(given.pop(key, ())) for key in ("yes", "no")}
    return MeetingFacts(**{"fellowship": "aa", "audiences": ("use",), **sets, **given})


def a_candidate(when: str = "24 19:00", **given: Any) -> Candidate:
    """A meeting next door on Tuesday, checked today."""
    usual: dict[str, Any] = {
        "meeting": 1,
        "group": given.get("meeting", 1),
        "facts": facts(),
        "date": on(when),
        "miles": 0.1,
        "evidence": CHECKED,
    }
    return Candidate(**{**usual, **given})


# ................................................................................ Any number more


def any_times(chance: Random) -> time:
    return time(chance.randrange(24), chance.choice((0, 15, 30, 45)))


def busy_time(chance: Random, now: datetime) -> BusyTime:
    """On a date of the week, on a weekday, or on every day; some over midnight."""
    which = chance.choice(("date", "weekday", "weekday", "every"))
    ahead = chance.randint(-1, 8)
    return BusyTime(
        any_times(chance),
        any_times(chance),
        weekday=ahead % 7 if which == "weekday" else None,
        on=now.date() + timedelta(ahead) if which == "date" else None,
    )


def any_week(chance: Random) -> Week:
    """Anybody's, in any of the three weeks."""
    now = chance.choice((PLAIN, SPRING, AUTUMN))
    return Week(
        now=now,
        need=chance.choice((Need.OWN, Need.OWN, Need.FAMILY)),
        start=chance.choice((None, (53.8, 0.75))),
        ways=frozenset(chance.sample(list(Way), chance.randint(1, 3))),
        most_minutes=chance.choice((10, 15, 30, 45, 90)),
        busy=tuple(busy_time(chance, now) for _ in range(chance.randint(0, 4))),
        not_before=chance.choice((None, None, any_times(chance))),
        home_by=chance.choice((None, None, any_times(chance))),
        must_haves=_some(chance, MUST_HAVES, 2),
        ranked=tuple(chance.sample(FELLOWSHIPS, chance.randint(0, 3))),
        avoided=Avoided(
            _some(chance, FELLOWSHIPS, 1), _some(chance, tuple(range(1, 13)), 1)
        ),
        has_data=chance.random() < 0.7,
        has_telephone=chance.random() < 0.5,
        company=chance.choice(list(Company)),
    )


def any_facts(chance: Random) -> MeetingFacts:
    """Of anything that meets."""
    known = _some(chance, (*MUST_HAVES, "newcomers"), 3)
    fellowship = chance.choice(FELLOWSHIPS)
    return MeetingFacts(
        fellowship=fellowship,
        approach="smart" if fellowship == "smart" else "12-step",
        audiences=chance.choice((("use",), ("family",), ("use", "family"))),
        openness=chance.choice(("open", "closed", "")),
        yes=known,
        no=chance.choice((frozenset(), frozenset({"step-free"}) - known)),
        joining=chance.choice(((), ("telephone",), ("link",))),
        is_shut=chance.random() < 0.1,
    )


def any_candidate(chance: Random, now: datetime) -> Candidate:
    """What could be in a week that begins now; some meet at the same time."""
    minutes = chance.randint(0, 8 * 24 * 4) * 15
    starts = now.replace(hour=0) + timedelta(minutes=minutes)
    length = chance.choice((None, 45, 60, 90, 600))
    ends = starts + timedelta(minutes=length) if length else None
    ages = (None, 0, 9, 30, 31, 90, 91, 200)
    evidence = Evidence(*(_ago(now, chance.choice(ages)) for _ in range(3)))
    meeting = chance.randint(1, 12)
    on_day = starts.astimezone(LONDON).date()
    return Candidate(
        meeting=meeting,
        group=meeting % 7,
        facts=any_facts(chance),
        date=ComingDate(on_day, starts, ends, is_cancelled=chance.random() < 0.1),
        miles=chance.choice((None, 0.0, 0.4, 1.0, 3.0, 9.0)),
        is_online=chance.random() < 0.3,
        is_date_unsure=chance.random() < 0.1,
        evidence=evidence,
        companion=chance.choice(list(Companion)),
    )


def _some(chance: Random, keys: tuple[Any, ...], most: int) -> frozenset[Any]:
    return frozenset(chance.sample(keys, chance.randint(0, most)))


def _ago(now: datetime, days: int | None) -> date | None:
    return None if days is None else now.date() - timedelta(days)


def _asked(seed: int) -> tuple[Week, list[Candidate]]:
    chance = Random(seed)  # noqa: S311
    week = any_week(chance)
    return week, [any_candidate(chance, week.now) for _ in range(chance.randint(1, 30))]


# Hypothesis gives the seed: to let it choose each of some two hundred values takes far longer
# than all that is tested here.
weeks_with_candidates = st.integers(0, 2**48).map(_asked)

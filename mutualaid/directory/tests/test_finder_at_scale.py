"""The quick way of answering against the plain one: every meeting looked at, every time."""

import random
from datetime import UTC, datetime, time, timedelta

import pytest

from mutualaid.directory.finder.entry import Entry
from mutualaid.directory.finder.query import FinderQuery
from mutualaid.directory.finder.snapshot import Point, Snapshot
from mutualaid.directory.recurrence import Frequency, Schedule
from mutualaid.geography.distance import miles_between

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
A_TOUCH = 1e-6  # miles; two roundings of one distance may differ by this


def entries(many: int, chance: random.Random) -> list[Entry]:
    towns = [(chance.uniform(50, 58), chance.uniform(-5, 1)) for _ in range(60)]
    return [entry(key, towns, chance) for key in range(1, many + 1)]


def entry(key: int, towns: list[tuple[float, float]], chance: random.Random) -> Entry:
    latitude, longitude = chance.choice(towns)
    is_online = chance.random() < 0.1
    return Entry(
        key=key,
        area=chance.choice((1, 2)),
        schedule=Schedule(
            Frequency.WEEKLY,
            weekday=chance.randrange(7),
            start_time=time(chance.randrange(24), chance.choice((0, 15, 30, 45))),
        ),
        latitude=None if is_online else chance.gauss(latitude, 0.05),
        longitude=None if is_online else chance.gauss(longitude, 0.08),
        fellowship=chance.choice(("aa", "na", "smart")),
        approach="12-step",
        audiences=("use",),
        mode="online" if is_online else "in-person",
        openness=chance.choice(("open", "closed", "")),
        features=tuple(chance.sample(("women", "newcomers", "step-free"), 2)),
        languages=(),
        name=f"Meeting {key}",
        town="",
        words="",
        series=(key,),
    )


def fits(each: Entry, query: FinderQuery) -> bool:
    return (
        (not query.fellowship or each.fellowship in query.fellowship)
        and (not query.mode or each.mode in query.mode)
        and set(query.feature) <= set(each.features)
        and (not query.openness or each.openness in query.openness)
        and (not query.after or each.schedule.start_time >= query.after)
        and (not query.day or each.schedule.weekday == 1)
    )


def question(chance: random.Random) -> FinderQuery:
    return FinderQuery(
        within=chance.choice((0.25, 1.0, 5.0, 25.0, 100.0)),
        fellowship=chance.choice(((), ("aa",), ("na", "smart"))),
        feature=chance.choice(((), ("women",), ("women", "step-free"))),
        openness=chance.choice(((), (), (), ("open",))),
        after=chance.choice((None, None, time(18))),
        day=chance.choice(((), (), ("tue",))),
        sort=chance.choice(("nearest", "soonest")),
    )


@pytest.mark.prove
def test_the_first_page_is_the_one_that_looking_at_each_gives(
    full_figures, record_property
):
    chance = random.Random(20261121)  # noqa: S311
    many = 120_000 if full_figures else 3_000
    everything = entries(many, chance)
    snapshot = Snapshot(everything)
    by_key = {each.key: each for each in everything}

    for _ in range(40):
        query = question(chance)
        near = Point(chance.uniform(50, 58), chance.uniform(-5, 1))
        answer = snapshot.answer(query, NOW, near=near)
        told = [by_key[hit.key] for hit in answer.hits]

        expected = plainly(everything, query, near)
        assert answer.total == len(expected)
        assert [rank(each, query, near) for each in told] == pytest.approx(
            [rank(each, query, near) for each in expected[:25]], abs=A_TOUCH
        )

    record_property("meetings", many)


def plainly(everything: list[Entry], query: FinderQuery, near: Point) -> list[Entry]:
    within = [
        each
        for each in everything
        if each.latitude is not None
        and fits(each, query)
        and miles_between(near.latitude, near.longitude, each.latitude, each.longitude)
        <= query.within
    ]
    return sorted(within, key=lambda each: rank(each, query, near))


def rank(each: Entry, query: FinderQuery, near: Point) -> float:
    """Miles, or hours until it is next on."""
    if query.sort == "nearest":
        return miles_between(
            near.latitude, near.longitude, each.latitude, each.longitude
        )
    grace = timedelta(minutes=10)
    start = each.schedule.next_occurrence(NOW, grace=grace).starts_at
    return (start - NOW).total_seconds() / 3600

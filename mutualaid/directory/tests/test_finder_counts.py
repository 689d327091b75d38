"""The number beside each choice: what would be found if it were made."""

import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from mutualaid.directory.finder.counts import PARTS_OF_DAY, from_now
from mutualaid.directory.finder.entry import Entry
from mutualaid.directory.finder.facets import ALL_OF, ANY_OF
from mutualaid.directory.finder.query import CHECKED_WITHIN, DAYS, FinderQuery
from mutualaid.directory.finder.snapshot import Point, Snapshot
from mutualaid.directory.recurrence import Frequency, Schedule

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
VALUES = {
    "fellowship": ("aa", "na", "smart"),
    "approach": ("12-step", "smart"),
    "audience": ("use", "family", "young"),
    "mode": ("in-person", "online", "hybrid", "not-stated"),
    "openness": ("open", "closed"),
    "language": ("en", "bsl", "cy"),
    "feature": ("women", "newcomers", "no-proof"),
    "access": ("step-free", "quiet", "parking"),
    "joining": ("link", "telephone"),
}


def some(chance: random.Random, facet: str) -> tuple[str, ...]:
    most = min(2, len(VALUES[facet]))
    return tuple(chance.sample(VALUES[facet], chance.randint(0, most)))


def entry(key: int, chance: random.Random) -> Entry:
    mode = chance.choice(("in-person", "in-person", "online", "hybrid", ""))
    is_placed = mode != "online" or chance.random() < 0.2
    verified = chance.choice((None, 10, 45, 100, 400))
    at = time(chance.randrange(24))
    return Entry(
        key=key,
        area=chance.choice((1, 2)),
        schedule=Schedule(Frequency.WEEKLY, weekday=chance.randrange(7), start_time=at)
        if chance.random() < 0.95
        else Schedule(Frequency.APPOINTMENT),
        latitude=53 + chance.random() if is_placed else None,
        longitude=chance.random() if is_placed else None,
        fellowship=chance.choice(VALUES["fellowship"]),
        approach=chance.choice(VALUES["approach"]),
        audiences=some(chance, "audience"),
        mode=mode,
        openness=chance.choice(("open", "closed", "")),
        features=some(chance, "feature"),
        languages=some(chance, "language"),
        name=chance.choice(("Dawn", "Dusk")),
        town="Northbridge",
        words="",
        series=(key,),
        access=some(chance, "access"),
        joining=some(chance, "joining"),
        verified_on=verified and NOW.date() - timedelta(days=verified),
    )


def question(chance: random.Random) -> FinderQuery:
    chosen = {
        facet: some(chance, facet) if chance.random() < 0.25 else () for facet in VALUES
    }
    after, before = chance.choice(((None, None), *PARTS_OF_DAY))
    return FinderQuery(
        within=chance.choice((5.0, 25.0, 100.0)),
        day=chance.choice(((), (), ("today",), ("mon", "tomorrow"))),
        after=after,
        before=before,
        checked=chance.choice((None, None, 90)),
        q=chance.choice(("", "", "dawn")),
        **chosen,
    )


def variants(query: FinderQuery):
    """Every choice there is, with the question that its number stands for."""
    for facet in ANY_OF:
        for value in VALUES[facet]:
            yield facet, value, replace(query, **{facet: (value,)})
    for facet in ALL_OF:
        for value in VALUES[facet]:
            asked = getattr(query, facet)
            yield facet, value, replace(query, **{facet: (*asked, value)})
    for day in DAYS:
        yield "day", day, replace(query, day=(day,))
    for days in CHECKED_WITHIN:
        yield "checked", str(days), replace(query, checked=days)
    yield "day", "", replace(query, day=())
    yield "checked", "", replace(query, checked=None)


@pytest.mark.prove
class TestCounts:
    def test_are_what_asking_for_each_choice_finds(self, full_figures):
        chance = random.Random(20261122)  # noqa: S311
        many, questions = (20_000, 400) if full_figures else (700, 25)
        snapshot = Snapshot([entry(key, chance) for key in range(1, many)])

        for _ in range(questions):
            query = question(chance)
            point = Point(53 + chance.random(), chance.random())
            near, area = chance.choice(((point, None), (point, 1), (None, 1)))

            def total(asked, near=near, area=area):
                return snapshot.answer(asked, NOW, near=near, area=area).total

            told = snapshot.answer(query, NOW, near=near, area=area, with_counts=True)

            assert {
                (facet, value): told.counts.of(facet, value)
                for facet, value, _ in variants(query)
            } == {
                (facet, value): total(asked) for facet, value, asked in variants(query)
            }
            for (after, before), number in told.counts.spans.items():
                assert number == total(replace(query, after=after, before=before))


class TestWhatIsCounted:
    @pytest.fixture
    def snapshot(self):
        chance = random.Random(1)  # noqa: S311
        return Snapshot([entry(key, chance) for key in range(1, 60)])

    def test_only_where_it_is_asked_for(self, snapshot):
        assert snapshot.answer(FinderQuery(), NOW).counts.facets == {}

    def test_nothing_fits_what_no_meeting_has(self, snapshot):
        counts = snapshot.answer(FinderQuery(), NOW, with_counts=True).counts

        assert counts.of("language", "pl") == 0

    def test_from_now_on_the_day_itself(self, snapshot):
        today = snapshot.answer(FinderQuery(day=("today",)), NOW, with_counts=True)
        monday = snapshot.answer(FinderQuery(day=("mon",)), NOW, with_counts=True)

        assert from_now(NOW) == (time(11, 50), None)
        assert from_now(NOW) in today.counts.spans
        assert from_now(NOW) not in monday.counts.spans

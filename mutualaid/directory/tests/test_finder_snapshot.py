from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from mutualaid.directory.finder.entry import Entry
from mutualaid.directory.finder.query import FinderQuery
from mutualaid.directory.finder.snapshot import Point, Snapshot
from mutualaid.directory.recurrence import Frequency, Schedule

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CENTRE = Point(53.8, 0.75)
MILE_NORTH = 1 / 69.1  # degrees of latitude


def entry(key, miles=None, weekday=0, **rest):
    """A weekly meeting so many miles north of the centre, or nowhere."""
    told = {
        "key": key,
        "area": 1,
        "schedule": Schedule(Frequency.WEEKLY, weekday=weekday, start_time=time(19)),
        "latitude": None if miles is None else CENTRE.latitude + miles * MILE_NORTH,
        "longitude": None if miles is None else CENTRE.longitude,
        "fellowship": "aa",
        "approach": "12-step",
        "audiences": ("use",),
        "mode": "in-person" if miles is not None else "online",
        "openness": "",
        "features": (),
        "languages": (),
        "name": f"Meeting {key}",
        "town": "Northbridge",
        "words": "",
        "series": (key,),
    }
    return Entry(**{**told, **rest})


def keys(answer):
    return [hit.key for hit in answer.hits]


def ask(entries, near=CENTRE, area=None, page_size=25, **query):
    return Snapshot(entries).answer(
        FinderQuery(**query), NOW, near=near, area=area, page_size=page_size
    )


class TestPlace:
    def test_nearest_first_and_nothing_further_than_asked(self):
        answer = ask([entry(1, 4), entry(2, 1), entry(3, 6)], within=5.0)

        assert keys(answer) == [2, 1]
        assert answer.total == 2
        assert [hit.miles for hit in answer.hits] == pytest.approx([1, 4], abs=0.01)

    def test_of_the_equally_near_the_sooner_comes_first(self):
        assert keys(ask([entry(1, 1, weekday=2), entry(2, 1, weekday=1)])) == [2, 1]

    def test_soonest_first_when_asked(self):
        entries = [entry(1, 1, weekday=2), entry(2, 3, weekday=1)]

        assert keys(ask(entries, sort="soonest")) == [2, 1]

    def test_online_ones_only_when_asked_for(self):
        entries = [entry(1, 1), entry(2)]

        assert keys(ask(entries)) == [1]
        assert keys(ask(entries, mode=("online", "in-person"))) == [1, 2]

    def test_without_a_place_the_areas_own_soonest_first(self):
        entries = [entry(1, 1), entry(2, 1, area=2), entry(3, weekday=6)]

        assert keys(ask(entries, near=None, area=1)) == [3, 1]


class TestFacets:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"fellowship": ("smart",)}, {2}),
            ({"fellowship": ("smart", "aa")}, {1, 2, 3}),
            ({"audience": ("family",)}, {3}),
            ({"openness": ("open",)}, {2}),
            ({"openness": ("open", "closed")}, {1, 2}),
            ({"access": ("quiet",)}, {1, 3}),
            ({"access": ("quiet", "parking")}, {3}),
            ({"joining": ("link", "camera-off")}, {2}),
            ({"checked": 30}, {2}),
            ({"checked": 90}, {1, 2}),
            ({"feature": ("women",)}, {1, 3}),
            ({"feature": ("women", "step-free")}, {3}),
            ({"language": ("pl",)}, {1}),
            ({"mode": ("not-stated",)}, {3}),
            ({"day": ("tue",)}, {2}),
            ({"day": ("today",)}, {3}),
            ({"day": ("tue", "today")}, {2, 3}),
            ({"after": time(19), "before": time(20)}, {1, 2, 3}),
            ({"after": time(20)}, set()),
            ({"fellowship": ("aa",), "day": ("tue",)}, set()),
        ],
    )
    def test_any_within_one_and_all_together(self, query, found):
        entries = [
            entry(
                1,
                1,
                features=("women",),
                languages=("pl",),
                openness="closed",
                access=("quiet",),
                verified_on=date(2026, 10, 21),
            ),
            entry(
                2,
                1,
                weekday=1,
                fellowship="smart",
                openness="open",
                joining=("link", "camera-off"),
                verified_on=date(2026, 10, 22),
            ),
            entry(
                3,
                1,
                weekday=5,
                audiences=("family",),
                mode="",
                features=("step-free", "women"),
                access=("parking", "quiet"),
            ),
        ]

        assert set(keys(ask(entries, **query))) == found


class TestWords:
    def test_its_own_name_and_town_come_first(self):
        entries = [
            entry(1, 1, name="Serenity Sunday and Tea"),
            entry(2, 3, name="Serenity Sunday"),
        ]

        assert keys(ask(entries, q="serenity sunday northbridge")) == [2, 1]

    def test_one_groups_meetings_share_a_row(self):
        entries = [
            entry(day, 1, weekday=day, name="Plaza", series=("Plaza",))
            for day in range(7)
        ]
        other = entry(9, 1, name="Plaza", series=("elsewhere",))

        answer = ask([*entries, other], near=None, q="plaza")

        assert answer.total == 8
        assert [len(hit.others) for hit in answer.hits] == [6, 0]

    def test_words_that_fit_thousands_are_like_any_other_choice(self):
        entries = [
            entry(key, 1, name="Plaza", series=("Plaza",)) for key in range(2001)
        ]

        answer = ask(entries, near=None, q="plaza")

        assert (answer.total, len(answer.hits), answer.pages) == (2001, 25, 81)

    def test_nonsense_finds_nothing(self):
        assert ask([entry(1, 1)], q="xyzzy").total == 0


class TestPages:
    def test_every_meeting_stands_on_just_one_page(self):
        entries = [entry(key, key / 100) for key in range(60)]
        snapshot = Snapshot(entries)

        shown = []
        for page in (1, 2, 3):
            query = FinderQuery(page=page)
            shown += keys(snapshot.answer(query, NOW, near=CENTRE))

        assert shown == list(range(60))

    def test_a_page_past_the_end_is_the_last(self):
        answer = ask([entry(key, 1) for key in range(30)], page=99)

        assert (answer.page, answer.pages, len(answer.hits)) == (2, 2, 5)

    def test_an_empty_directory_answers(self):
        assert ask([]).total == 0


class TestNothingNear:
    def test_names_the_nearest_beyond_that_fits_all_else(self):
        entries = [entry(1, 20), entry(2, 30, fellowship="smart")]
        query = FinderQuery(within=5.0, fellowship=("smart",))
        snapshot = Snapshot(entries)

        assert snapshot.answer(query, NOW, near=CENTRE).total == 0
        assert snapshot.nearest_beyond(query, NOW, CENTRE).key == 2

    def test_counts_those_that_can_be_joined_from_anywhere(self):
        entries = [entry(1), entry(2, 50, mode="hybrid"), entry(3, 50)]

        assert Snapshot(entries).online_among(FinderQuery(), NOW) == 2


def test_a_meeting_that_changes_changes_the_answer():
    before = entry(1, 1)

    assert ask([before], fellowship=("smart",)).total == 0
    assert ask([replace(before, fellowship="smart")], fellowship=("smart",)).total == 1

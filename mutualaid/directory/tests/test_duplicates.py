"""Which pairs look alike."""

from datetime import time

import pytest

from mutualaid.directory.duplicates import (
    Likeness,
    Listing,
    alike_pairs,
    words_of,
)

HALL = (53.8, 0.75)
# In metres north of the hall; a degree of latitude is about 111,195 of them.
METRE = 1 / 111_195


def listing(key: int, **given) -> Listing:
    usual = {"fellowship": 1, "day": 0, "start": time(19, 30), "name": f"Name{key}"}
    told = {**usual, **given}
    return Listing(key, words=words_of(told["name"]), **told)


def likeness(one: dict, other: dict) -> set[Likeness]:
    pairs = alike_pairs([listing(2, **one), listing(1, **other)])
    assert [(pair.first, pair.second) for pair in pairs] in ([], [(1, 2)])
    return set(pairs[0].why) if pairs else set()


class TestAlike:
    @pytest.mark.parametrize(
        ("one", "other", "why"),
        [
            ({"venue": 7}, {"venue": 7}, {Likeness.VENUE}),
            ({"postcode": "NB11AA"}, {"postcode": "NB11AA"}, {Likeness.POSTCODE}),
            ({"link": "https://x.example/1"}, {"link": "https://x.example/1"}, {Likeness.LINK}),
            ({"point": HALL}, {"point": (53.8 + 149 * METRE, 0.75)}, {Likeness.NEAR}),
            ({"point": HALL}, {"point": (53.8 + 152 * METRE, 0.75)}, set()),
            ({"name": "Harbour Lights"}, {"name": "The Harbour Lights Group"}, {Likeness.NAME}),
            ({"name": "Harbour Lights"}, {"name": "Harbour Hope"}, set()),
            ({"name": "Tuesday meeting"}, {"name": "Tuesday meeting"}, set()),
            ({}, {}, set()),
        ],
    )  # fmt: skip
    def test_are_at_one_place_or_called_alike(self, one, other, why):
        assert likeness(one, other) == why

    @pytest.mark.parametrize(
        ("difference", "is_alike"),
        [
            ({"start": time(19, 45)}, True),
            ({"start": time(19, 14)}, False),
            ({"day": 1}, False),
            ({"fellowship": 2}, False),
        ],
    )
    def test_are_of_one_fellowship_day_and_hour(self, difference, is_alike):
        assert bool(likeness({"venue": 7}, {"venue": 7, **difference})) == is_alike

    def test_namesakes_far_apart_are_two(self):
        name = {"name": "Harbour Lights"}
        far = {**name, "point": (53.9, 0.75)}
        assert not likeness({**name, "point": HALL}, far)
        assert likeness(name, far) == {Likeness.NAME}

    @pytest.mark.parametrize(
        ("one", "other", "is_alike"),
        [({1}, {3}, False), ({1, 3}, {3}, True), ({1}, set(), True)],
    )
    def test_other_weeks_of_the_month_never_meet(self, one, other, is_alike):
        first = {"venue": 7, "ordinals": frozenset(one)}
        second = {"venue": 7, "ordinals": frozenset(other)}
        assert bool(likeness(first, second)) == is_alike

    def test_those_by_appointment_are_alike_by_place(self):
        asked = {"venue": 7, "day": ("appointment",), "start": None}
        assert likeness(asked, asked) == {Likeness.VENUE}

    def test_near_in_every_direction(self):
        """However the two lie to the edges of the cells."""
        for step in range(40):
            here = (53.8 + step * 37 * METRE, 0.75 + step * 41 * METRE)
            there = (here[0] + 100 * METRE, here[1] + 150 * METRE)
            assert likeness({"point": here}, {"point": there}) == {Likeness.NEAR}

    def test_the_most_alike_come_first(self):
        pairs = alike_pairs(
            [
                listing(1, venue=1),
                listing(2, venue=1),
                listing(3, venue=2, link="x"),
                listing(4, venue=2, link="x"),
            ]
        )
        assert [pair.first for pair in pairs] == [3, 1]

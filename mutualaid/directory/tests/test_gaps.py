from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.finder import bits
from mutualaid.directory.gaps.analysis import Analysis, Meetings
from mutualaid.directory.gaps.choices import DIMENSIONS, where, wider
from mutualaid.directory.gaps.people import People, PeoplePoint
from mutualaid.directory.gaps.query import GapQuery
from mutualaid.directory.gaps.ranking import largest_gaps
from mutualaid.geography.distance import miles_between

CHOICES = {
    "day": ("0", "1"),
    "time": ("morning", "evening"),
    "fellowship": ("aa", "na"),
    "audience": ("use", "women"),
    "access": ("step-free",),
}
MILES = 2

# A few streets: whole hundredths of a degree, so that no distance is a hair from two miles.
points = st.tuples(
    st.integers(0, 12).map(lambda n: 53 + n / 100),
    st.integers(0, 12).map(lambda n: n / 100),
)
inhabited = st.lists(
    st.builds(lambda at, people: PeoplePoint(*at, people), points, st.integers(0, 900)),
    max_size=12,
)
meeting = st.fixed_dictionaries(
    {
        "point": st.none() | points,
        "ours": st.booleans(),
        "anywhere": st.booleans(),
        **{name: st.sets(st.sampled_from(CHOICES[name])) for name in DIMENSIONS},
    }
)
held = st.lists(meeting, max_size=8)


def those(rows, fits):
    return bits.from_positions(
        (at for at, row in enumerate(rows) if fits(row)), len(rows)
    )


def meetings_of(rows):
    return Meetings(
        points={at: row["point"] for at, row in enumerate(rows) if row["point"]},
        among=(1 << len(rows)) - 1,
        ours=those(rows, lambda row: row["ours"]),
        sets={
            name: {
                choice: those(
                    rows, lambda row, name=name, choice=choice: choice in row[name]
                )
                for choice in CHOICES[name]
            }
            for name in DIMENSIONS
        },
        anywhere=those(rows, lambda row: row["anywhere"] and row["ours"]),
    )


def is_near(row, one):
    if row["anywhere"] and row["ours"]:
        return True
    return bool(row["point"]) and (
        miles_between(*row["point"], one.latitude, one.longitude) <= MILES
    )


def by_hand(people, rows, place):
    """The same figures by looking at everybody and every meeting."""
    fitting = [
        row for row in rows if all(choice in row[name] for name, choice in place)
    ]
    ours = [row for row in fitting if row["ours"]]
    others = [
        row
        for row in fitting
        if not row["ours"] and any(is_near(row, one) for one in people)
    ]

    def reached(among):
        return sum(
            one.people for one in people if any(is_near(row, one) for row in among)
        )

    return len(ours), len(others), reached(ours), reached(ours + others)


class TestAnalysis:
    @given(inhabited, held)
    def test_agrees_about_every_cell_with_looking_at_each_person(self, people, rows):
        analysis = Analysis(People(people), meetings_of(rows), MILES)

        for cell in analysis.cells():
            found = cell.meetings, cell.neighbours, cell.reached
            assert (*found, cell.reached_with_neighbours) == by_hand(
                people, rows, cell.place
            )
            assert cell.people == sum(one.people for one in people)

    def test_has_every_combination_and_every_wider_one_once(self):
        analysis = Analysis(People([]), meetings_of([]), MILES)

        found = [cell.place for cell in analysis.cells()]

        wanted = product(*(("", *CHOICES[name]) for name in DIMENSIONS))
        assert len(found) == len(set(found)) == len(list(wanted)) == 3**4 * 2

    def test_knows_no_share_where_nobody_lives(self):
        cell = Analysis(People([]), meetings_of([]), MILES).cell(())

        assert cell.share is None

    @given(st.lists(st.integers(0, 5000), max_size=40), st.integers(0))
    def test_weighs_a_set_of_points_as_their_sum(self, weights, some):
        people = People(PeoplePoint(53 + at / 10, 0, n) for at, n in enumerate(weights))
        among = some & people.everybody

        assert people.count(among) == sum(one.people for one in people.chosen(among))


def lived_in(*numbers):
    """Villages half a degree apart, the first at 53 degrees."""
    return People(PeoplePoint(53 + at / 2, 0, n) for at, n in enumerate(numbers))


def a_row(village, **chosen):
    usual = {name: set(CHOICES[name]) for name in DIMENSIONS}
    place = {"point": (53 + village / 2, 0), "ours": True, "anywhere": False}
    return {**usual, **place, **{name: {choice} for name, choice in chosen.items()}}


def gaps(people, rows, place=()):
    return [
        (dict(cell.place), cell.unreached)
        for cell in largest_gaps(Analysis(people, meetings_of(rows), MILES), place)
    ]


class TestLargestGaps:
    def test_are_none_where_everybody_has_everything(self):
        assert gaps(lived_in(100, 50), [a_row(0), a_row(1)]) == []

    def test_tell_a_gap_as_widely_as_it_is_true(self):
        found = gaps(lived_in(100, 50), [a_row(0, day="0"), a_row(1, day="0")])

        assert found == [({"day": "1"}, 150)]

    def test_tell_a_narrower_one_that_is_much_larger(self):
        rows = [a_row(0), a_row(1, day="0")]

        assert gaps(lived_in(100, 50, 20), rows) == [
            ({"day": "1"}, 70),
            ({}, 20),
        ]

    def test_leave_out_what_hardly_anybody_misses(self):
        assert gaps(lived_in(1000, 40), [a_row(0)]) == []

    def test_stay_within_what_was_asked(self):
        rows = [a_row(0, fellowship="na"), a_row(1, fellowship="aa", time="evening")]

        found = gaps(lived_in(100, 90), rows, where(fellowship="aa"))

        assert found == [({"fellowship": "aa"}, 100)]

    @given(inhabited, held)
    def test_come_in_one_order_and_are_never_told_twice(self, people, rows):
        analysis = Analysis(People(people), meetings_of(rows), MILES)

        found = largest_gaps(analysis)

        sizes = [cell.unreached for cell in found]
        assert sizes == sorted(sizes, reverse=True)
        told = {cell.place: cell.unreached for cell in found}
        assert len(told) == len(found)
        for place, unreached in told.items():
            for held in wider(place):
                assert 2 * told.get(held, 0) < unreached
        assert found == largest_gaps(analysis)


class TestGapQuery:
    def test_reads_what_it_knows_and_leaves_out_the_rest(self):
        said = {"within": "5", "fellowship": "aa", "for": "women", "access": "lift"}

        query = GapQuery.read(said, {"aa"})

        assert query == GapQuery(miles=5, fellowship="aa", audience="women")
        assert query.place() == where(fellowship="aa", audience="women")

    @pytest.mark.parametrize(
        "query",
        [
            GapQuery(),
            GapQuery(10, "aa", "family", "step-free", "online"),
            GapQuery(fellowship="aa"),
        ],
    )
    def test_is_read_from_the_address_it_writes(self, query):
        said = dict(
            pair.split("=") for pair in query.address().split("&") if "=" in pair
        )

        assert GapQuery.read(said, {"aa"}) == query

    def test_writes_nothing_for_what_is_usual(self):
        assert GapQuery().address() == ""
        assert GapQuery(5, "aa", "use").anything().address() == "within=5"

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.finder import bits
from mutualaid.directory.finder.nearness import Nearness, band_order
from mutualaid.geography.distance import miles_between

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
anywhere = st.tuples(latitudes, longitudes)
in_britain = st.tuples(st.floats(49.8, 60.9), st.floats(-8, 2))
in_one_town = st.tuples(st.floats(53.79, 53.83), st.floats(-1.6, -1.5))
crowds = st.lists(in_one_town | in_britain | anywhere, max_size=80)

A_TOUCH = 1e-6  # miles; two roundings of one distance may differ by this


def index(points):
    ordered = sorted(points, key=lambda point: band_order(*point))
    return Nearness(ordered), ordered


class TestWithin:
    @given(crowds, in_one_town | anywhere, st.floats(0.01, 3000))
    def test_is_everything_at_most_so_far_away(self, points, centre, miles):
        nearness, ordered = index(points)

        inside = set(bits.positions(nearness.within(*centre, miles)))

        for position, point in enumerate(ordered):
            distance = miles_between(*centre, *point)
            if distance < miles - A_TOUCH:
                assert position in inside
            if distance > miles + A_TOUCH:
                assert position not in inside

    @pytest.mark.parametrize(
        "centre", [(53.8, 180), (53.8, -179.99), (89.9, 10), (-90, 0)]
    )
    def test_reaches_over_the_date_line_and_the_poles(self, centre):
        points = [(53.8, -179.95), (53.8, 179.95), (89.8, -170.0), (-89.9, 3.0)]
        nearness, ordered = index(points)

        inside = set(bits.positions(nearness.within(*centre, 30)))

        near = {
            position
            for position, point in enumerate(ordered)
            if miles_between(*centre, *point) <= 30
        }
        assert inside == near != set()


class TestNearest:
    @given(crowds, in_one_town | anywhere, st.integers(1, 30))
    def test_leaves_out_nothing_nearer_than_what_it_gives(self, points, centre, wanted):
        nearness, ordered = index(points)

        found = nearness.nearest(nearness.everywhere, *centre, wanted)

        distances = sorted(miles_between(*centre, *point) for point in ordered)
        got = [miles for miles, _ in found]
        assert len(got) >= min(wanted, len(points))
        assert got == pytest.approx(distances[: len(got)], abs=1e-5)

    @given(crowds, in_one_town, st.floats(0.1, 50))
    def test_keeps_to_its_limit(self, points, centre, limit):
        nearness, _ = index(points)

        found = nearness.nearest(nearness.everywhere, *centre, 10, limit)

        assert all(miles <= limit + A_TOUCH for miles, _ in found)

    def test_looks_only_among_the_given(self):
        nearness, ordered = index([(53.8, -1.5), (53.81, -1.5), (53.82, -1.5)])
        second = bits.from_positions([1], 3)

        assert [at for _, at in nearness.nearest(second, *ordered[0], 5, inf)] == [1]

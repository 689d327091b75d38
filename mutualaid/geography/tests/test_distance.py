from math import isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mutualaid.geography.distance import (
    EARTH_RADIUS_MILES,
    box_around,
    miles_between,
    said_miles,
)

LONDON = (51.5074, -0.1278)
EDINBURGH = (55.9533, -3.1883)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


class TestMilesBetween:
    def test_agrees_with_the_length_of_a_degree(self):
        one_degree = 2 * 3.141592653589793 * EARTH_RADIUS_MILES / 360

        assert isclose(miles_between(50, 0, 51, 0), one_degree, rel_tol=1e-12)
        assert isclose(miles_between(0, 10, 0, 11), one_degree, rel_tol=1e-12)

    def test_agrees_with_a_published_distance(self):
        # Great-circle distance given for the two city centres: 332 miles.
        assert 331 < miles_between(*LONDON, *EDINBURGH) < 333

    @given(latitudes, longitudes, latitudes, longitudes)
    def test_is_the_same_there_and_back_and_at_most_half_way_round(self, a, b, c, d):
        there, back = miles_between(a, b, c, d), miles_between(c, d, a, b)

        assert isclose(there, back, abs_tol=1e-6)
        assert 0 <= there <= 3.1415926536 * EARTH_RADIUS_MILES

    def test_is_nothing_from_a_point_to_itself(self):
        assert miles_between(*LONDON, *LONDON) == 0


class TestBoxAround:
    @given(latitudes, longitudes, latitudes, longitudes, st.floats(0, 13_000))
    def test_holds_every_point_within_reach(self, a, b, c, d, miles):
        assume(miles_between(a, b, c, d) <= miles)

        assert box_around(a, b, miles).holds(c, d)

    @given(st.floats(49, 61), st.floats(-8, 2), st.floats(0.1, 100))
    def test_touches_the_circle_on_every_side(self, latitude, longitude, miles):
        box = box_around(latitude, longitude, miles)

        assert isclose(
            miles_between(latitude, longitude, box.north, longitude),
            miles,
            rel_tol=1e-4,
        )
        assert isclose(
            miles_between(latitude, longitude, box.south, longitude),
            miles,
            rel_tol=1e-4,
        )
        # The circle is widest a little poleward, so its edge lies beyond the box's middle.
        assert miles_between(latitude, longitude, latitude, box.east) >= miles * 0.9999
        assert miles_between(latitude, longitude, latitude, box.east) <= miles * 1.002

    @pytest.mark.parametrize("longitude", [179.99, -179.99])
    def test_is_a_whole_band_where_it_meets_the_date_line(self, longitude):
        box = box_around(52, longitude, 10)

        assert (box.west, box.east) == (-180, 180)

    def test_is_a_whole_band_at_a_pole(self):
        assert box_around(89.99, 0, 10)[1:] == (-180, 90, 180)


class TestSaidMiles:
    @pytest.mark.parametrize(
        ("miles", "said"),
        [
            (0.1, 0.1),
            (0.65, 0.7),
            (0.949, 0.9),
            (0.95, 1),
            (1.04, 1),
            (1.06, 1.1),
            (9.94, 9.9),
            (9.96, 10),
            (12.4, 12),
            (12.5, 13),
            (1234.4, 1234),
        ],
    )
    def test_is_as_exact_as_people_are(self, miles, said):
        assert said_miles(miles) == said

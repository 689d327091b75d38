"""Wilson's interval, held to values computed with two statistics packages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.indicators.intervals import wilson


class TestWilson:
    @pytest.mark.parametrize(
        ("count", "of", "low", "high"),
        [
            (0, 10, 0.0, 0.277533),
            (1, 10, 0.017876, 0.40415),
            (5, 10, 0.236593, 0.763407),
            (7, 10, 0.396778, 0.892209),
            (8, 10, 0.490162, 0.943318),
            (10, 10, 0.722467, 1.0),
            (12, 15, 0.548146, 0.929525),
            (31, 50, 0.481504, 0.741372),
            (42, 60, 0.574913, 0.801018),
            (0, 1, 0.0, 0.793451),
            (1, 1, 0.206549, 1.0),
            (60, 60, 0.939828, 1.0),
        ],
    )
    def test_vectors(self, count: int, of: int, low: float, high: float) -> None:
        assert wilson(count, of) == pytest.approx((low, high), abs=6e-7)

    def test_nothing_counted_says_nothing(self) -> None:
        assert wilson(0, 0) is None

    @given(
        st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
    )
    def test_holds_the_share_and_mirrors(self, counted: tuple[int, int]) -> None:
        count, of = counted
        low, high = wilson(count, of) or (0, 0)
        assert 0 <= low <= count / of <= high <= 1
        assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low))

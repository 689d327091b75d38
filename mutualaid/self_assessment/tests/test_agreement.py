"""Agreement between raters, held to values from two implementations each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.self_assessment.agreement import (
    balanced,
    consensus,
    fleiss_kappa,
    gwet,
    interval,
    krippendorff_alpha,
    lower_median,
    nominal,
    spread_of,
)

# Commissioner, provider, service user, mutual aid; then lower median, range, consensus.
STATEMENTS = [
    ([3, 3, 2, 2], 2, "close", 0.736966),
    ([2, 3, 1, 1], 1, "split", 0.566697),
    ([1, 2, 1, 1], 1, "close", 0.802092),
    ([2, 2, 2, 2], 2, "agreed", 1),
    ([2, 3, 0, 1], 1, "opposed", 0.368483),
    ([3, 3, 3, 3], 3, "agreed", 1),
    ([0, 1, 1, 0], 0, "close", 0.736966),
    ([None, 2, 1, None], 1, "close", 0.736966),
]
TABLE = [ratings for ratings, *_ in STATEMENTS]
some_ratings = st.lists(st.none() | st.integers(0, 3), max_size=12)


class TestOneStatement:
    @pytest.mark.parametrize(("ratings", "middle", "spread", "agreed"), STATEMENTS)
    def test_vectors(self, ratings, middle, spread, agreed) -> None:
        assert lower_median(ratings) == middle
        assert spread_of(ratings) == spread
        assert consensus(ratings) == pytest.approx(agreed, abs=6e-7)

    @pytest.mark.parametrize(
        ("ratings", "agreed"), [([0, 0, 3, 3], 0), ([0, 3, 3, 3], 0.188722)]
    )
    def test_consensus_at_the_ends(self, ratings, agreed) -> None:
        assert consensus(ratings) == pytest.approx(agreed, abs=6e-7)

    def test_nobody_knows(self) -> None:
        nobody = [None, None]
        assert (lower_median(nobody), spread_of(nobody), consensus(nobody)) == (
            None,
            None,
            None,
        )

    def test_six_staff_do_not_outvote_one_member(self) -> None:
        by_role = {"provider": [3, 3, 3, 3, 3, 3], "mutual aid": [1], "user": [None]}
        assert balanced(by_role) == 1

    @given(some_ratings)
    def test_the_middle_is_a_rating_somebody_gave(self, ratings) -> None:
        middle = lower_median(ratings)
        assert middle in ratings or (middle is None and not any(ratings))

    @given(some_ratings.filter(lambda some: any(each is not None for each in some)))
    def test_consensus_lies_between_nothing_and_one(self, ratings) -> None:
        assert -1e-12 <= (consensus(ratings) or 0) <= 1 + 1e-12


class TestWholeInstrument:
    def test_krippendorff(self) -> None:
        assert krippendorff_alpha(TABLE) == pytest.approx(0.476956, abs=6e-7)
        assert krippendorff_alpha(TABLE, interval) == pytest.approx(0.470158, abs=6e-7)
        assert krippendorff_alpha(TABLE, nominal) == pytest.approx(0.251806, abs=6e-7)

    def test_fleiss(self) -> None:
        assert fleiss_kappa(TABLE) == pytest.approx(0.274441, abs=6e-7)

    def test_gwet(self) -> None:
        assert gwet(TABLE, is_ordinal=False) == pytest.approx(0.23484, abs=6e-6)
        assert gwet(TABLE, is_ordinal=True) == pytest.approx(0.58917, abs=6e-6)

    def test_alpha_collapses_where_nearly_all_rate_the_same(self) -> None:
        table = [[3, 3, 3, 3]] * 26 + [[3, 3, 3, 2]]
        assert krippendorff_alpha(table) == pytest.approx(0, abs=1e-9)
        assert (gwet(table, is_ordinal=True) or 0) > 0.9

    def test_too_little_says_nothing(self) -> None:
        assert krippendorff_alpha([[1, None]]) is None
        assert krippendorff_alpha([[1, 1]]) is None
        assert fleiss_kappa([[1, None]]) is None
        assert fleiss_kappa([[2, 2]]) is None
        assert gwet([[1, None]], is_ordinal=True) is None

"""What ratings come to."""

import pytest

from mutualaid.self_assessment.scoring import (
    Unrated,
    across_providers,
    counted,
    section_score,
    statement_rating,
)

DK, NA = Unrated.UNKNOWN, Unrated.NOT_APPLICABLE


class TestSectionScore:
    @pytest.mark.parametrize(
        ("ratings", "applicable", "known", "share", "floor", "ceiling"),
        [
            ([3, 2, 1, 2, DK], 5, 4, 66.67, 53.33, 73.33),
            ([3, 2, NA, 2, DK, 0, 1], 6, 5, 53.33, 44.44, 61.11),
            ([NA, NA], 0, 0, None, None, None),
            ([DK, DK], 2, 0, None, 0, 100),
            ([3] * 5, 5, 5, 100, 100, 100),
            ([0] * 5, 5, 5, 0, 0, 0),
        ],
    )
    def test_vectors(self, ratings, applicable, known, share, floor, ceiling) -> None:
        score = section_score(ratings)
        assert (score.applicable, score.known) == (applicable, known)
        for found, expected in (
            (score.share, share),
            (score.floor, floor),
            (score.ceiling, ceiling),
        ):
            percent = None if found is None else round(found * 100, 2)
            assert percent == expected


class TestStatementRating:
    @pytest.mark.parametrize(
        ("parts", "rating"),
        [
            ([3, 1], 1),
            ([3, DK], DK),
            ([0, DK], 0),
            ([NA, 2], 2),
            ([NA, NA], NA),
            ([DK, NA], DK),
        ],
    )
    def test_is_the_lowest_part_unless_one_is_unknown(self, parts, rating) -> None:
        assert statement_rating(parts) == rating


class TestAcrossProviders:
    @pytest.mark.parametrize(
        ("ratings", "rating"),
        [([3, 1], 1), ([3, 1, DK], 1), ([DK], DK), ([NA], NA), ([2, NA, 3, 3], 3)],
    )
    def test_is_the_lower_median(self, ratings, rating) -> None:
        assert across_providers(ratings) == rating


class TestCounted:
    def test_the_highest_level_rests_on_evidence(self) -> None:
        assert counted(3, has_evidence=True) == 3
        assert counted(3, has_evidence=False) == 2
        assert counted(2, has_evidence=False) == 2
        assert counted(DK, has_evidence=False) is DK

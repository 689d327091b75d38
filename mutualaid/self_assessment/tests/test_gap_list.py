"""What is left to do, and in which order."""

from fractions import Fraction

import pytest

from mutualaid.self_assessment.agreement import Spread
from mutualaid.self_assessment.change import Change
from mutualaid.self_assessment.gap_list import (
    Looked,
    Reason,
    gap_list,
    reasons_of,
    weights,
)
from mutualaid.self_assessment.scoring import Unrated

DK, NA = Unrated.UNKNOWN, Unrated.NOT_APPLICABLE


class TestReasons:
    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ({"rating": 0}, (Reason.LOW,)),
            ({"rating": 1}, (Reason.LOW,)),
            ({"rating": 2}, ()),
            ({"rating": 3}, ()),
            ({"rating": DK}, (Reason.UNKNOWN,)),
            ({"rating": NA}, ()),
            ({"rating": NA, "spread": Spread.OPPOSED}, ()),
            ({"rating": 3, "spread": Spread.AGREED}, ()),
            ({"rating": 3, "spread": Spread.CLOSE}, ()),
            ({"rating": 3, "spread": Spread.SPLIT}, (Reason.SPREAD,)),
            ({"rating": 3, "spread": Spread.OPPOSED}, (Reason.SPREAD,)),
            ({"rating": 2, "needs_evidence": True}, (Reason.EVIDENCE,)),
            ({"rating": 2, "change": Change.DOWN}, (Reason.DOWN,)),
            ({"rating": 2, "change": Change.UP}, ()),
            ({"rating": 2, "change": Change.NOT_COMPARABLE}, ()),
            (
                {"rating": 1, "spread": Spread.SPLIT, "change": Change.DOWN},
                (Reason.LOW, Reason.SPREAD, Reason.DOWN),
            ),
            ({"rating": DK, "is_rated": False}, ()),
            (
                {"rating": DK, "is_rated": False, "weight": Fraction(1, 2)},
                (Reason.CHOSEN,),
            ),
        ],
    )
    def test_are_by_table(self, told, expected):
        assert reasons_of(Looked("1.1", **told)) == expected


class TestWeights:
    def test_give_each_kind_one_vote_to_divide(self):
        votes = {
            "provider": {"1.1": 6, "1.2": 3, "1.3": 3},
            "group": {"1.3": 1},
        }

        assert weights(votes) == {
            "1.1": Fraction(1, 2),
            "1.2": Fraction(1, 4),
            "1.3": Fraction(5, 4),
        }

    def test_are_none_without_votes(self):
        assert weights({}) == {}


class TestOrder:
    @staticmethod
    def keys(*statements):
        return [gap.key for gap in gap_list(statements)]

    def test_is_by_votes_first(self):
        assert self.keys(
            Looked("1.1", 0),
            Looked("1.2", 1, weight=Fraction(1, 3)),
            Looked("1.3", DK, weight=Fraction(1, 2)),
        ) == ["1.3", "1.2", "1.1"]

    def test_is_then_by_the_lower_rating_and_what_is_unknown_last(self):
        assert self.keys(
            Looked("1.1", DK),
            Looked("1.2", 1),
            Looked("1.3", 0),
            Looked("1.4", 2, change=Change.DOWN),
        ) == ["1.3", "1.2", "1.4", "1.1"]

    def test_is_then_by_the_wider_spread(self):
        assert self.keys(
            Looked("1.1", 1),
            Looked("1.2", 1, spread=Spread.CLOSE),
            Looked("1.3", 1, spread=Spread.OPPOSED),
            Looked("1.4", 1, spread=Spread.SPLIT),
            Looked("1.5", 1, spread=Spread.AGREED),
        ) == ["1.3", "1.4", "1.2", "1.5", "1.1"]

    def test_is_at_last_as_the_statements_stand(self):
        assert self.keys(Looked("5.6", 1), Looked("1.10", 1), Looked("1.9", 1)) == [
            "5.6",
            "1.10",
            "1.9",
        ]

    def test_leaves_out_what_is_no_gap(self):
        assert self.keys(Looked("1.1", 2), Looked("1.2", NA), Looked("1.3", 1)) == [
            "1.3"
        ]


class TestFindingOut:
    @pytest.mark.parametrize(("rating", "expected"), [(DK, True), (0, False)])
    def test_is_for_what_nobody_knows(self, rating, expected):
        (gap,) = gap_list([Looked("1.1", rating)])

        assert gap.is_to_find_out is expected

"""Control charts, held to vectors of published snapshots and of an independent script."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.indicators.spc import (
    NHS_TOOL,
    R_PACKAGE,
    Assurance,
    Direction,
    Meaning,
    Rule,
    control_chart,
)

VECTORS = json.loads((Path(__file__).parent / "xmr_vectors.json").read_text())
WAVE = [50, 52] * 6  # limits 45.68 and 56.32


def chart_of(vector: dict):
    return control_chart(
        vector["y"],
        direction=Direction(vector.get("direction", 1)),
        baseline=vector.get("base"),
        is_screened=vector.get("screen", False),
        reading=R_PACKAGE if vector.get("profile") == "r" else NHS_TOOL,
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["id"])
class TestVectors:
    def test_lines(self, vector: dict) -> None:
        (limits,) = chart_of(vector).segments
        found = {
            "mean": limits.mean,
            "amr": limits.average_range,
            "lpl": limits.lower,
            "upl": limits.upper,
            "nlpl": limits.lower_two_sigma,
            "nupl": limits.upper_two_sigma,
        }
        assert found == pytest.approx(
            {name: vector["expect"][name] for name in found}, abs=6e-7
        )

    def test_flags(self, vector: dict) -> None:
        found = {
            str(number): [
                point.meaning.value,
                "".join(str(each) for each in point.signals),
            ]
            for number, point in enumerate(chart_of(vector).points, 1)
            if point.signals
        }
        assert found == vector["expect"]["flags"]

    def test_headline_and_assurance(self, vector: dict) -> None:
        chart, expected = chart_of(vector), vector["expect"]
        assert chart.latest == expected["latest"]
        if "assurance" in expected:
            assert chart.assurance(vector["target"]) == expected["assurance"]


class TestAssurance:
    @pytest.mark.parametrize(
        ("target", "up", "down"),
        [
            (57, Assurance.FAIL, Assurance.PASS),
            (45, Assurance.PASS, Assurance.FAIL),
            (56.32, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
            (45.68, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
            (51, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        ],
    )
    def test_compares_limits_with_the_target(self, target, up, down) -> None:
        assert control_chart(WAVE).assurance(target) is up
        falling = control_chart(WAVE, direction=Direction.DOWN)
        assert falling.assurance(target) is down

    def test_says_nothing_where_neither_way_is_good(self) -> None:
        chart = control_chart(WAVE, direction=Direction.NEUTRAL)
        assert chart.assurance(57) is None
        assert control_chart(WAVE).assurance(None) is None

    def test_one_that_never_varies_meets_it_or_does_not(self) -> None:
        assert control_chart([99] * 13).assurance(100) is Assurance.FAIL
        assert control_chart([101] * 13).assurance(100) is Assurance.PASS


def flagged(values, rule: Rule, **given) -> list[int]:
    points = control_chart(values, **given).points
    return [
        at
        for at, point in enumerate(points, 1)
        if any(each.rule is rule for each in point.signals)
    ]


class TestRules:
    def test_a_tie_breaks_a_trend(self) -> None:
        assert flagged([1, 2, 3, 3, 4, 5, 6], Rule.TREND) == []

    def test_a_trend_marks_its_own_points_alone(self) -> None:
        found = flagged([2, 1, 2, 3, 4, 5, 6, 7, 3], Rule.TREND)
        assert found == list(range(2, 9))

    def test_the_third_of_three_is_not_marked(self) -> None:
        # Above the mean of 51 throughout; beyond two sigma (54.55) where it says 55.
        values = [*WAVE, 55, 52, 52, 55, 55]
        assert flagged(values, Rule.TWO_OF_THREE, baseline=12) == [16, 17]

    def test_no_run_crosses_a_new_segment(self) -> None:
        values = [50, 52, 50, 51, 53, 54, 55, 56, 57, 58, 59, 60, 61]
        assert flagged(values, Rule.TREND)
        assert flagged(values, Rule.TREND, rebased_at=[7]) == []

    def test_ten_copies_of_a_tenth_are_no_shift(self) -> None:
        chart = control_chart([0.1] * 12)
        assert {point.meaning for point in chart.points} == {Meaning.COMMON}

    def test_nothing_is_no_chart(self) -> None:
        with pytest.raises(ValueError, match="at least one"):
            control_chart([])

    @given(
        st.lists(st.integers(0, 20), min_size=1, max_size=40),
        st.sampled_from(Direction),
    )
    def test_turned_round_it_says_the_opposite(self, values, direction) -> None:
        """Mirrored values with the other way good have the same meanings."""
        chart = control_chart(values, direction=direction)
        mirrored = control_chart(
            [-each for each in values], direction=Direction(-direction)
        )
        if direction is not Direction.NEUTRAL:
            assert [p.meaning for p in chart.points] == [
                p.meaning for p in mirrored.points
            ]

    @pytest.mark.parametrize(("size", "expected"), [(13, 0.06), (24, 0.16), (36, 0.26)])
    def test_false_alarms_are_as_rare_as_they_should_be(self, size, expected) -> None:
        """1,000 stable series: any flag at all, and the last point flagged (1.1 to 1.6 %)."""
        chance = Random(size)  # noqa: S311 (the same every time)
        charts = [
            control_chart([chance.gauss(0, 1) for _ in range(size)])
            for _ in range(1000)
        ]
        with_any = sum(any(p.signals for p in each.points) for each in charts) / 1000
        latest = sum(bool(each.points[-1].signals) for each in charts) / 1000
        assert with_any == pytest.approx(expected, abs=0.035)
        assert 0.003 <= latest <= 0.027

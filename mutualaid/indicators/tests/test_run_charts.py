import pytest

from mutualaid.indicators.run_charts import (
    Display,
    display_for,
    run_chart,
    too_many_missing,
)


class TestShortSeries:
    @pytest.mark.parametrize(
        ("points", "shown"),
        [(9, "dots"), (10, "run-chart"), (12, "run-chart"), (13, "control-chart")],
    )
    def test_few_points_carry_little(self, points: int, shown: str) -> None:
        assert display_for(points) == Display(shown)

    @pytest.mark.parametrize(
        ("useful", "run", "crossings"),
        [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8)],
    )
    def test_bounds_of_a_run_chart(self, useful, run, crossings) -> None:
        chart = run_chart([0, 1] * (useful // 2))
        assert (chart.most_run, chart.fewest_crossings) == (run, crossings)
        assert not chart.is_special

    def test_one_step_is_special(self) -> None:
        assert run_chart([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]).is_special

    def test_points_on_the_median_count_for_nothing(self) -> None:
        assert run_chart([5, 5, 5]).longest_run == 0

    def test_three_missing_of_the_last_twelve_are_too_many(self) -> None:
        assert too_many_missing([None, 1, None, 2, None, 3])
        assert not too_many_missing([None] * 9 + [1.0] * 10 + [None, None])

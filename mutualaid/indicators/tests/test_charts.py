"""What a chart shows of its readings: gates, gaps, limits, signs and suggestions."""

from dataclasses import replace
from datetime import date

import pytest

from mutualaid.core.measures import Direction, Unit
from mutualaid.indicators.charts import (
    Keeping,
    NoIcons,
    Note,
    State,
    Taken,
    Variation,
    chart_of,
    suggested_rebase,
)
from mutualaid.indicators.run_charts import Display
from mutualaid.indicators.spc import Assurance

from .series import RUNNING, STEP, TODAY, WAVE, chart, month_ago, taken


class TestGates:
    @pytest.mark.parametrize(
        ("points", "display", "lines", "has_icon"),
        [
            (1, Display.DOTS, 0, False),
            (9, Display.DOTS, 0, False),
            (10, Display.RUN_CHART, 1, False),
            (12, Display.RUN_CHART, 1, False),
            (13, Display.CONTROL_CHART, 1, True),
        ],
    )
    def test_so_many_points_show_so_much(self, points, display, lines, has_icon):
        found = chart(WAVE[:points])

        assert found.display is display
        assert len(found.segments) == lines
        assert (found.variation is not None) is has_icon

    def test_a_run_chart_has_a_median_and_no_limits(self):
        (line,) = chart(WAVE[:12]).segments

        assert (line.middle, line.lower, line.upper) == (51, None, None)

    def test_the_running_month_is_shown_and_counts_for_nothing(self):
        with_it = chart(taken([*WAVE[:13], 90], is_running=True))

        assert with_it.newest.state is State.RUNNING
        assert with_it.latest.value == 50
        assert with_it.segments == chart(taken(WAVE[:13])).segments
        assert with_it.variation is Variation.COMMON

    def test_nothing_read_is_an_empty_chart(self):
        found = chart_of(
            [], unit=Unit.COUNT, direction=Direction.UP, keeping=Keeping(), today=TODAY
        )

        assert (found.months, found.latest, found.newest) == ((), None, None)


class TestGaps:
    def test_a_month_without_a_reading_is_no_zero(self):
        values = [*WAVE[:6], None, *WAVE[6:13]]
        found = chart(values)

        assert [mark.state for mark in found.months].count(State.MISSING) == 1
        assert found.segments[0].middle == chart(WAVE[:13]).segments[0].middle
        assert found.variation is Variation.COMMON

    def test_reading_that_stopped_is_a_gap_until_today(self):
        old = [
            replace(each, month=each.month.replace(year=2025))
            for each in taken(WAVE[:3])
        ]
        found = chart(old)

        assert found.months[-1].month == month_ago(1)
        assert found.how_many(State.MISSING) == 12

    @pytest.mark.parametrize(("missing", "why"), [(2, None), (3, NoIcons.GAPS)])
    def test_three_of_the_last_twelve_missing_take_the_signs_away(self, missing, why):
        values = [*WAVE[:12], *[None] * missing, 50, 52]

        assert chart(values).no_icons is why

    def test_a_share_of_nothing_and_one_withheld_rest_nowhere(self):
        readings = taken(WAVE[:13], of=100)
        readings[3] = Taken(readings[3].month, 0, 0)
        readings[4] = Taken(readings[4].month, 0, is_withheld=True)
        found = chart(readings, of=100)

        assert found.months[3].state is State.EMPTY
        assert (found.months[4].state, found.months[4].numerator) == (
            State.WITHHELD,
            None,
        )
        assert len(found.counted) == 11

    def test_readings_of_months_to_come_are_not_shown(self):
        ahead = [Taken(date(2026, 12, 1), 5), *taken([1, 2])]

        assert chart(ahead).months[-1].month == month_ago(1)


class TestLimits:
    def test_a_baseline_fixes_them(self):
        found = chart(STEP, baseline=12, target=50)
        (line,) = found.segments

        assert (line.middle, line.fixed_from) == (43.5, 12)
        assert found.variation is Variation.BETTER_HIGH
        assert found.assurance is Assurance.HIT_OR_MISS

    def test_a_baseline_of_all_points_is_still_on_trial(self):
        assert chart(STEP, baseline=24).segments[0].fixed_from is None

    def test_new_ones_start_at_the_first_point_of_their_month_or_after(self):
        values = [*STEP[:12], None, *STEP[12:]]
        found = chart(values, rebased_from=(month_ago(13),))

        assert [each.points for each in found.segments] == [12, 12]
        assert found.segments[1].first == month_ago(12)
        assert found.segments[1].middle == pytest.approx(51.833333)

    @pytest.mark.parametrize(("after", "why"), [(12, NoIcons.NEW_LIMITS), (13, None)])
    def test_new_ones_need_thirteen_points_for_a_sign(self, after, why):
        found = chart([*WAVE[:12], *WAVE[:after]], rebased_from=(month_ago(after),))

        assert found.no_icons is why
        assert len(found.segments) == 2

    def test_those_beyond_what_can_be_are_told_and_not_changed(self):
        found = chart([80, 100] * 7, of=100)

        assert found.segments[0].upper > 100
        assert found.is_clipped
        assert not chart(WAVE[:13], of=100).is_clipped

    def test_fewer_than_none_cannot_be_either(self):
        assert chart([0, 9] * 7).is_clipped


class TestSigns:
    @pytest.mark.parametrize(
        ("direction", "up", "down"),
        [
            (Direction.UP, Variation.BETTER_HIGH, Variation.WORSE_LOW),
            (Direction.DOWN, Variation.WORSE_HIGH, Variation.BETTER_LOW),
            (Direction.NEUTRAL, Variation.CHANGED_HIGH, Variation.CHANGED_LOW),
        ],
    )
    def test_follow_the_way_that_is_good(self, direction, up, down):
        wave = WAVE[:14]

        assert chart([*wave, 90], direction=direction).variation is up
        assert chart([*wave, 10], direction=direction).variation is down

    def test_both_ways_at_once_is_mixed(self):
        found = chart([*WAVE[:12], 0, 1, 2, 3, 4, 5, 6, 7])

        assert any(mark.is_mixed for mark in found.months)


class TestSuggestion:
    def note(self, months: int) -> Note:
        return Note(month_ago(months).replace(day=5), "event", "A new champion")

    def test_asks_after_a_run_that_something_came_before(self):
        found = suggested_rebase(chart(STEP, baseline=12, notes=(self.note(13),)))

        assert (found.month, found.points) == (month_ago(12), 12)
        assert found.note.words == "A new champion"

    def test_starts_with_a_note_inside_of_the_run(self):
        found = suggested_rebase(chart(STEP, baseline=12, notes=(self.note(9),)))

        assert (found.month, found.points) == (month_ago(9), 9)

    @pytest.mark.parametrize("months", [17, 6])
    def test_is_silent_without_a_note_shortly_before(self, months):
        assert (
            suggested_rebase(chart(STEP, baseline=12, notes=(self.note(months),)))
            is None
        )

    def test_is_silent_where_no_run_goes_on(self):
        assert suggested_rebase(chart(WAVE, notes=(self.note(3),))) is None
        assert suggested_rebase(chart(WAVE[:3])) is None

    def test_is_silent_once_limits_are_new(self):
        found = chart(STEP, rebased_from=(month_ago(12),), notes=(self.note(13),))

        assert suggested_rebase(found) is None


def test_months_start_where_the_readings_do():
    assert chart([5, 6]).months[0].month == month_ago(2)
    assert month_ago(11) == date(2025, 12, 1)
    assert month_ago(0) == RUNNING

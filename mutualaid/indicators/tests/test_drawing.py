"""Where the parts of a chart stand on paper."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.indicators.charts import NARROW, SMALL, WIDE, Note, Sayings, draw
from mutualaid.indicators.charts.lines import spread
from mutualaid.indicators.charts.scales import MOST_STEPS, axis

from .series import STEP, WAVE, chart, month_ago, taken

SAYINGS = Sayings(
    tick=lambda value: f"{value:g}",
    amount=lambda value: f"{value:g}",
    month=lambda month: f"{month:%m/%y}",
    point=lambda month: f"{month:%Y-%m}",
    lines={
        name: f"{name} %(amount)s"
        for name in ("mean", "median", "upper", "lower", "target")
    },
    shapes={
        name: name
        for name in (
            "common",
            "better",
            "worse",
            "changed",
            "mixed",
            "running",
            "missing",
        )
    },
)


def drawing(shape=WIDE, values=STEP, **keeping):
    return draw(chart(values, **keeping), shape, SAYINGS)


class TestDraw:
    @pytest.mark.parametrize("shape", [WIDE, NARROW, SMALL])
    def test_has_a_dot_for_each_month_with_a_value_inside_of_the_paper(self, shape):
        found = drawing(shape, baseline=12, target=90)

        assert [dot.words for dot in found.dots] == [
            f"{month_ago(24 - at):%Y-%m}" for at in range(24)
        ]
        for dot in found.dots:
            assert shape.left <= dot.x <= shape.edge
            assert shape.top <= dot.y <= shape.floor

    def test_nothing_read_draws_nothing(self):
        from_nothing = chart(taken([5]))
        assert draw(from_nothing, WIDE, SAYINGS) is not None
        assert draw(chart(taken([0], of=0), of=0), WIDE, SAYINGS) is None

    def test_the_line_breaks_where_a_month_is_missing(self):
        found = drawing(values=[*WAVE[:5], None, *WAVE[:8]])

        assert len(found.paths) == 2
        assert [gap.kind for gap in found.gaps] == ["missing"]

    def test_the_running_month_hangs_on_by_a_line_of_its_own(self):
        found = drawing(values=taken([*WAVE[:13], 40], is_running=True))

        assert found.dots[-1].kind == "running"
        assert found.running_path.count("L") == 1
        assert len(found.paths) == 1

    def test_after_a_gap_it_hangs_nowhere(self):
        found = drawing(values=taken([*WAVE[:13], None, 40], is_running=True))

        assert found.running_path == ""

    def test_special_points_differ_in_shape(self):
        kinds = {dot.kind for dot in drawing(baseline=12).dots}

        assert kinds == {"common", "better"}
        assert {sample.kind for sample in drawing(baseline=12).key} == kinds

    def test_narrow_paper_names_its_lines_in_the_key(self):
        wide, narrow = drawing(target=60), drawing(NARROW, target=60)

        names = ["upper", "mean", "lower", "target"]
        assert [sample.kind for sample in narrow.key][:4] == names
        assert not {sample.kind for sample in wide.key} & set(names)
        assert narrow.height > NARROW.height

    def test_each_segment_has_its_lines_and_the_last_their_names(self):
        found = drawing(rebased_from=(month_ago(12),))

        assert [line.kind for line in found.lines] == ["upper", "mean", "lower"] * 2
        assert [bool(line.words) for line in found.lines] == [False] * 3 + [True] * 3
        assert len(found.breaks) == 1

    def test_limits_are_cut_at_the_edge(self):
        found = drawing(values=[80, 100] * 7, of=100)
        upper = next(line for line in found.lines if line.kind == "upper")

        assert upper.y == WIDE.top
        assert upper.words == "upper 143.2"  # in words it is as reckoned

    def test_what_never_varies_has_a_mean_alone(self):
        found = drawing(values=[7] * 13, target=7)

        assert [line.kind for line in found.lines] == ["mean", "target"]

    def test_lines_of_a_segment_that_is_over_have_no_names(self):
        values = [*WAVE[:13], *[51] * 7]
        found = drawing(values=values, rebased_from=(month_ago(7),))

        assert [line.words for line in found.lines if line.words] == ["mean 51"]

    def test_notes_are_numbered_flags_side_by_side(self):
        day = month_ago(4)
        notes = (
            Note(month_ago(90), "event", "long ago"),
            Note(day, "event", "one"),
            Note(day.replace(day=9), "event", "two"),
        )
        found = drawing(notes=notes)

        assert [flag.words for flag in found.flags] == ["2", "3"]
        assert found.flags[0].x < found.flags[1].x

    def test_a_single_point_is_drawn(self):
        assert len(drawing(values=[5]).dots) == 1


class TestAxis:
    @given(
        st.lists(st.floats(0, 1e5), min_size=1, max_size=30),
        st.sampled_from([100.0, float("inf")]),
    )
    def test_holds_every_value_in_few_steps(self, values, most):
        ticks = axis(values, least=0.0, most=most, narrowest=4)

        assert ticks[0] <= min(min(values), most)
        assert ticks[-1] >= min(max(values), most) - 1e-6
        assert 2 <= len(ticks) <= MOST_STEPS + 2
        assert all(0 <= tick <= most and tick == round(tick) for tick in ticks)

    def test_few_differences_do_not_fill_it(self):
        assert axis([50, 51], least=0, most=100, narrowest=10) == [
            44,
            46,
            48,
            50,
            52,
            54,
            56,
        ]


class TestSpread:
    @given(st.lists(st.floats(30, 350), max_size=5).map(sorted))
    def test_keeps_names_apart_and_above_the_floor(self, places):
        found = spread(places, 18, 360)

        assert all(below - above >= 17.99 for above, below in pairwise(found))
        assert all(place <= 360 for place in found)

    def test_leaves_alone_what_does_not_touch(self):
        assert spread([40, 80, 120], 18, 360) == [40, 80, 120]

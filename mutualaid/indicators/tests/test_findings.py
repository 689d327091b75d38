"""What a chart says in words."""

import pytest

from mutualaid.core.measures import Direction, Unit
from mutualaid.indicators.chart_finding import Charted
from mutualaid.indicators.charts import (
    NARROW,
    WIDE,
    NoIcons,
    Note,
    Taken,
    Variation,
    draw,
)
from mutualaid.indicators.presenters.cautions import cautions, limits_words
from mutualaid.indicators.presenters.charts import description, drawn, subtitle
from mutualaid.indicators.presenters.files import as_data, headings, lines
from mutualaid.indicators.presenters.findings import (
    ASSURANCES,
    PAIRS,
    VARIATIONS,
    WITHOUT_ICONS,
    assurance_words,
    finding,
    pair_words,
    variation_words,
)
from mutualaid.indicators.presenters.listing import GROUPS
from mutualaid.indicators.presenters.table import rows_of
from mutualaid.indicators.presenters.words import SIGNALS, amount, special_words
from mutualaid.indicators.registry import all_indicators
from mutualaid.indicators.spc import Assurance, Rule

from .series import STEP, WAVE, an_indicator, chart, month_ago, taken

RISE = [50, 52] * 6 + [50, 51, 52, 53, 54, 55, 56, 57]


class TestFinding:
    @pytest.mark.parametrize(
        ("values", "told", "words"),
        [
            ([5], {}, "One month so far: too few to tell a change from chance"),
            (WAVE[:9], {}, "9 months so far: too few to tell a change from chance"),
            (WAVE[:12], {}, "Steady so far: no more than chance"),
            (
                [1] * 6 + [2] * 6,
                {},
                "More than chance: these months lie apart from each other",
            ),
            (WAVE, {}, "Steady: nothing notable has changed"),
            (STEP, {"baseline": 12}, "More since November 2025, which is better"),
            (
                [*WAVE[:14], 90],
                {"direction": Direction.DOWN},
                "Unusually high in October 2026, which is worse",
            ),
            (
                [*WAVE[:14], 90],
                {"direction": Direction.NEUTRAL},
                "Unusually high in October 2026",
            ),
            (
                [*WAVE[:12], None, None, None, 51],
                {},
                "Too many months are missing to say whether it changed",
            ),
            (
                STEP,
                {"rebased_from": (month_ago(12),)},
                "New limits since November 2025: too early to say more",
            ),
        ],
    )
    def test_is_one_sentence(self, values, told, words):
        assert finding(chart(values, **told)) == words

    def test_a_trend_rises_since_its_first_point(self):
        found = chart(RISE)
        rising = {each.rule for each in found.latest.signals}

        assert Rule.TREND in rising
        assert finding(found).startswith(("Rising since", "More since"))

    @pytest.mark.parametrize(
        ("of", "direction", "words"),
        [
            (100, Direction.UP, "A larger share since November 2025, which is better"),
            (100, Direction.DOWN, "A larger share since November 2025, which is worse"),
        ],
    )
    def test_speaks_of_shares_as_shares(self, of, direction, words):
        assert finding(chart(STEP, of=of, direction=direction, baseline=12)) == words

    def test_nothing_read_and_nothing_over(self):
        assert finding(chart(taken([5], is_running=True))) == "No month is over yet"
        assert finding(chart(taken([0], of=0), of=0)) == "No reading yet"


class TestWords:
    def test_there_are_some_for_every_sign(self):
        assert set(VARIATIONS) == set(Variation)
        assert set(ASSURANCES) == set(Assurance)
        assert set(WITHOUT_ICONS) == set(NoIcons)
        assert set(PAIRS) == {
            (way, each) for way in ("better", "common", "worse") for each in Assurance
        }
        assert set(SIGNALS) == {(rule, high) for rule in Rule for high in (True, False)}

    def test_there_is_a_name_for_every_feature_that_counts(self):
        assert {key.split(".")[0] for key in all_indicators()} <= set(GROUPS)

    def test_a_pair_says_what_to_do(self):
        better_and_out_of_reach = chart(STEP, baseline=12, target=60)

        assert variation_words(better_and_out_of_reach) == "Better: high"
        assert assurance_words(better_and_out_of_reach) == "Will not meet its target"
        assert "still out of reach" in pair_words(better_and_out_of_reach)

    def test_without_a_target_there_is_no_pair(self):
        assert assurance_words(chart(WAVE)) == ""
        assert pair_words(chart(WAVE)) == ""
        assert assurance_words(chart(WAVE[:5], target=5)) == "Not assessed"

    def test_both_ways_at_once_are_told_as_mixed(self):
        found = chart([*WAVE[:12], 0, 1, 2, 3, 4, 5, 6, 7])
        (first,) = [mark for mark in found.months if mark.value == 0]

        assert special_words(first) == (
            "Mixed signal: below the expected range, part of a rise over seven months or "
            "more, two of three near the lower limit, one of seven or more in a row below "
            "the mean"
        )

    def test_a_number_is_of_nothing(self):
        counted = an_indicator(unit=Unit.COUNT, numerator="Different ones")

        assert subtitle(counted) == "Different ones."

    @pytest.mark.parametrize(
        ("value", "unit", "words"),
        [
            (0.4, Unit.SHARE, "1%"),
            (99.7, Unit.SHARE, "99%"),
            (100, Unit.SHARE, "100%"),
            (6.44, Unit.COUNT, "6.4"),
            (1234, Unit.COUNT, "1,234"),
            (185.5, Unit.DAYS, "186 days"),
            (1, Unit.DAYS, "1 day"),
        ],
    )
    def test_amounts(self, value, unit, words):
        assert amount(value, unit) == words


class TestCautions:
    def test_name_the_months_that_are_missing(self):
        (told,) = cautions(chart([*WAVE[:5], None, *WAVE[:3]]))
        assert told == "A month was not read: July 2026. It counts for nothing."

        (many,) = cautions(chart([1, *[None] * 5, 2]))
        assert "5 between May 2026 and September 2026" in many

    def test_tell_of_what_is_withheld_empty_running_and_cut(self):
        readings = taken([80, 100] * 8, of=100, is_running=True)
        readings[1] = Taken(readings[1].month, 0, is_withheld=True)
        readings[2] = Taken(readings[2].month, 0, 0)
        told = " ".join(cautions(chart(readings, of=100)))

        for words in ("Withheld", "nothing to take a share", "not over", "further"):
            assert words in told

    def test_limits_are_on_trial_until_a_baseline_is_fixed(self):
        (trial,) = limits_words(chart(STEP))
        (fixed,) = limits_words(chart(STEP, baseline=12))

        assert "trial limits, from all 24 points" in trial
        assert "fixed to the first 12 of 24 points" in fixed
        assert limits_words(chart(WAVE[:3])) == []
        assert "Median 51, of 10 points" in limits_words(chart(WAVE[:10]))[0]


def charted(values, **told) -> Charted:
    return Charted(an_indicator(), chart(values, of=100, **told))


class TestOneValueForAll:
    """The drawing, its description, the table and the files cannot disagree."""

    @pytest.fixture
    def found(self) -> Charted:
        values = [*STEP[:5], None, *STEP[5:]]
        notes = (Note(month_ago(3), "event", "A new hall"),)
        return charted(values, baseline=12, target=50, notes=notes)

    def test_every_point_of_the_drawing_is_a_row_of_the_table(self, found):
        rows = rows_of(found.indicator, found.chart)
        dots = drawn(found, WIDE).drawing.dots

        valued = [row for row in rows if row.value != "Not read"]
        assert len(rows) == len(found.chart.months)
        for row, dot in zip(reversed(valued), dots, strict=True):
            assert dot.words.startswith(f"{row.month}: {row.value}")
            assert bool(row.special) == (dot.kind != "common")
            assert row.special in dot.words

    def test_every_line_of_a_file_is_a_month(self, found):
        rows = list(lines(found))
        data = as_data(found)

        assert [row[2] for row in rows] == [mark.value for mark in found.chart.months]
        assert [each["value"] for each in data["months"]] == [row[2] for row in rows]
        assert {len(row) for row in rows} == {len(headings())}
        (limits,) = data["limits"]
        assert (limits["lower"], limits["upper"]) == (rows[0][6], rows[0][8])
        assert rows[-3][10] == "Note 1: A new hall"

    def test_wide_and_narrow_say_the_same(self, found):
        wide, narrow = drawn(found, WIDE), drawn(found, NARROW)

        assert wide.title == narrow.title
        assert [dot.words for dot in wide.drawing.dots] == [
            dot.words for dot in narrow.drawing.dots
        ]

    def test_the_description_tells_the_lines(self, found):
        told = description(found)

        assert "24 months with a value, from October 2024 to October 2026." in told
        assert "Mean 44%, expected range 35% to 52%" in told or "Mean 4" in told
        assert "Target 50%." in told
        assert subtitle(found.indicator) == (
            "Those that were looked at. Share of: All of them."
        )

    def test_new_limits_are_told_apart(self):
        told = description(charted(STEP, rebased_from=(month_ago(12),)))

        assert "From November 2025: Mean 52%" in told

    def test_nothing_is_drawn_of_nothing(self):
        empty = Charted(an_indicator(), chart(taken([0], of=0), of=0))

        assert drawn(empty, WIDE) is None
        assert draw(empty.chart, WIDE, None) is None


class TestWithheld:
    def test_nothing_of_it_is_in_the_table_the_drawing_or_a_file(self):
        readings = taken(WAVE[:14], of=100)
        readings[4] = Taken(readings[4].month, 7777, 8888, is_withheld=True)
        found = Charted(an_indicator(), chart(readings, of=100))

        told = f"{rows_of(found.indicator, found.chart)} {drawn(found, WIDE)}"
        told += f"{list(lines(found))} {as_data(found)}"
        assert "7777" not in told
        assert "Withheld: too few people" in told

    def test_lines_rest_on_what_was_counted_and_points_on_what_may_be_told(self):
        rounded = [
            Taken(each.month, 50, 100, exact=float(each.numerator))
            for each in taken(WAVE[:14])
        ]
        found = chart(rounded, of=100)

        assert {mark.value for mark in found.months} == {50}
        assert found.segments[0].middle == 51

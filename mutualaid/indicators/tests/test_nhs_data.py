"""Charts of real figures: a published snapshot, and England's A&E departments."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import fmean

import pytest

from mutualaid.core.measures import Direction, Unit
from mutualaid.indicators.charts import Chart, Keeping, Taken, chart_of
from mutualaid.indicators.run_charts import Display
from mutualaid.indicators.spc import R_PACKAGE, Assurance, Meaning, control_chart

SNAPSHOT = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
    -1.26506123, -0.68685285, -0.44566197, 1.2240818, 0.35981383, 0.40077145, 0.11068272,
    -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.7013559, -0.47279141,
]  # fmt: skip
FIRST_TEN, LAST_TEN = SNAPSHOT[:10], SNAPSHOT[10:]
MONTHS = 36


@pytest.fixture(scope="module")
def folder(shared_data) -> Path:
    return shared_data / "spc"


@pytest.fixture(scope="module")
def printed(folder) -> list[list[float]]:
    """Of each row of the summaries: mean, lower and upper limit, points, usual points."""
    text = (folder / "nhsr_plotthedots_expected_ptd_spc.md").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line.strip()[:1].isdigit()]
    found = []
    for row in rows:
        start = next(at for at, cell in enumerate(row) if "." in cell)
        found.append([float(cell) for cell in row[start : start + 5]])
    return found


@pytest.fixture(scope="module")
def departments(folder) -> list[Chart]:
    """Shares of attendances at main departments that took less than four hours."""
    taken: dict[str, list[Taken]] = defaultdict(list)
    with (folder / "nhsr_ae_attendances.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            seen, late = int(row["attendances"]), int(row["breaches"])
            if row["type"] == "1" and seen:
                month = date.fromisoformat(row["period"])
                taken[row["org_code"]].append(Taken(month, seen - late, seen))
    return [
        chart_of(
            readings,
            unit=Unit.SHARE,
            direction=Direction.UP,
            keeping=Keeping(target=95),
            today=date(2019, 4, 10),
        )
        for readings in taken.values()
    ]


class TestPublishedSummaries:
    @pytest.mark.parametrize(
        ("row", "values"),
        [
            (0, SNAPSHOT),
            (1, SNAPSHOT),
            (2, FIRST_TEN),
            (3, LAST_TEN),
            (4, FIRST_TEN),
            (5, LAST_TEN),
            (6, SNAPSHOT),
            (7, SNAPSHOT),
        ],
    )
    def test_are_ours_to_every_printed_digit(self, printed, row, values):
        found = control_chart(values, is_screened=True, reading=R_PACKAGE)
        limits = found.segments[0]
        lines = (limits.mean, limits.lower, limits.upper)
        usual = sum(point.meaning is Meaning.COMMON for point in found.points)

        assert len(printed) == 8
        assert printed[row] == [
            *(float(f"{line:.3g}") for line in lines),
            len(values),
            usual,
        ]


class TestDepartments:
    def test_that_told_every_month_have_a_control_chart_each(self, departments):
        full = [each for each in departments if len(each.counted) == MONTHS]

        assert len(full) > 100
        assert {each.display for each in full} == {Display.CONTROL_CHART}
        for each in full:
            mean = fmean(mark.value or 0.0 for mark in each.counted)
            assert each.segments[0].middle == pytest.approx(mean)
            assert each.variation is not None

    def test_could_mostly_not_meet_the_standard_of_the_time(self, departments):
        signs = [each.assurance for each in departments if each.assurance]

        assert signs.count(Assurance.FAIL) > len(signs) / 2

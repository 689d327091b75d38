from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.core.measures import Direction, Indicator, Measured, Unit
from mutualaid.indicators.release import (
    ReleasedTable,
    may_show_point,
    release_table,
    released,
    shown,
)
from mutualaid.indicators.suppression import hidden_cells, is_small, with_totals

from .attacker import narrowed, solved

COUNTS = st.integers(0, 60)
TABLES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda size: st.lists(
        st.lists(COUNTS, min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


def table_of(counts: list[list[int]]) -> ReleasedTable:
    rows = [f"row {at}" for at in range(len(counts))]
    columns = [f"column {at}" for at in range(len(counts[0]))]
    return release_table(rows, columns, counts)


def random_table(rng: Random) -> list[list[int]]:
    """People of one area by two things about them: mostly some, often few, sometimes many."""
    rows, columns = rng.randint(3, 7), rng.randint(3, 7)
    return [
        [int(rng.lognormvariate(2.7, 0.9)) for _ in range(columns)]
        for _ in range(rows)
    ]  # fmt: skip


def told(table: ReleasedTable) -> list[list[int | None]]:
    rows = [
        [*row, total] for row, total in zip(table.cells, table.row_totals, strict=True)
    ]
    return [*rows, [*table.column_totals, table.total]]


class TestShown:
    @pytest.mark.parametrize(
        ("count", "expected"),
        [
            *((count, None) for count in range(1, 6)),
            (0, 0),
            (6, 10),
            (7, 10),
            (12, 10),
            (13, 15),
            (17, 15),
            (1003, 1005),
        ],
    )
    def test_hides_what_is_small_and_rounds_the_rest(self, count, expected):
        assert shown(count) == expected

    @given(st.integers(8, 10**6))
    def test_is_never_further_off_than_two(self, count):
        assert abs((shown(count) or 0) - count) <= 2


class TestMayShowPoint:
    @pytest.mark.parametrize(
        ("numerator", "denominator", "expected"),
        [
            (6, 12, True),
            (5, 12, False),
            (7, 12, False),
            (0, 12, False),
            (12, 12, False),
            (6, None, True),
            (5, None, False),
        ],
    )
    def test_asks_for_six_on_either_side(self, numerator, denominator, expected):
        assert may_show_point(numerator, denominator) is expected


class TestReleased:
    @staticmethod
    def indicator(counts_people: bool) -> Indicator:
        return Indicator(
            key="tests.people",
            title="",
            counted="",
            numerator="",
            denominator="",
            direction=Direction.UP,
            unit=Unit.SHARE,
            link="show_annexes",
            measure=lambda area_id, today: None,
            counts_people=counts_people,
        )

    def test_leaves_alone_what_counts_no_people(self):
        measured = Measured(1, 3, "none at Harbour House")

        assert released(self.indicator(False), measured) is measured

    @pytest.mark.parametrize(
        ("measured", "expected"),
        [
            (Measured(3, 40), None),
            (Measured(38, 40), None),
            (Measured(22, 41, "3 of them at Harbour House"), Measured(20, 40)),
            (Measured(6, 12), Measured(10, 20)),
            (Measured(5), None),
            (Measured(23), Measured(25)),
        ],
    )
    def test_rounds_or_withholds_counts_of_people(self, measured, expected):
        assert released(self.indicator(True), measured) == expected


class TestReleaseTable:
    def test_shows_a_table_without_small_counts(self):
        table = table_of([[10, 23], [0, 41]])

        assert told(table) == [[10, 25, 35], [0, 40, 40], [10, 65, 75]]

    def test_hides_a_small_count_with_enough_others(self):
        table = table_of([[3, 20, 30], [40, 50, 60], [70, 80, 90]])

        assert table.cells[0][0] is None
        assert sum(each is None for row in table.cells for each in row) == 4
        assert None not in (*table.row_totals, *table.column_totals, table.total)

    def test_hides_totals_where_nothing_else_could_have_been_more(self):
        table = table_of([[3, 0], [0, 0]])

        assert table.cells == ((None, 0), (0, 0))
        assert (table.row_totals[0], table.column_totals[0], table.total) == (
            None,
            None,
            None,
        )

    def test_comes_back_as_it_was_kept(self):
        table = table_of([[3, 20], [40, 50]])

        assert ReleasedTable.from_dict(table.as_dict()) == table

    @pytest.mark.parametrize(
        ("rows", "columns", "counts"),
        [
            ([], [], []),
            (["a"], [], [[]]),
            (["a"], ["b"], [[1, 2]]),
            (["a", "b"], ["c"], [[1]]),
            (["a"], ["b"], [[-1]]),
        ],
    )
    def test_takes_whole_tables_of_counts_only(self, rows, columns, counts):
        with pytest.raises(ValueError, match=r"count"):
            release_table(rows, columns, counts)

    @given(TABLES)
    def test_shows_no_small_count_and_rounds_all_others(self, counts):
        grid = with_totals(counts)
        for true, said in zip(grid, told(table_of(counts)), strict=True):
            for count, value in zip(true, said, strict=True):
                assert value is None or value == shown(count)
                assert value is None or not is_small(count)
                assert value is None or value % 5 == 0
                assert value not in range(1, 6)

    @given(TABLES)
    def test_hides_nothing_where_nothing_is_small(self, counts):
        counts = [[count + 6 for count in row] for row in counts]

        assert all(None not in row for row in told(table_of(counts)))


class TestHiddenCells:
    @given(TABLES)
    def test_leave_an_attacker_nothing_to_solve(self, counts):
        """Who even knows the exact counts of all that is shown, which are rounded."""
        grid = with_totals(counts)

        assert solved(grid, hidden_cells(grid)) == []

    @given(TABLES)
    def test_could_each_be_more_than_a_small_count(self, counts):
        """Whoever reads the table cannot even say that a count is small."""
        grid = with_totals(counts)
        hidden = hidden_cells(grid)
        for cell in hidden:
            if is_small(grid[cell[0]][cell[1]]):
                assert can_be_larger(grid, hidden, cell)

    def test_keep_s29(self, full_figures, record_property):
        """0 tables solved, of those that hiding small counts alone would give away."""
        rng, tables = Random(29), 1_000 if full_figures else 100  # noqa: S311 (no secret)
        given_away = safe = kept = taken = 0
        while taken < tables:
            grid = with_totals(random_table(rng))
            cells = set(product(range(len(grid)), range(len(grid[0]))))
            small = frozenset(c for c in cells if is_small(grid[c[0]][c[1]]))
            if not small:
                continue
            taken += 1
            hidden = hidden_cells(grid)
            assert solved(grid, hidden) == []
            given_away += bool(solved(grid, small))
            safe += len(cells - small)
            kept += len(cells - hidden)
        record_property("tables", taken)
        record_property("solved by small counts alone", given_away)
        record_property("% of safe cells shown", round(100 * kept / safe, 1))
        assert given_away >= 0.9 * taken
        assert kept >= 0.7 * safe

    def test_keep_two_quarters_of_people_who_stay_counted(
        self, full_figures, record_property
    ):
        """Nobody is counted out again, so that each count is at least what it was before."""
        rng = Random(30)  # noqa: S311 (no secret)
        pairs = 1_000 if full_figures else 50
        record_property("pairs of quarters", pairs)
        for _ in range(pairs):
            before = random_table(rng)
            after = [
                [count + int(rng.expovariate(0.3)) for count in row] for row in before
            ]
            quarters = [told(table_of(counts)) for counts in (before, after)]

            assert narrowed(quarters) == []


def can_be_larger(grid, hidden, cell) -> bool:
    """By asking: with one that is large in its place, would what is shown still add up?"""
    room = 6 - grid[cell[0]][cell[1]]
    flows = {cell: room}
    return _settles(grid, hidden, cell, room, flows)


def _settles(grid, hidden, start, room, flows) -> bool:
    """Go from line to line, column and row by turns, until nothing is out of balance."""
    last_row, last_column = len(grid) - 1, len(grid[0]) - 1

    def side(cell):
        return -1 if (cell[0] == last_row) != (cell[1] == last_column) else 1

    waiting = [(start, "column", (start,))]
    seen = set()
    while waiting:
        at, line, path = waiting.pop()
        if line == "row" and at[0] == start[0]:
            return True
        for other in hidden - set(path):
            same = other[1] == at[1] if line == "column" else other[0] == at[0]
            turn = "row" if line == "column" else "column"
            sign = side(start) * side(other) * (-1 if turn == "row" else 1)
            fits = sign > 0 or grid[other[0]][other[1]] >= room
            if same and fits and (other, turn) not in seen:
                seen.add((other, turn))
                waiting.append((other, turn, (*path, other)))
    return False


class TestTheAttacker:
    def test_solves_a_single_hidden_cell(self):
        grid = with_totals([[3, 20], [40, 50]])

        assert solved(grid, frozenset({(0, 0)})) == [(0, 0)]

    def test_solves_what_only_the_whole_tells(self):
        """Two hidden in each line, and yet none can be other than it is: nobody is below 0."""
        grid = with_totals([[0, 4, 9], [0, 3, 9], [0, 7, 7]])
        hidden = frozenset(product(range(2), range(2)))

        assert solved(grid, hidden) == sorted(hidden)

    def test_narrows_a_count_by_another_quarter(self):
        rest = [[90, 90, 180], [None, None, 208]]
        before = [[28, None, 28], *rest]
        after = [[None, None, 28], *rest]

        assert narrowed([after, after], slack=0) == []
        assert narrowed([before, after], slack=0) == [
            (0, 0, 1),
            (0, 2, 0),
            (0, 2, 1),
            (1, 0, 0),
            (1, 0, 1),
            (1, 2, 0),
            (1, 2, 1),
        ]

    def test_solves_nothing_that_could_be_otherwise(self):
        grid = with_totals([[3, 20], [40, 50]])

        assert solved(grid, frozenset(product(range(2), range(2)))) == []

"""Somebody who works out hidden counts of a table with totals from those that are shown.

They know that the rows and columns add up and that nobody is counted below 0; linear
programming tells them between which two numbers each hidden count must lie. Every equation
holds each cell once, so that pivots are always 1 and whole numbers stay whole.
"""

from collections.abc import Iterator, Mapping

MOST_ROUNDS = 200
Cell = tuple[int, int]
Grid = list[list[int]]
Row = list[int]  # a coefficient for each unknown, and last what they add up to


def solved(grid: Grid, hidden: frozenset[Cell]) -> list[Cell]:
    """The hidden cells that can be one number only, given all the others as counted."""
    unknown = sorted(hidden)
    tableau = _Tableau(list(_equations(grid, unknown)), len(unknown))
    return [
        cell
        for at, cell in enumerate(unknown)
        if tableau.least(at) == tableau.most(at) is not None
    ]


def _equations(grid: Grid, unknown: list[Cell]) -> Iterator[Row]:
    """One for each row and each column: its cells less its total are nothing."""
    lines = [
        *([(row, to) for to in range(len(grid[0]))] for row in range(len(grid))),
        *([(at, column) for at in range(len(grid))] for column in range(len(grid[0]))),
    ]
    places = {cell: at for at, cell in enumerate(unknown)}
    for line in lines:
        equation = [0] * (len(unknown) + 1)
        for cell in line:
            sign = -1 if cell == line[-1] else 1
            if cell in places:
                equation[places[cell]] += sign
            else:
                equation[-1] -= sign * grid[cell[0]][cell[1]]
        if any(equation[:-1]):
            yield equation if equation[-1] >= 0 else [-each for each in equation]


def narrowed(
    quarters: list[list[list[int | None]]], slack: int = 2
) -> list[tuple[int, int, int]]:
    """Cells (of which quarter, row, column) that two released tables with totals pin down.

    Between which two numbers each count lies is narrowed by the others of its row and column
    and by the other quarter, over and over, until nothing moves any more.
    """
    between = [
        [[_between(value, slack) for value in row] for row in table]
        for table in quarters
    ]
    for _ in range(MOST_ROUNDS):
        moved = sum(map(_narrow_lines, between)) + _narrow_over_time(between)
        if not moved:
            break
    return [
        (quarter, row, column)
        for quarter, table in enumerate(quarters)
        for row, values in enumerate(table)
        for column, value in enumerate(values)
        if value is None and len(set(between[quarter][row][column])) == 1
    ]


def _between(value: int | None, slack: int) -> list[int]:
    if value is None:
        return [0, 10**6]
    low = 6 if value == 10 and slack else value - slack
    return [low, value + slack] if value else [0, 0]


def _narrow_lines(table: list[list[list[int]]]) -> bool:
    lines = [*table, *(list(column) for column in zip(*table, strict=True))]
    # Each of them, not only until one has moved.
    return sum(map(_narrow_line, lines)) > 0


def _narrow_line(line: list[list[int]]) -> bool:
    *cells, total = line
    low, high = (sum(each[end] for each in cells) for end in (0, 1))
    moved = _keep_between(total, low, high)
    for cell in cells:
        others = low - cell[0], high - cell[1]
        moved |= _keep_between(cell, total[0] - others[1], total[1] - others[0])
        low, high = others[0] + cell[0], others[1] + cell[1]
    return moved


def _narrow_over_time(between: list[list[list[list[int]]]]) -> bool:
    moved = False
    for before, after in zip(*between, strict=True):
        for former, latter in zip(before, after, strict=True):
            moved |= _keep_between(latter, former[0], latter[1])
            moved |= _keep_between(former, former[0], latter[1])
    return moved


def _keep_between(cell: list[int], low: int, high: int) -> bool:
    narrower = [max(cell[0], low), min(cell[1], high)]
    if narrower == cell:
        return False
    cell[:] = narrower
    return True


class _Tableau:
    """The simplex method by Bland's rule, which never goes round in circles."""

    def __init__(self, equations: list[Row], unknowns: int) -> None:
        self.unknowns = unknowns
        self.rows = [list(row) for row in equations]
        self.basis = [-1] * len(equations)  # -1: still somebody's invention
        self._find_a_solution()

    def _find_a_solution(self) -> None:
        """Drive the inventions out: the sum of what they stand for must come to nothing."""
        while True:
            invented = [at for at, one in enumerate(self.basis) if one < 0]
            gains = [
                sum(self.rows[at][column] for at in invented)
                for column in range(self.unknowns)
            ]
            column = next((at for at, gain in enumerate(gains) if gain > 0), None)
            if column is None:
                break
            self._pivot(self._leaving(column), column)
        for at in [at for at, one in enumerate(self.basis) if one < 0]:
            # Nothing is left of it: a further way to say what others say, or a last swap.
            column = next(
                (to for to in range(self.unknowns) if self.rows[at][to]), None
            )
            if column is not None:
                self._pivot(at, column)
        kept = [at for at, one in enumerate(self.basis) if one >= 0]
        self.rows = [self.rows[at] for at in kept]
        self.basis = [self.basis[at] for at in kept]

    def least(self, unknown: int) -> int:
        return -(self._highest({unknown: -1}) or 0)

    def most(self, unknown: int) -> int | None:
        """None where there is no end to it."""
        return self._highest({unknown: 1})

    def _highest(self, wish: Mapping[int, int]) -> int | None:
        while True:
            gains = self._gains(wish)
            column = next((at for at, gain in enumerate(gains) if gain > 0), None)
            if column is None:
                return sum(
                    wish.get(one, 0) * row[-1]
                    for one, row in zip(self.basis, self.rows, strict=True)
                )
            leaving = self._leaving(column)
            if leaving is None:
                return None
            self._pivot(leaving, column)

    def _gains(self, wish: Mapping[int, int]) -> Row:
        gains = [wish.get(column, 0) for column in range(self.unknowns)]
        for one, row in zip(self.basis, self.rows, strict=True):
            if weight := wish.get(one, 0):
                gains = [
                    gain - weight * each
                    for gain, each in zip(gains, row[:-1], strict=True)
                ]
        return gains

    def _leaving(self, column: int) -> int | None:
        rising = [at for at, row in enumerate(self.rows) if row[column] > 0]
        return min(
            rising, key=lambda at: (self.rows[at][-1], self.basis[at]), default=None
        )

    def _pivot(self, at: int | None, column: int) -> None:
        assert at is not None
        assert abs(self.rows[at][column]) == 1
        pivot = [self.rows[at][column] * each for each in self.rows[at]]
        for other, row in enumerate(self.rows):
            if other != at and (factor := row[column]):
                self.rows[other] = [
                    each - factor * taken
                    for each, taken in zip(row, pivot, strict=True)
                ]
        self.rows[at], self.basis[at] = pivot, column

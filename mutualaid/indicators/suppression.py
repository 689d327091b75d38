"""Which counts of a table to hide so that no hidden one can be worked out from the others.

The table stands with its totals: the last row and the last column. Counts of 1 to 5 are hidden
for what they are. Each of them then needs a way round: a chain of hidden cells that could all be
others without changing anything that is shown, by so much that the small count could be one
that is not small. Where there is none, the cheapest chain is hidden as well.

In a row, or a column, what one cell has more another must have less, unless one of them is a
total. So a chain goes from columns to rows through cells that give way and from rows to columns
through cells that take, and cheap chains are short paths.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

SMALL = 5  # counts from 1 to this many are hidden
TOTAL_COST, GRAND_TOTAL_COST, ZERO_COST = 5.0, 20.0, 3.0
HIDDEN_COST = 1e-3  # no cost, but the shorter way is the better one

Cell = tuple[int, int]
Grid = Sequence[Sequence[int]]
Node = tuple[str, int]


def is_small(count: int) -> bool:
    """Whether a count alone might tell of somebody."""
    return 0 < count <= SMALL


def with_totals(counts: Grid) -> list[list[int]]:
    """The table with a last column and a last row of sums."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def hidden_cells(grid: Grid) -> frozenset[Cell]:
    """The cells of a table with totals that must not be shown."""
    table = _Table(grid)
    small = [cell for cell in table.cells() if is_small(table.count(cell))]
    hidden = set(small)
    # The smallest first: they need the most room, which then serves the others.
    for cell in sorted(small, key=lambda each: (table.count(each), each)):
        hidden.update(table.way_round(cell, hidden))
    return frozenset(hidden)


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid

    def count(self, cell: Cell) -> int:
        return self.grid[cell[0]][cell[1]]

    def cells(self) -> Iterator[Cell]:
        for row, counts in enumerate(self.grid):
            for column in range(len(counts)):
                yield row, column

    def way_round(self, cell: Cell, hidden: set[Cell]) -> list[Cell]:
        """The cheapest chain that lets this cell be larger than a small one.

        There is always one: through its own totals and the grand one, which rise with it.
        """
        room = SMALL + 1 - self.count(cell)
        row, column = ("row", cell[0]), ("column", cell[1])
        ends = (row, column) if self._is_one_total(cell) else (column, row)
        reached: dict[Node, tuple[Node, Cell]] = {}
        waiting = [(0.0, ends[0])]
        done: set[Node] = set()
        costs = {ends[0]: 0.0}
        while waiting:
            cost, node = heappop(waiting)
            if node in done:
                continue
            done.add(node)
            for other, step in self._steps(node, room):
                further = cost + self._cost(step, hidden)
                if step != cell and further < costs.get(other, float("inf")):
                    costs[other] = further
                    reached[other] = (node, step)
                    heappush(waiting, (further, other))
        return list(_chain(ends, reached))

    def _steps(self, node: Node, room: int) -> Iterator[tuple[Node, Cell]]:
        """Out of a column through cells that give way, out of a row through cells that take.

        Totals stand on the other side of the equation, and do the opposite.
        """
        kind, at = node
        if kind == "column":
            cells: list[Cell] = [(row, at) for row in range(len(self.grid))]
        else:
            cells = [(at, column) for column in range(len(self.grid[at]))]
        for cell in cells:
            falls = (kind == "column") != self._is_one_total(cell)
            if not falls or self.count(cell) >= room:
                yield (
                    (("row", cell[0]) if kind == "column" else ("column", cell[1])),
                    cell,
                )

    def _is_one_total(self, cell: Cell) -> bool:
        """Whether it is a row's total or a column's, but not the grand one."""
        return self._is_total_row(cell) != self._is_total_column(cell)

    def _is_total_row(self, cell: Cell) -> bool:
        return cell[0] == len(self.grid) - 1

    def _is_total_column(self, cell: Cell) -> bool:
        return cell[1] == len(self.grid[0]) - 1

    def _cost(self, cell: Cell, hidden: set[Cell]) -> float:
        """What hiding it would lose; of equals, the smaller count."""
        if cell in hidden:
            return HIDDEN_COST
        size = self.count(cell) / (1 + self.grid[-1][-1])
        if self._is_total_row(cell) and self._is_total_column(cell):
            return GRAND_TOTAL_COST + size
        if self._is_one_total(cell):
            return TOTAL_COST + size
        return (1.0 if self.count(cell) else ZERO_COST) + size


def _chain(
    ends: tuple[Node, Node], reached: dict[Node, tuple[Node, Cell]]
) -> Iterator[Cell]:
    node = ends[1]
    while node != ends[0]:
        node, cell = reached[node]
        yield cell

"""Points of population from a table, as statistical offices and councils publish them.

Headings are recognised in many words. Estimates and the middles of small areas often come as
two tables; then the second gives the points, by the same codes.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from mutualaid.geography.importing.grid import to_latitudes_and_longitudes

from .formats.decoding import text_of
from .formats.records import FormatError

MOST_ROWS = 50_000
MOST_PEOPLE = 10_000_000  # at one point
MOST_PROBLEMS = 50
_LONGEST_CODE = 40
_ROWS_ABOVE = 12  # that a table may have above its headings
_SEPARATORS = ",;\t|"
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")

# Headings in small letters without marks; the first that is there is taken.
_CODE = re.compile(
    r"(lsoa|msoa|oa|lad|wd|ctyua|soa|dz)( ?\d\d)? ?(cd|code)|(lsoa|msoa|oa)( ?\d\d)?|"
    r"(lsoa|oa|msoa|ward) (19|20)?\d\d code|((small )?area|geography|gss|ons) code|code"
)
_PEOPLE = re.compile(
    r"(total )?(people|population|persons|residents)( total)?|pop( ?(19|20)\d\d)?|total|"
    r"all (ages|people|persons)|total all ages|(mid )?(19|20)\d\d( population)?|"
    r"count|observation|obs value|usual residents|total usual residents"
)
_LATITUDE = re.compile(r"lat(itude)?")
_LONGITUDE = re.compile(r"lon(g(itude)?)?|lng")
_EASTING = re.compile(r"eastings?|bng e|oseast1m|x( coord(inate)?)?|geo x")
_NORTHING = re.compile(r"northings?|bng n|osnrth1m|y( coord(inate)?)?|geo y")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """One small area."""

    code: str
    latitude: float
    longitude: float
    people: int


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not be used; rows count from 1, whatever stands above included."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class PopulationRead:
    """What a table held; the first of its problems, and how many there are."""

    rows: tuple[PopulationRow, ...]
    read: int
    problems: tuple[RowProblem, ...]
    rejected: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a row; None for what a table has not."""

    code: int | None
    people: int | None
    place: tuple[int, int] | None
    is_grid: bool

    @classmethod
    def of(cls, headings: Sequence[str]) -> "_Columns":
        words = [_NOT_A_WORD.sub(" ", each.lower()).strip() for each in headings]

        def at(pattern: re.Pattern[str]) -> int | None:
            fitting = (n for n, word in enumerate(words) if pattern.fullmatch(word))
            return next(fitting, None)

        degrees = at(_LATITUDE), at(_LONGITUDE)
        metres = at(_EASTING), at(_NORTHING)
        place = _both(degrees) or _both(metres)
        return cls(at(_CODE), at(_PEOPLE), place, not _both(degrees))


def _both(pair: tuple[int | None, int | None]) -> tuple[int, int] | None:
    first, second = pair
    return None if first is None or second is None else (first, second)


class _Bad(ValueError):
    """Why a row cannot be used."""


def read_population(data: bytes, middles: bytes | None = None) -> PopulationRead:
    """The points in a table. `middles` is a second one that says where the codes are.

    Raises FormatError with one sentence where the table as a whole cannot be read.
    """
    table = _Table(data)
    columns = table.columns
    if columns.code is None:
        raise FormatError(_missing("codes", "code, LSOA code or area code"))
    if columns.people is None:
        raise FormatError(_missing("numbers of people", "people or population"))
    known = _Table(middles).points() if middles else {}
    if columns.place is None and not known:
        raise FormatError(
            _missing("points", "latitude and longitude, or easting and northing")
            + " Estimates without them need the table of the middles as well."
        )
    return _Reading(table, known).result()


def _missing(what: str, words: str) -> str:
    return f"No column of {what} was found: its heading may be {words}."


class _Table:
    """Rows below the headings, each with its number."""

    def __init__(self, data: bytes) -> None:
        text = text_of(data)
        separator = max(_SEPARATORS, key=text[:10_000].count)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            self._all = list(islice(lines, MOST_ROWS + _ROWS_ABOVE + 2))
        except csv.Error as error:
            raise FormatError("The table’s quotation marks do not close.") from error
        above = max(range(min(_ROWS_ABOVE, len(self._all))), key=self._found_in)
        self.columns = _Columns.of(self._all[above])
        self._first = above + 1
        if len(self._all) - self._first > MOST_ROWS:
            raise FormatError(
                f"The table has more than {MOST_ROWS:,} rows. Leave out whatever is far "
                "from the area."
            )

    def _found_in(self, row: int) -> int:
        columns = _Columns.of(self._all[row])
        found = columns.code, columns.people, columns.place
        return sum(each is not None for each in found)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Whatever is not blank."""
        for number, row in enumerate(self._all[self._first :], self._first + 1):
            if any(cell.strip() for cell in row):
                yield number, row

    def points(self) -> dict[str, Point]:
        """Where each code is, for a table that gives only that."""
        place, code = self.columns.place, self.columns.code
        if place is None or code is None:
            raise FormatError(
                "The table of the middles needs codes and latitude and longitude, or "
                "easting and northing."
            )
        codes, pairs = [], []
        for _, row in self.rows():
            try:
                pairs.append(_numbers(row, place))
            except _Bad:
                continue
            codes.append(_cell(row, code).upper())
        located = _located(pairs, self.columns.is_grid)
        return dict(zip(codes, located, strict=True))


class _Reading:
    """Rows that are checked one by one, then put on the map all at once."""

    def __init__(self, table: _Table, known: Mapping[str, Point]) -> None:
        self._known = known
        self._columns = table.columns
        self._problems: list[RowProblem] = []
        self._rejected = 0
        self._taken: list[tuple[int, str, int, Point]] = []
        self._codes: set[str] = set()
        self._read = 0
        for number, row in table.rows():
            self._read += 1
            try:
                self._take(number, row)
            except _Bad as bad:
                self._refuse(number, str(bad))

    def _refuse(self, number: int, reason: str) -> None:
        self._rejected += 1
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(RowProblem(number, reason))

    def _take(self, number: int, row: list[str]) -> None:
        code = _cell(row, self._columns.code)
        if not code or len(code) > _LONGEST_CODE or not code.isprintable():
            raise _Bad("It has no code, or one that is too long.")
        if code.upper() in self._codes:
            raise _Bad(f"The code {code} has been there before.")
        people = _people(_cell(row, self._columns.people))
        place = self._place(code, row)
        self._codes.add(code.upper())
        self._taken.append((number, code, people, place))

    def _place(self, code: str, row: list[str]) -> Point:
        if self._columns.place is not None:
            return _numbers(row, self._columns.place)
        if code.upper() not in self._known:
            raise _Bad(f"The table of the middles does not have the code {code}.")
        return self._known[code.upper()]

    def result(self) -> PopulationRead:
        """The rows whose points are on Earth."""
        is_grid = self._columns.place is not None and self._columns.is_grid
        located = _located([place for *_, place in self._taken], is_grid)
        rows = []
        for (number, code, people, _), point in zip(self._taken, located, strict=True):
            if not _is_on_earth(point):
                self._refuse(number, "Its point is not on Earth, or is 0, 0.")
            else:
                rows.append(PopulationRow(code, *point, people))
        problems = sorted(self._problems, key=lambda problem: problem.row)
        return PopulationRead(tuple(rows), self._read, tuple(problems), self._rejected)


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _numbers(row: list[str], place: tuple[int, int]) -> Point:
    try:
        first, second = (float(_cell(row, each).replace(",", "")) for each in place)
    except ValueError:
        raise _Bad("Its point is not two numbers.") from None
    return first, second


def _people(text: str) -> int:
    try:
        people = float(text.replace(",", "").replace(" ", ""))
    except ValueError:
        raise _Bad("Its number of people is not a number.") from None
    if not 0 <= people <= MOST_PEOPLE:
        raise _Bad("Its number of people cannot be.")
    return round(people)


def _located(pairs: Sequence[Point], is_grid: bool) -> list[Point]:
    if not is_grid:
        return list(pairs)
    eastings, northings = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return list(zip(*to_latitudes_and_longitudes(eastings, northings), strict=True))


def _is_on_earth(point: Point) -> bool:
    latitude, longitude = point
    is_nothing = latitude == longitude == 0
    return not is_nothing and -90 <= latitude <= 90 and -180 <= longitude <= 180

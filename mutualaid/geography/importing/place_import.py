"""A list of places on its way in, read whole before anything is changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from mutualaid.geography.place_names import KnownPlace, name_key
from mutualaid.geography.reports import MOST_PROBLEMS, Problem

from .place_layouts import PlaceLayout
from .place_rows import BadPlace
from .tables import UNREADABLE, Progress, Table

_PROGRESS_EVERY = 20_000


@dataclass(slots=True)
class PlacesRead:
    """The places of a list, and what became of its other rows."""

    places: list[KnownPlace] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[str, str, float, float]] = field(default_factory=set)

    def add(self, place: KnownPlace | None) -> None:
        """Keep a row's place, unless it names none or the list has had it."""
        self.counts["read"] += 1
        if place is None:
            self.counts["not_places"] += 1
        elif (sameness := _sameness(place)) in self.seen:
            self.counts["repeated"] += 1
        else:
            self.seen.add(sameness)
            self.places.append(place)

    def refuse(self, table: str, row: int, reason: str) -> None:
        """Count a bad row, and keep its reason while there is room."""
        self.counts["read"] += 1
        self.counts["bad"] += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(table, row, reason))


def _sameness(place: KnownPlace) -> tuple[str, str, float, float]:
    """Lists repeat a place for each authority it reaches into; about half a mile tells apart."""
    return (
        place.key,
        name_key(place.within),
        round(place.latitude, 2),
        round(place.longitude, 2),
    )


def read_places(
    layout: PlaceLayout, tables: Sequence[Table], progress: Progress
) -> PlacesRead:
    """Everything the tables name."""
    found = PlacesRead()
    total = sum(table.size for table in tables)
    before = 0
    for table in tables:
        for position in _read_table(layout, table, found):
            progress("Reading", before + position, total)
        before += table.size
    progress("Reading", total, total)
    return found


def _read_table(layout: PlaceLayout, table: Table, found: PlacesRead) -> Iterator[int]:
    """Add a table's places; yields the position in it now and then."""
    read = layout.reader(table, table.first_row())
    heading = int(layout.has_heading)
    with table.opened() as stream:
        for number, row in enumerate(islice(stream.rows(), heading, None), 1 + heading):
            try:
                found.add(read(row))
            except BadPlace as bad:
                found.refuse(table.name, number, str(bad))
            except IndexError:
                cut = "cannot be read" if row is UNREADABLE else "too few columns"
                found.refuse(table.name, number, cut)
            if number % _PROGRESS_EVERY == 0:
                yield stream.tell()

"""The page of gaps: a title that says what was found, a table, a list, and what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from mutualaid.directory.gap_choices import time_names
from mutualaid.directory.gap_finding import GapFinding
from mutualaid.directory.gaps.analysis import Analysis, Cell
from mutualaid.directory.gaps.choices import (
    DAY,
    DIMENSIONS,
    TIME,
    TIMES,
    Where,
    within,
)
from mutualaid.directory.gaps.query import ONLINE
from mutualaid.directory.gaps.ranking import largest_gaps

from .gap_words import (
    day_name,
    finding_words,
    gap_sentence,
    none_sentence,
    percent,
    share_words,
)

MOST_GAPS = 20
LOW, MIDDLE = 0.25, 0.75


@dataclass(frozen=True, slots=True)
class GapCell:
    """One square of the table; `kind` is its class and says nothing that its words do not."""

    meetings: str
    neighbours: str
    share: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """One day."""

    day: str
    cells: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap, and what there is elsewhere."""

    sentence: str
    rest: str


@dataclass(frozen=True, slots=True)
class GapPage:
    """Everything the page tells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[GapRow, ...]
    missing: tuple[str, ...]  # kinds of meeting of which there is none
    more_missing: int
    gaps: tuple[GapLine, ...]
    more_gaps: int
    has_people: bool
    points: int  # of those held, which are in the area
    points_held: int
    imported_at: datetime | None
    has_reach: bool
    without_neighbours: str
    address: str


def present_gaps(finding: GapFinding) -> GapPage:
    """The page that answers a question."""
    analysis, query = finding.analysis, finding.query
    names = finding.published.fellowship_names
    place = query.place()
    cell = analysis.cell(place)
    found = largest_gaps(analysis, place) if analysis.people.total else []
    missing = [each for each in found if _is_nowhere(each)]
    missing.sort(key=lambda each: _as_asked(each, analysis))
    found = [each for each in found if not _is_nowhere(each)]
    return GapPage(
        title=finding_words(cell, query, names),
        columns=_columns(),
        rows=tuple(_rows(finding, place)),
        missing=tuple(
            none_sentence(each, query, names) for each in missing[:MOST_GAPS]
        ),
        more_missing=max(0, len(missing) - MOST_GAPS),
        gaps=tuple(
            GapLine(gap_sentence(each, query, names), _rest(each))
            for each in found[:MOST_GAPS]
        ),
        more_gaps=max(0, len(found) - MOST_GAPS),
        has_people=bool(analysis.people.total),
        points=len(analysis.people.points),
        points_held=finding.held.points,
        imported_at=finding.held.imported_at,
        has_reach=finding.reach is not None,
        without_neighbours=_without_neighbours(cell, query.mode),
        address=query.address(),
    )


def _is_nowhere(cell: Cell) -> bool:
    return not cell.meetings and not cell.neighbours


def _as_asked(cell: Cell, analysis: Analysis) -> tuple[int, list[tuple[int, int]]]:
    """The widest first, then by days, times and what else there is to ask."""
    sets = analysis.meetings.sets
    return len(cell.place), [
        (DIMENSIONS.index(name), list(sets[name]).index(choice))
        for name, choice in cell.place
    ]


def _columns() -> tuple[str, ...]:
    names = time_names()
    return (*(names[key].capitalize() for key in TIMES), gettext("All day"))


def places_of(day: str, place: Where) -> list[Where]:
    """The cells of a row: each time of day, then all of them; any day where none is given."""
    row = within(place, **{DAY: day}) if day else place
    return [*(within(row, **{TIME: time}) for time in TIMES), row]


def _rows(finding: GapFinding, place: Where) -> Iterator[GapRow]:
    for day in (*(str(each) for each in range(7)), ""):
        cells = (finding.analysis.cell(each) for each in places_of(day, place))
        yield GapRow(
            day=day_name(day) if day else gettext("Any day"),
            cells=tuple(_cell(each, finding.query.mode) for each in cells),
        )


def _cell(cell: Cell, mode: str) -> GapCell:
    share = cell.share if mode != ONLINE else None
    return GapCell(
        meetings=_meetings(cell.meetings),
        neighbours=_neighbours(cell.neighbours),
        share=percent(share),
        words=share_words(share),
        kind=_kind(cell, share),
    )


def _kind(cell: Cell, share: float | None) -> str:
    if not cell.meetings + cell.neighbours:
        return "none"
    if share is None or share > MIDDLE:
        return "well"
    return "low" if share <= LOW else "middle"


def _meetings(number: int) -> str:
    if not number:
        return gettext("No meeting")
    return ngettext("%(n)d meeting", "%(n)d meetings", number) % {"n": number}


def _neighbours(number: int) -> str:
    if not number:
        return ""
    words = ngettext("and %(n)d of neighbours", "and %(n)d of neighbours", number)
    return words % {"n": number}


def _rest(cell: Cell) -> str:
    """Meetings of the kind that are there all the same, too far for those people."""
    return gettext("Elsewhere: %(meetings)s.") % {
        "meetings": " ".join(
            part
            for part in (_meetings(cell.meetings).lower(), _neighbours(cell.neighbours))
            if part
        )
    }


def _without_neighbours(cell: Cell, mode: str) -> str:
    """What would be left without the meetings of others."""
    missing = cell.reached_with_neighbours - cell.reached
    if mode == ONLINE or not missing:
        return ""
    words = gettext(
        "For %(n)s people that is a meeting of neighbours: one that another area keeps, or "
        "that is outside of this one."
    )
    return words % {"n": f"{missing:,}"}

"""The table of gaps as a file: figures, a line for each day and time of day."""

from collections.abc import Iterator

from django.utils.translation import gettext

from mutualaid.directory.gap_choices import time_names
from mutualaid.directory.gap_finding import GapFinding
from mutualaid.directory.gaps.analysis import Cell
from mutualaid.directory.gaps.choices import DAY, TIME
from mutualaid.directory.gaps.query import ONLINE

from .gap_words import day_name, kind_words
from .gaps import places_of


def gap_headings() -> list[str]:
    """Of the columns."""
    return [
        gettext("What"),
        gettext("Miles"),
        gettext("Day"),
        gettext("Time of day"),
        gettext("Meetings"),
        gettext("Meetings of neighbours"),
        gettext("People near one"),
        gettext("People near one, neighbours’ included"),
        gettext("People in all"),
    ]


def gap_lines(finding: GapFinding) -> Iterator[list[str]]:
    """Every cell of the table."""
    query = finding.query
    place = query.place()
    kind = kind_words(place, finding.published.fellowship_names, query.mode)
    miles = "" if query.mode == ONLINE else str(query.miles)
    for day in (*(str(each) for each in range(7)), ""):
        for each in places_of(day, place):
            yield [kind, miles, *_line(finding.analysis.cell(each))]


def _line(cell: Cell) -> list[str]:
    told = dict(cell.place)
    names = time_names()
    return [
        day_name(told[DAY]) if DAY in told else gettext("any day"),
        names[told[TIME]] if TIME in told else gettext("all day"),
        str(cell.meetings),
        str(cell.neighbours),
        str(cell.reached),
        str(cell.reached_with_neighbours),
        str(cell.people),
    ]

"""The home page: where are you, and what is on today."""

from dataclasses import dataclass

from mutualaid.directory.finding import Finding

from .rows import Row, present_rows

MOST_TODAY = 3


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page says."""

    area_name: str
    today: list[Row]
    total_today: int


def present_home(finding: Finding) -> HomePage:
    """From a search for the meetings of today."""
    hits = finding.answer.hits[:MOST_TODAY]
    return HomePage(
        area_name=finding.area.name,
        today=present_rows(hits, finding.rows, {}),
        total_today=finding.answer.total,
    )

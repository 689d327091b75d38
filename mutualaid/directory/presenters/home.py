"""The home page: where are you, and what is on next."""

from dataclasses import dataclass

from mutualaid.directory.finding import Finding

from .rows import Row, present_rows

MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page says."""

    coming: list[Row]
    today: int  # meetings still to come today


def present_home(finding: Finding) -> HomePage:
    """From a search for all meetings of the area, the soonest first."""
    hits = [hit for hit in finding.answer.hits if hit.occurrence][:MOST_ROWS]
    agenda = finding.published.snapshot.agenda
    ours = finding.published.snapshot.facets.of_area(finding.area.pk)
    return HomePage(
        coming=present_rows(
            hits, finding.rows, {}, finding.neighbours, finding.confirmed
        ),
        today=(agenda.still_today(finding.now) & ours).bit_count(),
    )

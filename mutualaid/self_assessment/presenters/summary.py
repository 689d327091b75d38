"""What a round means for one service, and which teams have been told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mutualaid.organisations.models import Service
from mutualaid.self_assessment.models import Round

from .report import BarTold, GapTold, Report


@dataclass(frozen=True, slots=True)
class OwnRating:
    """A part that was rated for this service apart, beside the rating of the area."""

    statement: str
    key: str
    text: str
    own: str
    area: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One page for a team."""

    bars: tuple[BarTold, ...]
    own: tuple[OwnRating, ...]
    own_gaps: tuple[GapTold, ...]
    gaps: tuple[GapTold, ...]  # the first few of the area


@dataclass(frozen=True, slots=True)
class TeamTold:
    """A service, and the day its team was told."""

    reference: str
    name: str
    tabled_on: date | None
    minutes: str


MOST_GAPS = 5


def summary_of(report: Report, service: Service) -> Summary:
    """The profile of the area, the service's own ratings, and the gaps they belong to."""
    own = tuple(_own(report, service.reference))
    statements = {each.statement for each in own}
    return Summary(
        bars=report.bars,
        own=own,
        own_gaps=tuple(each for each in report.gaps if each.key in statements),
        gaps=report.gaps[:MOST_GAPS],
    )


def _own(report: Report, reference: str) -> Iterator[OwnRating]:
    for statement in report.statements:
        for part in statement.parts:
            for each in part.services:
                if each.reference == reference:
                    yield OwnRating(
                        statement.key, part.key, part.text, each.rating, part.rating
                    )


def teams_told(opened: Round) -> list[TeamTold]:
    """Every open service of the area."""
    told = {row.service_id: row for row in opened.team_summaries.all()}
    return [
        TeamTold(
            reference=each.reference,
            name=each.name,
            tabled_on=told[each.pk].tabled_on if each.pk in told else None,
            minutes=told[each.pk].minutes if each.pk in told else "",
        )
        for each in Service.objects.filter(
            area=opened.area_id, closed_on=None
        ).order_by("name")
    ]

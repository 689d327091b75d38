"""How far an area reaches, in words and as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.directory.reach_counts import ReachCounts
from mutualaid.geography.reach import Reach

from .gap_map import Sheet


@dataclass(frozen=True, slots=True)
class ReachShown:
    """`path` is empty where there is no outline to draw."""

    words: str
    facts: tuple[str, ...]
    path: str
    width: int
    height: int


def present_reach(
    reach: Reach, codes: Sequence[str], counts: ReachCounts
) -> ReachShown:
    """What it is, and what is inside."""
    sheet = Sheet(reach.box)
    outline = reach.outline
    return ReachShown(
        words=_words(reach, codes),
        facts=tuple(_facts(counts)),
        path=sheet.outline(outline) if outline else "",
        width=sheet.width,
        height=sheet.height,
    )


def _words(reach: Reach, codes: Sequence[str]) -> str:
    if reach.outline is None:
        return gettext(
            "A circle around its middle, this many miles wide each way: %(n)s"
        ) % {"n": f"{reach.miles:g}"}
    told = {"n": f"{reach.outline.size:,}", "codes": ", ".join(codes)}
    if codes:
        return (
            gettext("An outline of %(n)s points, of the authorities %(codes)s") % told
        )
    return gettext("An outline of %(n)s points") % told


def _facts(counts: ReachCounts) -> list[str]:
    told = [
        gettext("Meetings kept here and inside: %(n)s") % {"n": f"{counts.inside:,}"},
        gettext("Meetings kept here and outside: %(n)s") % {"n": f"{counts.outside:,}"},
        gettext("Meetings of other areas inside: %(n)s")
        % {"n": f"{counts.neighbours_inside:,}"},
    ]
    if counts.without_place:
        told.append(
            gettext("Meetings kept here that have no place on the map: %(n)s")
            % {"n": f"{counts.without_place:,}"}
        )
    if counts.points:
        told.append(
            gettext("Points where people live: %(n)s of %(all)s inside")
            % {"n": f"{counts.points_inside:,}", "all": f"{counts.points:,}"}
        )
    return told

"""The map of gaps as a drawing: where people are near such a meeting, and where they are not."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from django.utils.translation import gettext

from mutualaid.directory.finder import bits
from mutualaid.directory.gap_finding import GapFinding
from mutualaid.geography.distance import Box
from mutualaid.geography.outlines import Outline

from .gap_words import finding_words

WIDTH, MARGIN, TALLEST = 800, 20, 1000
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class GapMap:
    """Paths of an SVG drawing; dots are strokes without length."""

    title: str
    description: str
    width: int
    height: int
    outline: str
    near: str
    far: str
    ours: str
    neighbours: str


class Sheet:
    """Puts degrees on paper, as wide as the drawing and true to shape in its middle."""

    def __init__(self, box: Box) -> None:
        self._west, self._north = box.west, box.north
        self._narrow = cos(radians((box.south + box.north) / 2))
        wide = max((box.east - box.west) * self._narrow, 1e-4)
        high = max(box.north - box.south, 1e-4)
        self._scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / high)
        self.height = round(high * self._scale) + 2 * MARGIN
        self.width = round(wide * self._scale) + 2 * MARGIN

    def at(self, latitude: float, longitude: float) -> Point:
        """In units of the drawing, from its upper left corner."""
        across = (longitude - self._west) * self._narrow * self._scale
        down = (self._north - latitude) * self._scale
        return round(across + MARGIN, 1), round(down + MARGIN, 1)

    def dots(self, points: Iterable[Point]) -> str:
        """A path with a dot at each; places that fall together get one."""
        places = dict.fromkeys(self.at(*point) for point in points)
        return "".join(f"M{x:g} {y:g}h0" for x, y in places)

    def triangles(self, points: Iterable[Point]) -> str:
        """The same with triangles."""
        places = dict.fromkeys(self.at(*point) for point in points)
        return "".join(f"M{x:g} {y - 6:g}l5.5 10h-11z" for x, y in places)

    def outline(self, outline: Outline) -> str:
        """A path around every polygon and hole."""
        return "".join(
            "M" + "L".join(f"{x:g} {y:g}" for x, y in places) + "z"
            for polygon in outline.polygons
            for ring in polygon
            for places in [
                [self.at(latitude, longitude) for longitude, latitude in ring]
            ]
        )


def draw_gaps(finding: GapFinding) -> GapMap:
    """The drawing for a question."""
    analysis, query = finding.analysis, finding.query
    people = analysis.people
    place = query.place()
    found = analysis.meetings.at(place)
    ours = _points(finding, found & analysis.meetings.ours)
    neighbours = _points(finding, found & analysis.neighbours)
    near = analysis.points_reached(
        found & (analysis.meetings.ours | analysis.neighbours)
    )
    near_points = [(one.latitude, one.longitude) for one in people.chosen(near)]
    far_points = [
        (one.latitude, one.longitude) for one in people.chosen(people.everybody & ~near)
    ]
    sheet = Sheet(_box(finding, [*near_points, *far_points, *ours, *neighbours]))
    outline = finding.reach.outline if finding.reach else None
    names = finding.published.fellowship_names
    return GapMap(
        title=finding_words(analysis.cell(place), query, names),
        description=map_words(
            len(near_points), len(far_points), len(ours), len(neighbours)
        ),
        width=sheet.width,
        height=sheet.height,
        outline=sheet.outline(outline) if outline else "",
        near=sheet.dots(near_points),
        far=sheet.dots(far_points),
        ours=sheet.dots(ours),
        neighbours=sheet.triangles(neighbours),
    )


def map_words(near: int, far: int, ours: int, neighbours: int) -> str:
    """The map for whoever does not see it."""
    words = gettext(
        "Of %(all)s points where people live, %(near)s are near such a meeting and %(far)s "
        "are not. Meetings of the area: %(ours)s; of neighbours: %(neighbours)s."
    )
    return words % {
        "all": f"{near + far:,}",
        "near": f"{near:,}",
        "far": f"{far:,}",
        "ours": f"{ours:,}",
        "neighbours": f"{neighbours:,}",
    }


def _points(finding: GapFinding, among: int) -> list[Point]:
    points = finding.analysis.meetings.points
    return [points[at] for at in bits.positions(among) if at in points]


def _box(finding: GapFinding, points: list[Point]) -> Box:
    """Around everything drawn; a spot where there is nothing."""
    latitudes = [latitude for latitude, _ in points]
    longitudes = [longitude for _, longitude in points]
    if finding.reach:
        reach = finding.reach.box
        latitudes += [reach.south, reach.north]
        longitudes += [reach.west, reach.east]
    if not latitudes:
        return Box(53.0, -1.5, 53.01, -1.49)
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))

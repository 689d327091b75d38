"""What is inside of an area that reaches so far: to look at before anybody says it."""

from dataclasses import dataclass

from mutualaid.geography.distance import Box, miles_between
from mutualaid.geography.reach import Reach
from mutualaid.organisations.models import Area

from .finder import bits
from .finder.snapshot import Snapshot
from .models import PopulationPoint
from .published import published


@dataclass(frozen=True, slots=True)
class ReachCounts:
    """Published meetings, by who keeps them and where they are; and points of population."""

    inside: int
    outside: int
    without_place: int
    neighbours_inside: int
    points_inside: int
    points: int


def counts_within(area: Area, reach: Reach) -> ReachCounts:
    """For the area as it would be with this reach."""
    snapshot = published.current().snapshot
    own = snapshot.facets.of_area(area.pk) & ~snapshot.facets.online
    located = own & snapshot.nearness.everywhere
    within = _inside(snapshot, reach)
    points = PopulationPoint.objects.filter(area=area)
    held = list(points.values_list("latitude", "longitude"))
    return ReachCounts(
        inside=(located & within).bit_count(),
        outside=(located & ~within).bit_count(),
        without_place=(own & ~located).bit_count(),
        neighbours_inside=(within & ~own & ~snapshot.facets.online).bit_count(),
        points_inside=sum(reach.holds(*point) for point in held),
        points=len(held),
    )


def _inside(snapshot: Snapshot, reach: Reach) -> int:
    latitude, longitude, miles = _circle_around(reach.box)
    nearby = snapshot.nearness.within(latitude, longitude, miles)
    inside = (
        at for at in bits.positions(nearby) if reach.holds(*snapshot.nearness.point(at))
    )
    return bits.from_positions(inside, snapshot.size)


def _circle_around(box: Box) -> tuple[float, float, float]:
    """Holds every corner of the box."""
    latitude, longitude = (box.south + box.north) / 2, (box.west + box.east) / 2
    corners = [(south, west) for south in (box.south, box.north) for west in box[1::2]]
    miles = max(miles_between(latitude, longitude, *corner) for corner in corners)
    return latitude, longitude, miles * 1.01

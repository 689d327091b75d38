"""How far an area reaches, from what is kept of it."""

from mutualaid.geography.boundaries import kept_outline
from mutualaid.geography.reach import Reach

from .models import Area


def reach_of(area: Area) -> Reach | None:
    """An outline or a circle; None where nobody has said."""
    if area.boundary:
        outline = kept_outline(area.boundary)
        return Reach(area.latitude, area.longitude, outline)
    if area.radius_miles:
        return Reach(area.latitude, area.longitude, miles=area.radius_miles)
    return None

"""How far an area reaches, from what is kept of it."""

from functools import lru_cache

from mutualaid.geography.boundaries import kept_outline
from mutualaid.geography.outlines import Outline
from mutualaid.geography.reach import Reach

from .models import Area


def reach_of(area: Area) -> Reach | None:
    """An outline or a circle; None where nobody has said."""
    if area.boundary:
        return Reach(area.latitude, area.longitude, _outline(_Kept(area)))
    if area.radius_miles:
        return Reach(area.latitude, area.longitude, miles=area.radius_miles)
    return None


class _Kept:
    """An area's outline under a name that changes whenever it does."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self._name = area.pk, area.updated_at

    def __hash__(self) -> int:
        return hash(self._name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self._name == other._name


@lru_cache(maxsize=32)
def _outline(kept: _Kept) -> Outline:
    return kept_outline(kept.area.boundary)

"""How far an area reaches: an outline, or so many miles around a point; plain Python."""

from dataclasses import dataclass

from .distance import Box, box_around, miles_between
from .outlines import Outline


@dataclass(frozen=True, slots=True)
class Reach:
    """An outline where there is one, else a circle."""

    latitude: float
    longitude: float
    outline: Outline | None = None
    miles: float | None = None

    def holds(self, latitude: float, longitude: float) -> bool:
        """Is the point in the area?"""
        if self.outline is not None:
            return self.outline.holds(latitude, longitude)
        away = miles_between(self.latitude, self.longitude, latitude, longitude)
        return away <= (self.miles or 0)

    @property
    def box(self) -> Box:
        """The smallest box around it."""
        if self.outline is not None:
            return self.outline.box
        return box_around(self.latitude, self.longitude, self.miles or 0)

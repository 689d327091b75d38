"""The answer to a typed place; plain Python."""

from dataclasses import dataclass
from datetime import date

from .kinds import PlaceKind, Precision

Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """Another place that may have been meant."""

    label: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Found:
    """The point used for a typed place, and how sure that is.

    `label` names what was used and `asked` what was understood.
    """

    label: str
    kind: PlaceKind
    latitude: float
    longitude: float
    precision: Precision
    asked: str
    ended_on: date | None = None  # with Precision.ENDED: first day of its last month
    alternatives: tuple[OtherPlace, ...] = ()

    @property
    def is_fallback(self) -> bool:
        """Should people be told: "We do not know NB3 4QX; this is the middle of NB3 4"?"""
        return self.precision is Precision.STAND_IN

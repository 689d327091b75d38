"""What the finder knows of one meeting."""

from dataclasses import dataclass
from datetime import date

from mutualaid.directory.recurrence import Schedule

from .nearness import band_order


@dataclass(frozen=True, slots=True)
class Entry:
    """One published meeting, as the finder needs it."""

    key: int  # primary key
    area: int
    schedule: Schedule
    latitude: float | None
    longitude: float | None
    fellowship: str
    approach: str
    audiences: tuple[str, ...]
    mode: str  # "" where not stated
    openness: str
    features: tuple[str, ...]
    languages: tuple[str, ...]
    name: str
    town: str
    words: str  # everything else that words may find it by
    series: tuple[object, ...]  # equal for one group's meetings in one place
    access: tuple[str, ...] = ()  # what is known to be so of its place
    joining: tuple[str, ...] = ()
    verified_on: date | None = None
    lacking: tuple[str, ...] = ()  # what is known not to be so of its place
    doubted_on: date | None = None
    source: int | None = None  # the list that it is in
    is_shut: bool = False  # its usual place is closed for now

    def order(self) -> tuple[int, float, float]:
        """Located ones first, as `Nearness` wants them."""
        if self.latitude is None or self.longitude is None:
            return 1, 0, 0
        return (0, *band_order(self.latitude, self.longitude))

"""Which meetings somebody has confirmed of late."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from . import bits


class Checks:
    """Meetings by the day they were last confirmed."""

    def __init__(self, verified: Sequence[date | None]) -> None:
        """`verified[position]` is the day of the meeting at that position."""
        known = sorted((day, at) for at, day in enumerate(verified) if day is not None)
        self._days = [day for day, _ in known]
        self._positions = array("I", (at for _, at in known))
        self._size = len(verified)
        self._found: tuple[date, dict[int, int]] | None = None

    def within(self, days: int, today: date) -> int:
        """The set of meetings that were confirmed at most so many days ago."""
        if self._found is None or self._found[0] != today:
            self._found = (today, {})
        found = self._found[1]
        if days not in found:
            first = bisect_left(self._days, today - timedelta(days=days))
            found[days] = bits.from_positions(self._positions[first:], self._size)
        return found[days]

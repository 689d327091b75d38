"""How many meetings would be found if a choice were made as well.

A choice of a facet of which any will do is counted as if it alone were chosen there, all the
rest of the question standing; one of a facet of which all must be met, on top of the others.
"""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from .agenda import GRACE, VIEWER_ZONE
from .bits import Stretch
from .facets import ALL_OF, ANY_OF
from .parts import Parts
from .query import CHECKED_WITHIN, DAYS, FinderQuery

if TYPE_CHECKING:
    from .snapshot import Snapshot

Span = tuple[time | None, time | None]
PARTS_OF_DAY: tuple[Span, ...] = (
    (None, None),
    (None, time(12)),
    (time(12), time(17)),
    (time(17), None),
)


def from_now(now: datetime) -> Span:
    """What has begun a moment ago can still be joined."""
    local = now.astimezone(VIEWER_ZONE) - GRACE
    return local.time().replace(second=0, microsecond=0), None


@dataclass(frozen=True, slots=True)
class Counts:
    """For each facet and choice a number; "" is the choice to leave a part out."""

    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    spans: dict[Span, int] = field(default_factory=dict)

    def of(self, facet: str, value: str) -> int:
        """For one choice; 0 for one that no meeting of the directory fits."""
        return self.facets.get(facet, {}).get(value, 0)


class Counting:
    """Counts the choices of one question."""

    def __init__(
        self, snapshot: "Snapshot", parts: Parts, now: datetime, is_near: bool
    ) -> None:
        self._snapshot = snapshot
        self._parts = parts
        self._now = now
        self._is_near = is_near
        self._whole = Stretch(parts.all(), snapshot.size)

    def counts(self, query: FinderQuery) -> Counts:
        facets = self._snapshot.facets
        found = {each: facets.counts(each, self._among(each)) for each in ANY_OF}
        found |= {each: facets.counts(each, self._whole) for each in ALL_OF}
        if self._is_near:
            # Online ones are found from wherever somebody is, once they are asked for.
            anywhere = self._parts.without("mode").anywhere()
            found["mode"]["online"] = (anywhere & facets.online).bit_count()
        found["day"] = self._days()
        found["checked"] = self._checked()
        return Counts(found, self._spans(query))

    def _among(self, part: str) -> Stretch:
        if part not in self._parts.asked:
            return self._whole
        return Stretch(self._parts.without(part).all(), self._snapshot.size)

    def _days(self) -> dict[str, int]:
        among, snapshot = self._among("day"), self._snapshot
        sets = {day: snapshot.on_days((day,), self._now) for day in DAYS}
        sets[""] = snapshot.everything
        return {day: among.shared(each) for day, each in sets.items()}

    def _checked(self) -> dict[str, int]:
        among, snapshot = self._among("checked"), self._snapshot
        found = {
            str(days): among.shared(snapshot.checked_within(days, self._now))
            for days in CHECKED_WITHIN
        }
        return {"": among.shared(snapshot.everything), **found}

    def _spans(self, query: FinderQuery) -> dict[Span, int]:
        among, snapshot = self._among("time"), self._snapshot
        spans = list(PARTS_OF_DAY)
        if query.day == ("today",):
            spans.append(from_now(self._now))
        sets = {
            (after, before): snapshot.agenda.between(after, before, self._now)
            for after, before in spans
        }
        sets[None, None] = snapshot.everything  # those without a time of their own too
        return {span: among.shared(each) for span, each in sets.items()}

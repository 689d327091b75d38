"""Minimal valid actions and barriers, for tests of this layer and those above."""

from itertools import count
from typing import Any

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.improvement_plan.models import Action, Barrier, BarrierKind, Cause
from mutualaid.organisations.models import Area

_numbers = count(1)


def _written() -> dict[str, Any]:
    now = clock.now()
    return {"created_at": now, "updated_at": now}


def action(area: Area, **values: Any) -> Action:
    """Proposed, and nobody's yet."""
    given = {
        "area": area,
        "title": f"Do thing {next(_numbers)}",
        "cause": Cause.NOT_KNOWN,
    }
    with within(area.pk):
        return Action.objects.create(**{**given, **_written(), **values})


def barrier(area: Area, **values: Any) -> Barrier:
    given = {
        "area": area,
        "kind": BarrierKind.PLACE,
        "words": f"No bus after {next(_numbers)}",
    }
    with within(area.pk):
        return Barrier.objects.create(**{**given, **_written(), **values})

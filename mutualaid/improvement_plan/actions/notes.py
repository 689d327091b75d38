"""What an action leaves on the chart of its measure."""

from datetime import date

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.improvement_plan.models import Action
from mutualaid.indicators.models import ChartNote, NoteKind

LONGEST = 200


def note_on_chart(
    *,
    action: Action,
    words: str,
    by: Actor,
    on: date | None = None,
    kind: NoteKind = NoteKind.ACTION,
) -> None:
    """A dated note, today's unless told otherwise, that leads back to the action."""
    now = clock.now()
    ChartNote.objects.create(
        area_id=action.area_id,
        key=action.indicator_key,
        on=on or clock.today(),
        kind=kind,
        words=words[:LONGEST],
        about=action.reference,
        created_at=now,
        updated_at=now,
    )

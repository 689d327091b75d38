"""What an action leaves on the chart of its measure."""

from datetime import date

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.improvement_plan.models import Action
from mutualaid.indicators.actions.charts import add_note
from mutualaid.indicators.models import NoteKind

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
    add_note(
        area=action.area,
        key=action.indicator_key,
        on=on or clock.today(),
        kind=kind,
        words=words[:LONGEST],
        about=action.reference,
        by=by,
    )

"""What the plan says on paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system.dates import full_date
from mutualaid.improvement_plan.finding import Asked
from mutualaid.improvement_plan.presenters.measures import ShownMeasure
from mutualaid.improvement_plan.presenters.plan import PlanRow
from mutualaid.organisations.models import Area

TEMPLATE = Path(__file__).parent / "plan.typ"


def printed_plan(area: Area, asked: Asked, rows: Sequence[PlanRow]) -> dict[str, Any]:
    """All that `plan.typ` says."""
    count = ngettext("%(n)d action.", "%(n)d actions.", len(rows)) % {"n": len(rows)}
    return {
        "title": gettext("Improvement plan of %(area)s") % {"area": area.name},
        "publisher": area.name,
        "language": (get_language() or "en").partition("-")[0],
        "region": "GB",
        "count": count,
        "asked": gettext("Some of the plan: what was chosen on the page.")
        if asked.parts()
        else gettext("Everything that is open."),
        "as_of": gettext("As it stood on %(date)s")
        % {"date": full_date(clock.today())},
        "page_word": gettext("Page"),
        "columns": [
            *(gettext("What is to be done"), gettext("Who, and by when")),
            *(gettext("How one will know"), gettext("State")),
        ],
        "rows": [_told(row) for row in rows],
    }


def _told(row: PlanRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "about": [f"{key} {short}".strip() for key, short in row.statements],
        "who": row.who,
        "due": row.due,
        "late": [each for each in (row.overdue, row.old) if each],
        "measure": _measure_lines(row.measure),
        "state": row.state,
        "blocked_by": row.blocked_by,
    }


def _measure_lines(shown: ShownMeasure | None) -> list[str]:
    if shown is None:
        return [gettext("Nothing is counted for it.")]
    told = [
        (gettext("When agreed: %(value)s"), shown.start),
        (gettext("Now: %(value)s"), shown.now),
        (gettext("Target: %(value)s"), shown.target),
    ]
    lines = [words % {"value": value} for words, value in told if value]
    return [shown.title, *lines]

"""When to ask whether the limits should be worked out anew. A person decides, and says why."""

from dataclasses import dataclass
from datetime import date

from mutualaid.indicators.spc import RUN, Rule

from .chart import Chart, Mark, Note
from .months import apart, month_of

LONGEST_BEFORE = 3  # months from what happened to the first point it may have moved


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A run that goes on until now, and what was noted shortly before it began."""

    month: date
    points: int
    note: Note


def suggested_rebase(chart: Chart) -> Suggestion | None:
    """None where no run goes on, or nothing was noted that could have brought it.

    A run often begins by chance before the change that carries it on, so the month of the note
    counts where enough of the run comes after it.
    """
    run = _run_at_the_end(chart)
    found = None
    for note in chart.notes:
        month = month_of(note.on)
        since = [mark for mark in run if mark.month >= month]
        if len(since) >= RUN and apart(month, since[0].month) <= LONGEST_BEFORE:
            found = Suggestion(since[0].month, len(since), note)
    return found


def _run_at_the_end(chart: Chart) -> list[Mark]:
    """The points of the shift that the latest one belongs to, the oldest first."""
    if not chart.segments or chart.latest is None:
        return []
    wanted = {each for each in chart.latest.signals if each.rule is Rule.SHIFT}
    run: list[Mark] = []
    for mark in reversed(chart.counted):
        if mark.month < chart.segments[-1].first or not wanted & set(mark.signals):
            break
        run.insert(0, mark)
    return run

"""Everything that the pages of a care session say, read after the log was written."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from mutualaid.clients.models import Client
from mutualaid.design_system.dates import full_date

from .models import CareSession, Outcome, StepRecord
from .steps import BY_KEY, Step

TO_DO = _("To do")
BEGUN = _("Begun")


@dataclass(frozen=True, slots=True)
class Written:
    """One step as it was written down, in words."""

    key: str
    title: str
    outcome: str
    said: list[tuple[str, str]]  # question and answer
    note: str
    who: str
    day: date

    @property
    def is_empty(self) -> bool:
        return not (self.said or self.note)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One step in the list of what there is to do."""

    key: str
    title: str
    state: str
    kind: str  # how the state is tagged
    is_short: bool


@dataclass(frozen=True, slots=True)
class Tasks:
    """The steps of a session; `left` are those that an earlier one left for another day."""

    own: list[TaskLine]
    left: list[TaskLine]

    @property
    def done(self) -> int:
        return sum(1 for line in self.own if line.kind == "good")

    @property
    def all(self) -> list[TaskLine]:
        return [*self.left, *self.own]


def tasks_of(session: CareSession) -> Tasks:
    """The list of what there is to do; `session` came with everything."""
    records = {each.key: each for each in session.steps.all()}
    return Tasks(
        own=[_task(step, records.get(step.key)) for step in session.own_steps()],
        left=[_task(step, records.get(step.key)) for step in left_for_today(session)],
    )


def left_for_today(session: CareSession) -> list[Step]:
    """The steps that the session before put off, unless they belong to this one anyway."""
    before = _sessions_before(session).last()
    if before is None:
        return []
    own = {step.key for step in session.own_steps()}
    put_off = before.steps.filter(outcome=Outcome.NOT_TODAY)
    keys = set(put_off.values_list("key", flat=True)) - own
    return [step for step in BY_KEY.values() if step.key in keys]


def step_of(session: CareSession, key: str) -> Step | None:
    """The step by its key, where it belongs to the session or was left for it."""
    steps = [*left_for_today(session), *session.own_steps()]
    return next((step for step in steps if step.key == key), None)


def step_after(session: CareSession, key: str) -> str:
    """The next step that nobody has written yet; empty after the last."""
    tasks = tasks_of(session)
    keys = [line.key for line in tasks.all]
    later = tasks.all[keys.index(key) + 1 :]
    return next((line.key for line in later if line.state in (TO_DO, BEGUN)), "")


def written(session: CareSession) -> list[Written]:
    """What was written down, in the order of the steps."""
    records = [each for each in session.steps.all() if each.outcome]
    order = list(BY_KEY)
    return [
        in_words(each, session)
        for each in sorted(records, key=lambda row: order.index(row.key))
    ]


def last_time(session: CareSession, key: str) -> Written | None:
    """The same step in an earlier session, as history: never as the answer of today."""
    for before in reversed(list(_sessions_before(session).with_everything())):
        for row in before.steps.all():
            if row.key == key and row.outcome == Outcome.DONE:
                return in_words(row, before)
    return None


def in_words(row: StepRecord, session: CareSession) -> Written:
    step = BY_KEY[row.key]
    row.session = session
    asked = {question.key: question for question in step.questions}
    return Written(
        key=step.key,
        title=str(step.title),
        outcome=row.get_outcome_display(),
        said=[
            (str(asked[key].label), asked[key].in_words(row.answers[key]))
            for key in asked
            if key in row.answers
        ],
        note=row.words_left("sealed_note"),
        who=row.written_by.user.name,
        day=session.held_on,
    )


def draft_of(row: StepRecord) -> dict[str, list[str]]:
    """What was typed and not saved."""
    typed = row.words_left("sealed_draft")
    found: dict[str, Any] = json.loads(typed) if typed else {}
    return found


def sessions_of(client: Client) -> list[CareSession]:
    """All of them, the newest first."""
    return list(client.care_sessions.with_everything().reverse())


def note_lines(session: CareSession) -> Iterator[str]:
    """The session as plain text, to be pasted into the provider’s own case system."""
    yield f"{session.get_kind_display()}, {full_date(session.held_on)} ({session.get_occasion_display()})"
    for line in written(session):
        if not line.is_empty:
            yield f"{line.title}: {_in_one_line(line)}"
    if session.next:
        on = f", {full_date(session.next_on)}" if session.next_on else ""
        yield f"{session.get_next_display()}{on}"


def _in_one_line(line: Written) -> str:
    parts: Iterable[str] = (f"{asked} {said}" for asked, said in line.said)
    return ". ".join(part for part in (*parts, line.note) if part)


def _sessions_before(session: CareSession) -> Any:
    earlier = session.client.care_sessions.exclude(pk=session.pk)
    return earlier.filter(held_on__lte=session.held_on, pk__lt=session.pk)


def _task(step: Step, row: StepRecord | None) -> TaskLine:
    state, kind = str(TO_DO), ""
    if row and row.outcome:
        state = row.get_outcome_display()
        kind = "" if row.outcome == Outcome.NOT_TODAY else "good"
    elif row:
        state = str(BEGUN)
    return TaskLine(step.key, str(step.title), state, kind, step.is_short)

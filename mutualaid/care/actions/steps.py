"""Writing down a step of a session, and keeping what is typed before it is saved."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.care.models import CareSession, Outcome, SessionStatus, StepRecord
from mutualaid.care.questions import Answer
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.vault import NoKey

from .sessions import held_session

# What a page sent, as it was typed.
Typed = Mapping[str, Sequence[str]]


class StepWrittenMeanwhile(Refused):
    """Somebody else saved this step since the page was opened."""


@transaction.atomic
def save_step(
    *,
    session: CareSession,
    key: str,
    outcome: Outcome,
    answers: Mapping[str, Answer],
    note: str,
    revision: int,
    by: Hat,
) -> StepRecord:
    """What became of the step. `revision` is what the page had seen; the draft goes.

    Raises StepWrittenMeanwhile for an older one, Refused for a session that is finished.
    """
    row = _row(session, key)
    _refuse_unseen(row, revision)
    row.outcome = outcome
    row.answers = dict(answers)
    _seal(row, "sealed_note", note)
    row.sealed_draft = b""
    row.revision += 1
    _save(row, by)
    record(
        act="care.save_step",
        by=by.actor,
        subject=row.session.client.person.token,
        detail={"care_session": row.session.reference, "step": key},
    )
    return row


@transaction.atomic
def keep_draft(
    *, session: CareSession, key: str, typed: Typed, revision: int, by: Hat
) -> None:
    """Keep what is being typed. The log gets a line for the first of a step, not for each.

    Raises StepWrittenMeanwhile for an older revision and for a step that a colleague is typing.
    """
    row = _row(session, key)
    _refuse_unseen(row, revision)
    is_first = not row.sealed_draft
    if not is_first and row.written_by_id != by.membership_id:
        raise StepWrittenMeanwhile(
            _(
                "A colleague is writing this step now, so nothing of yours has been kept."
            )
        )
    _seal(row, "sealed_draft", json.dumps({name: list(typed[name]) for name in typed}))
    _save(row, by)
    if is_first:
        record(
            act="care.keep_draft",
            by=by.actor,
            subject=row.session.client.person.token,
            detail={"care_session": row.session.reference, "step": key},
        )


def _refuse_unseen(row: StepRecord, revision: int) -> None:
    if row.revision != revision:
        raise StepWrittenMeanwhile(
            _(
                "Somebody else saved this step while you had it open, so nothing of yours "
                "has been saved yet."
            )
        )


def _row(session: CareSession, key: str) -> StepRecord:
    """The step's row as it stands, held; a new one for a step that nobody wrote yet."""
    session = held_session(session)
    if session.status != SessionStatus.OPEN:
        raise Refused(session.stands())
    rows = StepRecord.objects.select_for_update(of=("self",))
    found = rows.filter(session=session, key=key).first()
    row = found or StepRecord(area_id=session.area_id, key=key)
    row.session = session
    return row


def _seal(row: StepRecord, column: str, text: str) -> None:
    try:
        row.write(column, text)
    except NoKey:
        raise Refused(
            _("The notes of this record were erased for good. Leave this one empty.")
        ) from None


def _save(row: StepRecord, by: Hat) -> None:
    row.written_by_id = by.membership_id
    row.written_at = clock.now()
    row.save()

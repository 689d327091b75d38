"""A group's answer to the letter that asked whether its meetings are still right."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.answers import (
    GROUP_REPRESENTATIVE,
    MeetingAnswer,
    Says,
    SpecialAnswer,
)
from mutualaid.directory.models import CheckLetter
from mutualaid.directory.models.corrections import CorrectionKind, CorrectionOrigin
from mutualaid.directory.models.verification import VerificationKind

from .correcting import tell_us
from .special_dates import answer_special_dates
from .verifying import verify_meeting

KINDS = {Says.CHANGED: CorrectionKind.OTHER, Says.ENDED: CorrectionKind.ENDED}


@transaction.atomic
def answer_letter(
    *, letter: CheckLetter, answers: Sequence[MeetingAnswer], by: Actor
) -> None:
    """Keep the answer. What has changed waits for somebody who works here to agree.

    Raises Refused for a second answer, after the letter's time, and for the meeting of
    another group.
    """
    letter = _open(letter)
    if any(each.meeting.group_id != letter.group_id for each in answers):
        raise Refused(gettext("This letter can answer for its own group only."))
    for answer in answers:
        _keep(answer, by)
    letter.answered_at = clock.now()
    letter.save(update_fields=["answered_at"])
    record(
        act="directory.answer_check_letter",
        by=by,
        subject=f"group:{letter.group.reference}",
        detail={"number": letter.number},
        area_id=letter.area_id,
    )


def is_open(letter: CheckLetter) -> bool:
    """Whether it can still be answered."""
    return letter.answered_at is None and clock.now() < letter.expires_at


def _open(letter: CheckLetter) -> CheckLetter:
    """The row, locked, so that two presses of the button are one answer."""
    rows = CheckLetter.objects.select_for_update(of=("self",)).select_related("group")
    row = rows.get(pk=letter.pk)
    if not is_open(row):
        raise Refused(gettext("This letter has been answered, or its time is over."))
    return row


def _keep(answer: MeetingAnswer, by: Actor) -> None:
    meeting = answer.meeting
    answer_special_dates(
        meeting=meeting,
        answers={
            on: said
            for on, said in answer.dates.items()
            if said != SpecialAnswer.UNKNOWN
        },
        by_role=GROUP_REPRESENTATIVE,
        by=by,
    )
    if answer.says == Says.RIGHT:
        verify_meeting(
            meeting=meeting,
            kind=VerificationKind.CONFIRMED,
            on=clock.today(),
            by_role=GROUP_REPRESENTATIVE,
            by=by,
        )
    elif answer.says in KINDS:
        tell_us(
            area=meeting.area,
            meeting=meeting,
            kind=KINDS[answer.says],
            origin=CorrectionOrigin.GROUP,
            told=answer.told,
            words=answer.words,
            by=by,
        )

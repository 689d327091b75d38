"""What is known of a meeting on a day when many do not run."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.design_system import dates
from mutualaid.directory.answers import SpecialAnswer
from mutualaid.directory.models import ConfirmedDate, DifferentDate, Meeting
from mutualaid.directory.recurrence import ExceptionKind
from mutualaid.directory.special_dates import special_day

from .changing import save_changed
from .dates import cancel_date, undo_date


@transaction.atomic
def answer_special_dates(
    *,
    meeting: Meeting,
    answers: Mapping[date, SpecialAnswer],
    by_role: str,
    by: Actor,
) -> None:
    """Keep what is now known of each day; what was moved or added stays as it is."""
    for on, answer in answers.items():
        if answer == SpecialAnswer.RUNNING:
            confirm_date(meeting=meeting, on=on, by_role=by_role, by=by)
        elif answer == SpecialAnswer.SHUT:
            shut_date(meeting=meeting, on=on, by=by)
        else:
            forget_date(meeting=meeting, on=on, by=by)


@transaction.atomic
def confirm_date(*, meeting: Meeting, on: date, by_role: str, by: Actor) -> None:
    """It runs as usual on this day. Raises Refused for a day that is no such date of it."""
    _refuse_unless_special(meeting, on)
    if _is(ExceptionKind.MOVED, meeting, on):
        raise Refused(
            gettext("It is moved on %(day)s; make that day usual again first.")
            % {"day": dates.day(on)}
        )
    if _is(ExceptionKind.CANCELLED, meeting, on):
        undo_date(meeting=meeting, on=on, by=by)
    _, is_new = ConfirmedDate.objects.get_or_create(
        meeting=meeting,
        on=on,
        defaults={
            "area_id": meeting.area_id,
            "by_role": by_role,
            "confirmed_at": clock.now(),
        },
    )
    if is_new:
        save_changed(meeting, ())
        _log("directory.confirm_date", meeting, on, by)


@transaction.atomic
def shut_date(*, meeting: Meeting, on: date, by: Actor) -> None:
    """It does not run on this day. Raises Refused for a day that is no such date of it."""
    _refuse_unless_special(meeting, on)
    ConfirmedDate.objects.filter(meeting=meeting, on=on).delete()
    if not _is(ExceptionKind.CANCELLED, meeting, on):
        cancel_date(meeting=meeting, on=on, by=by)


@transaction.atomic
def forget_date(*, meeting: Meeting, on: date, by: Actor) -> None:
    """Nobody knows after all: the honest default again."""
    if _is(ExceptionKind.CANCELLED, meeting, on):
        undo_date(meeting=meeting, on=on, by=by)
    if ConfirmedDate.objects.filter(meeting=meeting, on=on).delete()[0]:
        save_changed(meeting, ())
        _log("directory.forget_date", meeting, on, by)


def _refuse_unless_special(meeting: Meeting, on: date) -> None:
    is_known = on >= clock.today() and special_day(on) is not None
    if not (is_known and meeting.pattern().falls_on(on)):
        raise Refused(
            gettext("%(day)s is not one of its days to ask about.")
            % {"day": dates.day(on)}
        )


def _is(kind: ExceptionKind, meeting: Meeting, on: date) -> bool:
    known = DifferentDate.objects.filter(meeting=meeting, original_date=on, kind=kind)
    return known.exists()


def _log(act: str, meeting: Meeting, on: date, by: Actor) -> None:
    record(
        act=act,
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"on": on.isoformat()},
        area_id=meeting.area_id,
    )

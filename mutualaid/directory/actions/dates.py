"""Dates of a series that differ: cancelled, moved, added."""

from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.design_system import dates
from mutualaid.directory.models import DifferentDate, Meeting
from mutualaid.directory.recurrence import ExceptionKind

from .changing import save_changed


def cancel_date(*, meeting: Meeting, on: date, by: Actor, note: str = "") -> None:
    """This date does not happen. Raises Refused where the pattern has no such date."""
    _refuse_unless_usual(meeting, on)
    _differ(meeting, on, by, kind=ExceptionKind.CANCELLED, note=note)


def move_date(
    *,
    meeting: Meeting,
    on: date,
    to: date | None = None,
    at: time | None = None,
    by: Actor,
    note: str = "",
) -> None:
    """This date happens on another day, at another time, or both. Raises Refused."""
    _refuse_unless_usual(meeting, on)
    if to is None and at is None:
        raise Refused(gettext("A moved date needs a new day or a new time."))
    _differ(
        meeting,
        on,
        by,
        kind=ExceptionKind.MOVED,
        new_date=to,
        start_time=at,
        note=note,
    )


def add_date(
    *, meeting: Meeting, on: date, at: time | None = None, by: Actor, note: str = ""
) -> None:
    """The meeting happens on this date too. Raises Refused where it does anyway."""
    if _falls_on(meeting, on):
        raise Refused(gettext("It meets on %(day)s anyway.") % {"day": dates.day(on)})
    _differ(meeting, on, by, kind=ExceptionKind.EXTRA, start_time=at, note=note)


@transaction.atomic
def undo_date(*, meeting: Meeting, on: date, by: Actor) -> None:
    """This date is as usual again. Raises Refused where it is already."""
    known = DifferentDate.objects.filter(meeting=meeting, original_date=on)
    if not known.delete()[0]:
        raise Refused(gettext("%(day)s is as usual already.") % {"day": dates.day(on)})
    save_changed(meeting, ())
    record(
        act="directory.undo_date",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"on": on.isoformat()},
        area_id=meeting.area_id,
    )


def _refuse_unless_usual(meeting: Meeting, on: date) -> None:
    if not _falls_on(meeting, on):
        raise Refused(gettext("It does not meet on %(day)s.") % {"day": dates.day(on)})


def _falls_on(meeting: Meeting, on: date) -> bool:
    """Does the bare pattern, without any different dates, give this date?"""
    return meeting.pattern().falls_on(on)


@transaction.atomic
def _differ(meeting: Meeting, on: date, by: Actor, **columns: Any) -> None:
    now = clock.now()
    DifferentDate.objects.update_or_create(
        meeting=meeting,
        original_date=on,
        defaults={
            "new_date": None,
            "start_time": None,
            "duration_minutes": None,
            **columns,
            "area_id": meeting.area_id,
            "updated_at": now,
        },
        create_defaults={
            **columns,
            "area_id": meeting.area_id,
            "created_at": now,
            "updated_at": now,
        },
    )
    save_changed(meeting, ())
    record(
        act=f"directory.{columns['kind']}_date",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"on": on.isoformat()},
        area_id=meeting.area_id,
    )

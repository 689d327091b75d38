"""A meeting that is over, and one that runs again after all."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.imports import ChangeKind, ChangeReason
from mutualaid.directory.models.meetings import (
    STATUS_CHANGES,
    MeetingStatus,
    Visibility,
)

from .changing import keep_change, save_changed


@transaction.atomic
def close_meeting(
    *,
    meeting: Meeting,
    by_role: str,
    by: Actor,
    reason: ChangeReason = ChangeReason.EDIT,
) -> None:
    """The public no longer sees it. Raises Refused for one that is closed or another's."""
    _bring(meeting, MeetingStatus.CLOSED, ChangeKind.REMOVED, reason, by_role)
    record(
        act="directory.close_meeting",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"reason": reason},
        area_id=meeting.area_id,
    )


@transaction.atomic
def reopen_meeting(*, meeting: Meeting, by_role: str, by: Actor) -> None:
    """The public sees it again. Raises Refused for one that was not closed."""
    if meeting.status != MeetingStatus.CLOSED:
        raise Refused(gettext("This meeting is not closed."))
    _bring(
        meeting, MeetingStatus.LISTED, ChangeKind.CHANGED, ChangeReason.EDIT, by_role
    )
    record(
        act="directory.reopen_meeting",
        by=by,
        subject=f"meeting:{meeting.reference}",
        area_id=meeting.area_id,
    )


def set_status(meeting: Meeting, to: MeetingStatus) -> list[str]:
    """Set it as the table of changes allows, without saving; the columns touched."""
    before, was_published = MeetingStatus(meeting.status), meeting.is_published()
    if (before, to) not in STATUS_CHANGES:
        raise Refused(
            gettext("This meeting is not listed any more; nothing was changed.")
        )
    meeting.status = to
    if meeting.is_published():
        meeting.withdrawn_at = None
    elif was_published or (
        meeting.withdrawn_at is None and meeting.visibility != Visibility.RESIDENTS
    ):
        meeting.withdrawn_at = clock.now()
    return ["status", "withdrawn_at"]


def _bring(
    meeting: Meeting,
    to: MeetingStatus,
    kind: ChangeKind,
    reason: ChangeReason,
    by_role: str,
) -> None:
    before = meeting.status
    save_changed(meeting, set_status(meeting, to))
    keep_change(
        meeting, kind, reason, {"status": before}, {"status": to}, by_role=by_role
    )

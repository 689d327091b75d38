"""Adding a meeting by hand."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.directory.meeting_values import set_values, values_of
from mutualaid.directory.models import DirectoryRevision, Fellowship, Meeting
from mutualaid.directory.models.imports import ChangeKind, ChangeReason
from mutualaid.organisations.models import Area

from .changing import keep_change


@transaction.atomic
def add_meeting(
    *,
    area: Area,
    fellowship: Fellowship,
    values: Mapping[str, Any],
    by_role: str,
    by: Actor,
    reason: ChangeReason = ChangeReason.EDIT,
) -> Meeting:
    """A meeting with these values by MeetingField, in no source's list."""
    now = clock.now()
    meeting = Meeting(
        area=area,
        fellowship=fellowship,
        created_at=now,
        updated_at=now,
        changed_at=now,
    )
    set_values(meeting, values)
    meeting.save()
    keep_change(
        meeting, ChangeKind.ADDED, reason, {}, values_of(meeting), by_role=by_role
    )
    DirectoryRevision.advance()
    record(
        act="directory.add_meeting",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"reason": reason},
        area_id=area.pk,
    )
    return meeting

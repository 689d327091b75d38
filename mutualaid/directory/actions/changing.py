"""Changing a meeting by hand: what is said here is kept beside what its source says."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.meeting_values import (
    LOCAL_FIELDS,
    Values,
    difference,
    set_values,
    values_of,
)
from mutualaid.directory.models import (
    DirectoryRevision,
    LocalValue,
    Meeting,
    MeetingChange,
)
from mutualaid.directory.models.imports import ChangeKind, ChangeReason
from mutualaid.directory.models.meetings import MeetingStatus


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    values: Mapping[str, Any],
    by_role: str,
    by: Actor,
    reason: ChangeReason = ChangeReason.EDIT,
) -> MeetingChange | None:
    """Give a meeting these values by MeetingField; None where all of them are so already.

    A meeting that comes from a list keeps the list's value beside each. Raises Refused for
    one that is listed as another.
    """
    meeting = Meeting.objects.with_everything().get(pk=meeting.pk)
    if meeting.status == MeetingStatus.MERGED:
        raise Refused(gettext("This meeting is listed as another; change that one."))
    before, after = difference(values_of(meeting), values)
    if not after:
        return None
    was_published = meeting.is_published()
    columns = set_values(meeting, after)
    save_changed(meeting, [*columns, *_withdrawn(meeting, was_published)])
    if meeting.source_record_id:
        _keep_beside_source(meeting, before, after, by_role)
    change = keep_change(
        meeting, ChangeKind.CHANGED, reason, before, after, by_role=by_role
    )
    record(
        act="directory.change_meeting",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"fields": sorted(after), "reason": reason},
        area_id=meeting.area_id,
    )
    return change


def _withdrawn(meeting: Meeting, was_published: bool) -> list[str]:
    """Set since when the public no longer sees it, without saving; the columns touched."""
    if was_published == meeting.is_published():
        return []
    meeting.withdrawn_at = clock.now() if was_published else None
    return ["withdrawn_at"]


def save_changed(meeting: Meeting, columns: Iterable[str]) -> None:
    """Save these columns, and let calendars, feeds and the finder know that it changed."""
    now = clock.now()
    meeting.updated_at = meeting.changed_at = now
    meeting.calendar_sequence += 1
    meeting.save(
        update_fields=[*columns, "updated_at", "changed_at", "calendar_sequence"]
    )
    DirectoryRevision.advance()


def mark_changed(meetings: Any) -> None:
    """Something about these meetings (a queryset) changed that is not in their own rows."""
    meetings.update(
        changed_at=clock.now(), calendar_sequence=F("calendar_sequence") + 1
    )
    DirectoryRevision.advance()


def keep_change(
    meeting: Meeting,
    kind: ChangeKind,
    reason: ChangeReason,
    before: Values,
    after: Values,
    *,
    by_role: str,
) -> MeetingChange:
    """One line of the meeting's history."""
    return MeetingChange.objects.create(
        area_id=meeting.area_id,
        meeting=meeting,
        kind=kind,
        reason=reason,
        before=before,
        after=after,
        by_role=by_role,
        changed_at=clock.now(),
    )


def _keep_beside_source(
    meeting: Meeting, before: Values, after: Values, by_role: str
) -> None:
    """The source's value is what stood there, unless something local stood there already."""
    now = clock.now()
    for field in LOCAL_FIELDS:
        if field not in after:
            continue
        known = LocalValue.objects.filter(meeting=meeting, field=field).first()
        if known is None:
            known = LocalValue(
                area_id=meeting.area_id,
                meeting=meeting,
                field=field,
                source_value=before[field],
            )
        known.value, known.set_at, known.by_role = after[field], now, by_role
        known.save()

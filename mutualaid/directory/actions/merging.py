"""Two listings of one meeting become one; or they are told apart for good."""

from collections.abc import Collection
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.meeting_values import LOCAL_FIELDS, Values, value_of
from mutualaid.directory.models import (
    Correction,
    DifferentMeetings,
    Meeting,
    MeetingChange,
    MeetingField,
    Verification,
)
from mutualaid.directory.models.imports import ChangeKind, ChangeReason
from mutualaid.directory.models.meetings import MeetingStatus

from .changing import change_meeting, keep_change, save_changed
from .closing import set_status

# Under these keys a merge keeps what it moved, so that it can be undone.
MOVED: dict[str, type[models.Model]] = {
    "verifications": Verification,
    "corrections": Correction,
}
VERIFIED = ["verified_on", "verified_how"]


@transaction.atomic
def merge_meetings(
    *,
    keep: Meeting,
    other: Meeting,
    taken: Collection[MeetingField] = (),
    by_role: str,
    by: Actor,
) -> None:
    """`other` is listed as `keep`, which takes these fields from it. Raises Refused."""
    keep, other = _read(keep), _read(other)
    _refuse_unless_mergeable(keep, other)
    values = {
        field.value: value_of(other, field) for field in LOCAL_FIELDS if field in taken
    }
    change = change_meeting(
        meeting=keep, values=values, by_role=by_role, by=by, reason=ChangeReason.MERGE
    )
    before = other.status
    moved = {name: _move(model, other, keep) for name, model in MOVED.items()}
    other.merged_into = keep
    save_changed(other, [*set_status(other, MeetingStatus.MERGED), "merged_into"])
    told = {
        "status": MeetingStatus.MERGED,
        "merged_into": keep.reference,
        "took": change.after if change else {},
        "had": change.before if change else {},
        **moved,
    }
    keep_change(
        other,
        ChangeKind.REMOVED,
        ChangeReason.MERGE,
        {"status": before},
        told,
        by_role=by_role,
    )
    if moved["verifications"]:
        _renew_verified(keep)
    record(
        act="directory.merge_meetings",
        by=by,
        subject=f"meeting:{keep.reference}",
        detail={"other": other.reference, "fields": sorted(values)},
        area_id=keep.area_id,
    )


@transaction.atomic
def undo_merge(*, meeting: Meeting, by_role: str, by: Actor) -> None:
    """It is its own after all; what the other took goes back unless it was changed since.

    Raises Refused for one that is not listed as another.
    """
    meeting = _read(meeting)
    kept = meeting.merged_into
    if kept is None:
        raise Refused(gettext("This meeting is not listed as another."))
    merge = meeting.changes.filter(
        reason=ChangeReason.MERGE, kind=ChangeKind.REMOVED
    ).first()
    if merge:
        _give_back(merge, meeting, _read(kept), by_role, by)
    meeting.merged_into = None
    status = MeetingStatus(merge.before["status"] if merge else MeetingStatus.LISTED)
    save_changed(meeting, [*set_status(meeting, status), "merged_into"])
    keep_change(
        meeting,
        ChangeKind.CHANGED,
        ChangeReason.UNDO,
        {"status": MeetingStatus.MERGED},
        {"status": status},
        by_role=by_role,
    )
    if merge and merge.after["verifications"]:
        for each in (meeting, _read(kept)):
            _renew_verified(each)
    record(
        act="directory.undo_merge",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"other": kept.reference},
        area_id=meeting.area_id,
    )


@transaction.atomic
def tell_meetings_apart(
    *, first: Meeting, second: Meeting, by_role: str, by: Actor
) -> None:
    """They look alike and are not the same: nobody is asked about them again."""
    if first.pk == second.pk:
        raise Refused(gettext("That is one meeting."))
    lower, higher = sorted((first, second), key=lambda meeting: meeting.pk)
    DifferentMeetings.objects.get_or_create(
        area_id=lower.area_id,
        first=lower,
        second=higher,
        defaults={"told_at": clock.now(), "by_role": by_role},
    )
    record(
        act="directory.tell_meetings_apart",
        by=by,
        subject=f"meeting:{lower.reference}",
        detail={"other": higher.reference},
        area_id=lower.area_id,
    )


def _read(meeting: Meeting) -> Meeting:
    return Meeting.objects.with_everything().get(pk=meeting.pk)


def _refuse_unless_mergeable(keep: Meeting, other: Meeting) -> None:
    if keep.pk == other.pk:
        raise Refused(gettext("That is one meeting."))
    if keep.status != MeetingStatus.LISTED:
        raise Refused(gettext("The one that stays has to be listed."))
    if keep.fellowship_id != other.fellowship_id:
        raise Refused(gettext("Meetings of two fellowships are never the same."))


def _move(model: type[models.Model], away: Meeting, to: Meeting) -> list[int]:
    """The keys of the rows that were moved."""
    rows = model._default_manager.filter(meeting=away)
    keys = list(rows.values_list("pk", flat=True))
    rows.update(meeting=to)
    return keys


def _give_back(
    merge: MeetingChange, meeting: Meeting, kept: Meeting, by_role: str, by: Actor
) -> None:
    for name, model in MOVED.items():
        rows = model._default_manager.filter(pk__in=merge.after[name], meeting=kept)
        rows.update(meeting=meeting)
    took: Values = merge.after["took"]
    values: dict[str, Any] = {
        name: merge.after["had"][name]
        for name, value in took.items()
        if value_of(kept, MeetingField(name)) == value
    }
    if kept.status != MeetingStatus.MERGED:
        change_meeting(
            meeting=kept,
            values=values,
            by_role=by_role,
            by=by,
            reason=ChangeReason.UNDO,
        )


def _renew_verified(meeting: Meeting) -> None:
    """The copy of its newest confirmation, where it has any."""
    newest = meeting.verifications.order_by("-verified_on", "-pk").first()
    meeting.verified_on = newest.verified_on if newest else None
    meeting.verified_how = newest.kind if newest else ""
    save_changed(meeting, VERIFIED)

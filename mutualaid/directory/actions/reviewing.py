"""Looking at a value set here beside the other one that its source offers since."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.meeting_values import set_values, value_of
from mutualaid.directory.models import LocalValue, Meeting, MeetingField
from mutualaid.directory.models.imports import ChangeKind, ChangeReason

from .changing import keep_change, save_changed
from .retelling import mark_withdrawn


@transaction.atomic
def review_local_value(
    *, local: LocalValue, keep: bool, by: Actor, by_role: str
) -> None:
    """Keep ours, or take the source's (then nothing local is left of the field).

    Raises Refused where there is nothing to look at any more.
    """
    held = LocalValue.objects.select_for_update().filter(pk=local.pk).first()
    if held is None or not held.needs_review:
        raise Refused(gettext("Somebody has looked at this already."))
    meeting = Meeting.objects.with_everything().get(pk=held.meeting_id)
    if keep:
        held.source_value, held.offered, held.needs_review = held.offered, None, False
        held.save(update_fields=["source_value", "offered", "needs_review"])
    else:
        _take(meeting, held, by_role)
    record(
        act="directory.review_local_value",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"fields": [held.field], "is_kept": keep},
        area_id=meeting.area_id,
    )


def _take(meeting: Meeting, local: LocalValue, by_role: str) -> None:
    """Make the source's value the meeting's."""
    name = MeetingField(local.field)
    was_public = meeting.is_published()
    before = {local.field: value_of(meeting, name)}
    after = {local.field: local.offered}
    columns = set_values(meeting, after)
    mark_withdrawn(meeting, was_public, clock.now())
    save_changed(meeting, [*columns, "withdrawn_at"])
    keep_change(
        meeting,
        ChangeKind.CHANGED,
        ChangeReason.EDIT,
        before,
        after,
        by_role=by_role,
    )
    local.delete()

"""Saying that a meeting runs: who, how and when."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import DirectoryRevision, Meeting, Verification
from mutualaid.directory.models.verification import VerificationKind

from .doubts import renew_doubt


@transaction.atomic
def verify_meeting(
    *, meeting: Meeting, kind: VerificationKind, on: date, by_role: str, by: Actor
) -> Verification:
    """Keep that somebody in `by_role` confirmed it. Raises Refused for a date to come."""
    if on > clock.today():
        raise Refused(gettext("Nobody can have seen it on a day to come."))
    verification = Verification.objects.create(
        area_id=meeting.area_id,
        meeting=meeting,
        kind=kind,
        verified_on=on,
        by_role=by_role,
        recorded_at=clock.now(),
    )
    if meeting.verified_on is None or on >= meeting.verified_on:
        meeting.verified_on, meeting.verified_how = on, kind
        meeting.changed_at = clock.now()
        meeting.save(update_fields=["verified_on", "verified_how", "changed_at"])
        DirectoryRevision.advance()
    renew_doubt(meeting)
    record(
        act="directory.verify_meeting",
        by=by,
        subject=f"meeting:{meeting.reference}",
        detail={"kind": kind, "on": on.isoformat()},
        area_id=meeting.area_id,
    )
    return verification

"""A meeting that somebody found shut, or says is over: doubted until somebody checks."""

from datetime import date

from django.utils import timezone

from mutualaid.core import clock
from mutualaid.directory.models import Correction, DirectoryRevision, Meeting
from mutualaid.directory.models.corrections import CorrectionKind, CorrectionStatus

DOUBTING = (CorrectionKind.NOT_THERE, CorrectionKind.ENDED)


def renew_doubt(meeting: Meeting) -> None:
    """Set since when it is doubted, by what was told since the last check and still waits."""
    doubted_on = _doubted_on(meeting)
    if doubted_on == meeting.doubted_on:
        return
    meeting.doubted_on, meeting.changed_at = doubted_on, clock.now()
    meeting.save(update_fields=["doubted_on", "changed_at"])
    DirectoryRevision.advance()


def _doubted_on(meeting: Meeting) -> date | None:
    waiting = Correction.objects.filter(
        meeting=meeting, status=CorrectionStatus.NEW, kind__in=DOUBTING
    )
    newest = waiting.order_by("-told_at").first()
    if newest is None:
        return None
    told_on = timezone.localdate(newest.told_at, clock.LOCAL_ZONE)
    checked = meeting.verifications.filter(
        recorded_at__gt=newest.told_at, verified_on__gte=told_on
    )
    return None if checked.exists() else told_on

"""What people tell us of the list: kept, taken over or answered, and their address forgotten."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.formats.records import VenueRecord
from mutualaid.directory.letters import post_answer
from mutualaid.directory.models import Correction, Meeting
from mutualaid.directory.models.corrections import (
    CORRECTION_CHANGES,
    CorrectionKind,
    CorrectionOrigin,
    CorrectionStatus,
)
from mutualaid.directory.models.imports import ChangeReason
from mutualaid.directory.told_parts import ToldPart, can_be_taken, values_of_told
from mutualaid.organisations.models import Area

from .changing import change_meeting
from .closing import close_meeting
from .doubts import renew_doubt
from .venues import add_venue

ADDRESS_DAYS = 90


@transaction.atomic
def tell_us(
    *,
    area: Area,
    meeting: Meeting | None,
    kind: CorrectionKind,
    origin: CorrectionOrigin,
    by: Actor,
    told: Mapping[str, Any] | None = None,
    words: str = "",
    reply_to: str = "",
) -> Correction:
    """Keep what somebody told us, for those who keep the list."""
    correction = Correction.objects.create(
        area=area,
        meeting=meeting,
        kind=kind,
        origin=origin,
        proposed=dict(told or {}),
        words=words,
        reply_to=reply_to,
        told_at=clock.now(),
    )
    if meeting is not None:
        renew_doubt(meeting)
    record(
        act="directory.tell_us",
        by=by,
        subject=f"correction:{correction.reference}",
        detail={"about": kind, "origin": origin},
        area_id=area.pk,
    )
    return correction


@transaction.atomic
def apply_correction(
    *,
    correction: Correction,
    taken: Collection[str],
    by_role: str,
    by: Actor,
    venue: str = "",
    is_closing: bool = False,
    answer: str = "",
) -> None:
    """Take these parts over, or close the meeting, and tell whoever asked to be told.

    `venue` is the reference of the place that was meant; blank for a new one. Raises Refused
    where somebody else was quicker, and where nothing would be different.
    """
    correction = _waiting(correction, CorrectionStatus.APPLIED)
    meeting = correction.meeting
    if meeting is not None:
        _change(meeting, correction, taken, venue, is_closing, by_role, by)
    elif correction.kind != CorrectionKind.MISSING:
        raise Refused(gettext("The meeting is no longer here; answer it instead."))
    correction.applied = sorted(taken)
    _settle(correction, CorrectionStatus.APPLIED, answer, by_role)
    record(
        act="directory.apply_correction",
        by=by,
        subject=f"correction:{correction.reference}",
        detail={"fields": correction.applied},
        area_id=correction.area_id,
    )


@transaction.atomic
def answer_correction(
    *, correction: Correction, answer: str, by_role: str, by: Actor
) -> None:
    """Settle it without a change, with a sentence why. Raises Refused where it is settled."""
    correction = _waiting(correction, CorrectionStatus.ANSWERED)
    _settle(correction, CorrectionStatus.ANSWERED, answer, by_role)
    record(
        act="directory.answer_correction",
        by=by,
        subject=f"correction:{correction.reference}",
        area_id=correction.area_id,
    )


@transaction.atomic
def forget_addresses(*, area_id: int, by: Actor) -> int:
    """Forget where answers were wanted that nobody gave in time; how many."""
    old = Correction.objects.filter(
        area=area_id, told_at__lt=clock.now() - timedelta(ADDRESS_DAYS)
    )
    forgotten = old.exclude(reply_to="").update(reply_to="")
    if forgotten:
        record(
            act="directory.forget_addresses",
            by=by,
            detail={"lines": forgotten},
            area_id=area_id,
        )
    return forgotten


def _waiting(correction: Correction, to: CorrectionStatus) -> Correction:
    """The row, locked, as it stands now."""
    row = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if (CorrectionStatus(row.status), to) not in CORRECTION_CHANGES:
        raise Refused(gettext("Somebody has settled this already."))
    return row


def _change(
    meeting: Meeting,
    correction: Correction,
    taken: Collection[str],
    venue: str,
    is_closing: bool,
    by_role: str,
    by: Actor,
) -> None:
    told = correction.proposed
    allowed = {key for key in told if can_be_taken(ToldPart(key), meeting)}
    if not set(taken) <= allowed or not (taken or is_closing):
        raise Refused(gettext("Choose what to take over, or answer without a change."))
    reason = ChangeReason.CORRECTION
    if taken:
        if ToldPart.PLACE in taken:
            venue = venue or _new_venue(correction, by)
        values = values_of_told(meeting, told, taken, venue)
        change_meeting(
            meeting=meeting, values=values, by_role=by_role, by=by, reason=reason
        )
    if is_closing:
        close_meeting(
            meeting=Meeting.objects.get(pk=meeting.pk),
            by_role=by_role,
            by=by,
            reason=reason,
        )


def _new_venue(correction: Correction, by: Actor) -> str:
    told = correction.proposed
    place = VenueRecord(
        name=told.get(ToldPart.PLACE, ""), postcode=told.get(ToldPart.POSTCODE, "")
    )
    return add_venue(area=correction.area, told=place, by=by).reference


def _settle(
    correction: Correction, to: CorrectionStatus, answer: str, by_role: str
) -> None:
    reply_to, correction.reply_to = correction.reply_to, ""
    correction.status, correction.answer = to, answer
    correction.settled_at, correction.settled_by_role = clock.now(), by_role
    correction.save()
    if correction.meeting_id:
        renew_doubt(Meeting.objects.get(pk=correction.meeting_id))
    if reply_to and answer:
        post_answer(correction.area, reply_to, answer)

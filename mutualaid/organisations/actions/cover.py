"""Arranging that somebody stands in, and ending it early."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Cover, Membership

from .persons import person_of, take_turns

LONGEST_DAYS = 92


@transaction.atomic
def arrange_cover(
    *,
    membership: Membership,
    covered_by: Membership,
    starts_on: date,
    ends_on: date,
    by: Actor,
) -> Cover:
    """Let a colleague with the same role in the same service stand in, first to last day."""
    _refuse_days(starts_on, ends_on)
    take_turns(membership.area_id)
    _refuse_pair(membership, covered_by, by)
    _refuse_overlap(membership, covered_by, starts_on, ends_on)
    now = clock.now()
    cover = Cover.objects.create(
        area=membership.area,
        membership=membership,
        covered_by=covered_by,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=now,
        updated_at=now,
    )
    _record("organisations.arrange_cover", cover, by)
    return cover


def _refuse_days(starts_on: date, ends_on: date) -> None:
    if starts_on < clock.today():
        raise Refused(_("Cover cannot begin in the past. Choose today or a later day."))
    if ends_on < starts_on:
        raise Refused(_("The last day is before the first. Change one of them."))
    if (ends_on - starts_on).days >= LONGEST_DAYS:
        raise Refused(
            _("Cover lasts %(days)d days at most. Choose an earlier last day.")
            % {"days": LONGEST_DAYS}
        )


def _refuse_pair(membership: Membership, covered_by: Membership, by: Actor) -> None:
    person = person_of(by)
    if person and covered_by.user_id == person.pk:
        raise Refused(_("Somebody else must arrange what you stand in for yourself."))
    if membership.user_id == covered_by.user_id:
        raise Refused(_("Nobody can stand in for themselves. Choose a colleague."))
    if _seat(membership) != _seat(covered_by) or membership.service_id is None:
        raise Refused(
            _("Only a colleague with the same role in the same service can stand in.")
        )
    both = [membership.pk, covered_by.pk]
    if Membership.objects.active().filter(pk__in=both).count() != len(both):
        raise Refused(_("One of the two does not hold this role any more."))


def _seat(membership: Membership) -> tuple[str, int | None]:
    return membership.role, membership.service_id


def _refuse_overlap(
    membership: Membership, covered_by: Membership, starts_on: date, ends_on: date
) -> None:
    """Nobody has two colleagues standing in, or stands in while away themselves."""
    crossing = Q(membership__in=[membership, covered_by]) | Q(covered_by=membership)
    if Cover.objects.overlapping(starts_on, ends_on).filter(crossing).exists():
        raise Refused(
            _(
                "There is cover for one of the two on some of these days already. "
                "Choose other days or another colleague."
            )
        )


@transaction.atomic
def end_cover(*, cover: Cover, by: Actor) -> Cover:
    """End it now; what the colleague saw by it is closed on their next request."""
    take_turns(cover.area_id)
    cover = Cover.objects.get(pk=cover.pk)
    if cover.ended_at or cover.ends_on < clock.today():
        raise Refused(_("This cover is over already."))
    cover.ended_at = cover.updated_at = clock.now()
    cover.save(update_fields=["ended_at", "updated_at"])
    _record("organisations.end_cover", cover, by)
    return cover


def _record(act: str, cover: Cover, by: Actor) -> None:
    record(
        act=act,
        by=by,
        subject=f"cover:{cover.reference}",
        detail={
            "membership": cover.membership.reference,
            "covered_by": cover.covered_by.reference,
        },
        area_id=cover.area_id,
    )

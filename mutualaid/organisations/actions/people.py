"""Somebody's ties to an area as a whole: turned off, turned on again, left."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mutualaid.accounts.actions.sessions import end_sessions_of
from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Invitation, Membership
from mutualaid.organisations.models.invitations import InvitationStatus
from mutualaid.organisations.models.memberships import MembershipStatus

from .invitations import close
from .memberships import end, refuse_last_administrator
from .persons import person_of, take_turns


@transaction.atomic
def turn_off_person(
    *, person: User, memberships: Iterable[Membership], by: Actor
) -> None:
    """Suspend these roles and sign the person out everywhere, at once.

    What they were offered or have offered to others there is withdrawn: an account that
    somebody else may have got hold of must not come back by its own letters.
    """
    _refuse_oneself(person, by, _("You cannot turn yourself off. You can leave."))
    rows = _read_in_turn(person, memberships)
    active = [row for row in rows if row.status == MembershipStatus.ACTIVE]
    if not active:
        raise Refused(_("This person has no role here that is turned on."))
    for row in active:
        refuse_last_administrator(row)
        _write(row, MembershipStatus.SUSPENDED)
    end_sessions_of(user=person, by=by)
    _withdraw_letters(person, rows, Q(invited_by=person))
    _record("organisations.turn_off_person", person, active, by)


@transaction.atomic
def turn_on_person(
    *, person: User, memberships: Iterable[Membership], by: Actor
) -> None:
    """Let the roles that were turned off be worn again; ended ones stay ended."""
    refusal = _("You cannot turn your own role on. Somebody else can.")
    _refuse_oneself(person, by, refusal)
    rows = _read_in_turn(person, memberships)
    suspended = [row for row in rows if row.status == MembershipStatus.SUSPENDED]
    if not suspended:
        raise Refused(_("This person has no role here that is turned off."))
    for row in suspended:
        _write(row, MembershipStatus.ACTIVE)
    _record("organisations.turn_on_person", person, suspended, by)


@transaction.atomic
def end_roles(*, person: User, memberships: Iterable[Membership], by: Actor) -> None:
    """Somebody leaves: end these roles now, and withdraw what they were offered."""
    rows = _read_in_turn(person, memberships)
    held = [row for row in rows if row.status != MembershipStatus.ENDED]
    if not held:
        raise Refused(_("This person has left already."))
    for row in held:
        end(row)
    _withdraw_letters(person, rows)
    _record("organisations.end_roles", person, held, by)


def _refuse_oneself(person: User, by: Actor, sentence: str) -> None:
    if person_of(by) == person:
        raise Refused(sentence)


def _read_in_turn(person: User, memberships: Iterable[Membership]) -> list[Membership]:
    """The roles of this person among these, as they stand once nobody else changes them."""
    given = list(memberships)
    for area_id in sorted({row.area_id for row in given}):
        take_turns(area_id)
    keys = [row.pk for row in given]
    rows = Membership.objects.with_everything().filter(pk__in=keys, user=person)
    return list(rows.order_by("pk"))


def _write(row: Membership, status: MembershipStatus) -> None:
    row.become(status)
    row.updated_at = clock.now()
    row.save(update_fields=["status", "updated_at"])


def _withdraw_letters(
    person: User, rows: list[Membership], and_those: Q | None = None
) -> None:
    """Withdraw the open invitations in these places that are for them, and `and_those`."""
    theirs = Q(email__iexact=person.email) | Q(accepted_by=person)
    concerned = theirs | and_those if and_those else theirs
    for invitation in Invitation.objects.still_open().filter(
        _places(person, rows), concerned
    ):
        close(invitation, InvitationStatus.WITHDRAWN)


def _places(person: User, rows: list[Membership]) -> Q:
    """The services of these roles; the whole area where no other role is left in it."""
    area = rows[0].area_id
    if not Membership.objects.active().filter(area=area, user=person).exists():
        return Q(area=area)
    return Q(area=area, service__in={row.service_id for row in rows})


def _record(act: str, person: User, rows: list[Membership], by: Actor) -> None:
    record(
        act=act,
        by=by,
        subject=person.token,
        detail={"memberships": [row.reference for row in rows]},
        area_id=rows[0].area_id,
    )

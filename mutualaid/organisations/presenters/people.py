"""People, their roles, invitations and cover in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.accounts.models import User
from mutualaid.core import clock
from mutualaid.design_system.dates import full_date
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Cover, Invitation, Membership
from mutualaid.organisations.models.invitations import OPEN, InvitationStatus
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.permissions.people import (
    can_arrange_cover,
    can_end_cover,
    can_end_role,
)

TAG_KINDS = {
    MembershipStatus.ACTIVE: "good",
    MembershipStatus.SUSPENDED: "caution",
    MembershipStatus.ENDED: "",
}


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list."""

    link: Link
    roles: list[str]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role on a person's page, with what this hat may do about it."""

    title: str
    status: str
    tag: str
    since: str
    acts: list[Link]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Who stands in for whom; `end` only where this hat may end it."""

    words: str
    reference: str
    may_end: bool


def titled(given: Membership | Invitation) -> str:
    """A role with its place: "Keyworker, Mill Lane"."""
    return f"{given.role_name()}, {given.place()}"


def present_people(
    people: Iterable[User], roles: dict[int, list[Membership]]
) -> list[PersonRow]:
    """Namesakes are told apart by their addresses, so that no two links read alike."""
    shown = list(people)
    namesakes = Counter(person.name for person in shown)
    return [
        PersonRow(
            link=Link(
                _told_apart(person, namesakes),
                reverse("show_person", args=[person.reference]),
            ),
            roles=[_with_status(role) for role in roles.get(person.pk, [])],
        )
        for person in shown
    ]


def _told_apart(person: User, namesakes: Counter[str]) -> str:
    alone = namesakes[person.name] == 1
    return person.name if alone else f"{person.name} ({person.email})"


def _with_status(role: Membership) -> str:
    if role.status == MembershipStatus.ACTIVE:
        return titled(role)
    status = MembershipStatus(role.status).label
    return gettext("%(role)s (%(status)s)") % {
        "role": titled(role),
        "status": str(status).lower(),
    }


def present_role(role: Membership, hat: Hat) -> RoleLine:
    return RoleLine(
        title=titled(role),
        status=str(MembershipStatus(role.status).label),
        tag=TAG_KINDS[MembershipStatus(role.status)],
        since=_since(role),
        acts=list(_acts(role, hat)),
    )


def _since(role: Membership) -> str:
    begun = full_date(role.created_at)
    if role.ended_at is None:
        return gettext("Since %(day)s") % {"day": begun}
    ended = full_date(role.ended_at)
    return gettext("%(first)s to %(last)s") % {"first": begun, "last": ended}


def _acts(role: Membership, hat: Hat) -> Iterable[Link]:
    if role.status == MembershipStatus.ENDED:
        return
    words = {"role": titled(role)}
    if role.status == MembershipStatus.ACTIVE and can_arrange_cover(hat, role):
        text = gettext("Arrange cover: %(role)s") % words
        yield Link(text, reverse("arrange_cover", args=[role.reference]))
    if can_end_role(hat, role):
        text = gettext("End this role: %(role)s") % words
        yield Link(text, reverse("end_role", args=[role.reference]))


def present_invitation(invitation: Invitation) -> str:
    """How far it has come, in a sentence."""
    if invitation.status not in OPEN:
        return str(InvitationStatus(invitation.status).label)
    if invitation.has_run_out():
        return gettext("Not accepted. The link ran out on %(day)s.") % {
            "day": full_date(invitation.expires_at)
        }
    if invitation.status == InvitationStatus.ACCEPTED:
        return gettext("Accepted. Waits for the second person.")
    return _sent_words(invitation)


def _sent_words(invitation: Invitation) -> str:
    day = {"day": full_date(invitation.expires_at)}
    if invitation.needs_second_person():
        return (
            gettext("Sent, until %(day)s. Waits for the answer and a second person.")
            % day
        )
    return gettext("Sent, until %(day)s. Waits for the answer.") % day


def invitation_link(invitation: Invitation) -> Link:
    """An address may have several invitations, but not two open ones for one role."""
    text = gettext("%(name)s: %(role)s (invited %(day)s)") % {
        "name": invitation.name,
        "role": titled(invitation),
        "day": full_date(invitation.created_at),
    }
    return Link(text, reverse("show_invitation", args=[invitation.reference]))


def present_cover(cover: Cover, hat: Hat) -> CoverLine:
    words = gettext("%(colleague)s stands in for %(name)s (%(role)s), %(days)s") % {
        "colleague": cover.covered_by.user.name,
        "name": cover.membership.user.name,
        "role": titled(cover.membership),
        "days": days_of(cover),
    }
    return CoverLine(words, cover.reference, can_end_cover(hat, cover))


def days_of(cover: Cover) -> str:
    """From when to when; only the end where it has begun."""
    last = full_date(cover.ends_on)
    if cover.starts_on <= clock.today():
        return gettext("until %(last)s") % {"last": last}
    first = full_date(cover.starts_on)
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def loss_in_words(role: Membership | None) -> str:
    """What became of the role that was worn a moment ago; nothing where none was."""
    if role is None:
        return ""
    words = {
        MembershipStatus.ENDED: gettext("Your role has ended: %(role)s."),
        MembershipStatus.SUSPENDED: gettext("Your role was turned off: %(role)s."),
        MembershipStatus.ACTIVE: gettext("The place of your role is closed: %(role)s."),
    }
    return words[MembershipStatus(role.status)] % {"role": titled(role)}

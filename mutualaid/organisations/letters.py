"""Letters about invitations."""

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date
from mutualaid.messages.mail import post

from .addresses import address_in
from .models import Invitation


def post_invitation(invitation: Invitation, token: str) -> None:
    """The link, to the address it is bound to and to nobody else."""
    words = gettext(
        "Hello %(name)s,\n\n"
        "%(inviter)s invites you to work with %(area)s:\n"
        "%(role)s, %(place)s.\n\n"
        "To accept, open this link by %(day)s. It works once.\n\n"
        "%(link)s\n\n"
        "If you did not expect this, you need do nothing. Nobody can use the link "
        "without this letter, so do not pass it on.\n"
    ) % {
        "name": invitation.name,
        "inviter": inviter_name(invitation),
        "area": invitation.area.name,
        "role": invitation.role_name(),
        "place": invitation.place(),
        "day": full_date(invitation.expires_at),
        "link": link_for(invitation, token),
    }
    subject = gettext("An invitation from %(area)s") % {"area": invitation.area.name}
    post(to=invitation.email, subject=subject, words=words)


def link_for(invitation: Invitation, token: str) -> str:
    """The address that opens the invitation."""
    path = reverse("open_invitation", kwargs={"token": token})
    return address_in(invitation.area, path)


def inviter_name(invitation: Invitation) -> str:
    """Who invited; the area itself where it was the command line."""
    inviter = invitation.invited_by
    return inviter.name if inviter else invitation.area.name


def post_approval(invitation: Invitation) -> None:
    """Tell somebody who has accepted already that the second person agreed."""
    words = gettext(
        "Hello %(name)s,\n\n"
        "your role as %(role)s, %(place)s, is ready. Sign in to begin:\n\n"
        "%(link)s\n"
    ) % {
        "name": invitation.name,
        "role": invitation.role_name(),
        "place": invitation.place(),
        "link": address_in(invitation.area, reverse("show_today")),
    }
    subject = gettext("Your role at %(area)s is ready") % {"area": invitation.area.name}
    post(to=invitation.email, subject=subject, words=words)

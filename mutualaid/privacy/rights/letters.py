"""The letter that a request waits. It says neither whose it is nor what is asked."""

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.messages.mail import post
from mutualaid.organisations.addresses import address_in
from mutualaid.organisations.models import Area


def post_reminder(*, area: Area, to: str) -> None:
    """Say that something waits, and where it stands."""
    parts = [
        gettext("Hello,"),
        gettext("A request in your service needs an answer soon, or is late."),
        gettext("Sign in to see which, and by when:"),
        address_in(area, reverse("list_rights_requests")),
        area.name,
    ]
    subject = gettext("A request needs an answer")
    post(to=to, subject=subject, words="\n\n".join(parts) + "\n")

"""Letters about clients, which say nothing of any."""

from django.utils.translation import gettext

from mutualaid.messages.mail import post
from mutualaid.organisations.models import Membership


def post_notice(to: Membership) -> None:
    """Somebody opened a record in an emergency: whose, the page says after signing in."""
    post(
        to=to.user.email,
        subject=gettext("Something is waiting for you"),
        words=gettext("A record was opened in an emergency. Sign in to see it."),
    )

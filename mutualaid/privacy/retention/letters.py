"""Letters about what is kept. None says of whom, nor how many there are."""

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.messages.mail import post
from mutualaid.organisations.addresses import address_in
from mutualaid.organisations.models import Area


def post_reviews_wait(*, area: Area, to: str) -> None:
    """Say that records wait for a decision; the page says which, to those who may read it."""
    parts = [
        gettext("Hello,"),
        gettext(
            "There are records in your service whose time is over. Somebody has to look at them "
            "once more, and say whether they are erased."
        ),
        gettext("You find them here, once you have signed in:"),
        address_in(area, reverse("list_reviews")),
        area.name,
    ]
    subject = gettext("Records wait for a decision")
    post(to=to, subject=subject, words="\n\n".join(parts) + "\n")

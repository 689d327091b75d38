"""Letters about a round. They name no statement and no other rater."""

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date
from mutualaid.messages.mail import post
from mutualaid.organisations.addresses import address_in

from .models import Rater


def post_asked(rater: Rater) -> None:
    """To somebody with an account: you are asked to rate."""
    _post_to_member(
        rater,
        subject=gettext("You are asked to rate"),
        lead=gettext(
            "%(area)s looks at how well mutual aid works here, and asks for your view. "
            "It is called “%(round)s”."
        ),
    )


def post_reminder(rater: Rater) -> None:
    """To somebody with an account who has not finished; sent once."""
    _post_to_member(
        rater,
        subject=gettext("Your rating is not finished yet"),
        lead=gettext(
            "Your view on how well mutual aid works in %(area)s is not complete yet. "
            "The round is called “%(round)s”. We write about this once."
        ),
    )


def _post_to_member(rater: Rater, *, subject: str, lead: str) -> None:
    membership = rater.membership
    if membership is None:
        return
    path = reverse("show_round", kwargs={"reference": rater.round.reference})
    named = {
        "name": membership.user.name,
        "area": rater.round.area.name,
        "round": rater.round.name,
    }
    parts = [
        gettext("Hello %(name)s,") % named,
        lead % named,
        gettext(
            "Nobody sees what you say until everybody’s ratings are shown together. "
            "Rating closes on %(day)s."
        )
        % {"day": full_date(rater.round.rating_closes_on)},
        gettext("Sign in to begin, or to go on:"),
        address_in(rater.round.area, path),
    ]
    post(to=membership.user.email, subject=subject, words="\n\n".join(parts) + "\n")


def post_link_to(rater: Rater, to: str, token: str) -> None:
    """To an address that somebody gave for this letter alone."""
    parts = [
        gettext("Hello,"),
        gettext(
            "%(area)s wants to know how well mutual aid works here. We would like to hear "
            "from you too."
        )
        % {"area": rater.round.area.name},
        gettext(
            "Open this page and press the button. You need no password, and you can stop "
            "and go on later:"
        ),
        link_for(rater, token),
        gettext(
            "The link is for one browser: the first that opens it. Do not pass it on. "
            "You can answer until %(day)s."
        )
        % {"day": full_date(rater.round.rating_closes_on)},
        gettext("We have not kept your address."),
        rater.round.area.name,
    ]
    post(
        to=to,
        subject=gettext("What do you think of mutual aid here?"),
        words="\n\n".join(parts) + "\n",
    )


def link_for(rater: Rater, token: str) -> str:
    """The address that opens the statements of a rater without an account."""
    path = reverse("open_link", kwargs={"token": token})
    return address_in(rater.round.area, path)

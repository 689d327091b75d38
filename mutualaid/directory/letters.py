"""Letters of the directory: to a group's shared address, and to whoever asked for an answer."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date
from mutualaid.messages.mail import post
from mutualaid.organisations.addresses import address_in
from mutualaid.organisations.models import Area


def post_answer(area: Area, to: str, answer: str) -> None:
    """What became of it. Names no meeting: somebody else may read the mail."""
    words = gettext(
        "Hello,\n\n"
        "you told us that something in our list was not right. Thank you. "
        "This is what we found:\n\n"
        "%(answer)s\n\n"
        "We have now deleted your address.\n\n"
        "%(area)s\n"
    ) % {"answer": answer, "area": area.name}
    subject = gettext("An answer from %(area)s") % {"area": area.name}
    post(to=to, subject=subject, words=words)


def post_check_letter(
    *,
    area: Area,
    to: str,
    token: str,
    meetings: Sequence[str],
    special: Sequence[date],
    number: int,
    expires_at: datetime,
) -> None:
    """Ask a group whether its meetings are still right; `meetings` is a line for each."""
    parts = [
        gettext("Hello,"),
        gettext(
            "%(area)s keeps a list of meetings that anybody can read. These of yours are "
            "in it, and nobody has confirmed them for two months:"
        )
        % {"area": area.name},
        "\n".join(f"- {line}" for line in meetings),
        _season(special),
        gettext(
            "Are they still right? Open this page and press one button. Nothing changes "
            "until you do:"
        ),
        address_in(area, reverse("open_letter", kwargs={"token": token})),
        gettext(
            "You need no password. Whoever has this letter can answer for your group until "
            "%(day)s, so keep it within the group. On the same page you can tell us what has "
            "changed, or that you want no more letters."
        )
        % {"day": full_date(expires_at)},
        _last(number),
        area.name,
    ]
    subject = gettext("Are your meetings still right?")
    post(to=to, subject=subject, words="\n\n".join(filter(None, parts)) + "\n")


def _season(special: Sequence[date]) -> str:
    if not special:
        return ""
    days = ", ".join(full_date(day) for day in special)
    return gettext(
        "Some of them fall on days when many groups do not meet (%(days)s). Until you tell "
        "us, our list says “not confirmed” for those days."
    ) % {"days": days}


def _last(number: int) -> str:
    if number < 2:
        return ""
    return gettext(
        "This is the second and last letter for now. If we hear nothing, the list will tell "
        "people to ring before they go."
    )

"""Letters of the plan: to whoever has the next step of an action."""

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date
from mutualaid.messages.mail import post
from mutualaid.organisations.addresses import address_in

from .models import Action


def post_reminder(*, action: Action, to: str, is_late: bool) -> None:
    """Say which action, and by when. Its page says the rest, to those who may read it."""
    if action.due_on is None:
        return
    said = (
        gettext("The day of this action of the improvement plan was %(day)s:")
        if is_late
        else gettext("The day of this action of the improvement plan is %(day)s:")
    )
    parts = [
        gettext("Hello,"),
        said % {"day": full_date(action.due_on)},
        action.title,
        _whose(action),
        gettext(
            "On its page you can say that it is done, what blocks it, or ask for "
            "another day:"
        ),
        address_in(action.area, reverse("show_action", args=[action.reference])),
        action.area.name,
    ]
    subject = (
        gettext("An action of the plan is overdue")
        if is_late
        else gettext("An action of the plan is due soon")
    )
    post(to=to, subject=subject, words="\n\n".join(filter(None, parts)) + "\n")


def _whose(action: Action) -> str:
    if not action.owner_body:
        return ""
    return gettext(
        "%(body)s does it and has no account, so that somebody has to ask them."
    ) % {"body": action.owner_body}

"""What a concern leaves outside itself: lines nobody is shown, letters that say nothing."""

from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.messages.mail import post
from mutualaid.organisations.hats import Hat
from mutualaid.safeguarding.models import Concern, SafeguardingLead


def keep_in_confidence(*, act: str, by: Hat, concern: Concern) -> None:
    """Log an act on a concern in a line that no page, count or export shows."""
    record(
        act=f"safeguarding.{act}",
        by=by.actor,
        subject=f"concern:{concern.reference}",
        area_id=concern.area_id,
        confidential=True,
    )


def tell(lead: SafeguardingLead) -> None:
    """Ask a lead to look, without saying at what: their letters may be read by others."""
    post(
        to=lead.membership.user.email,
        subject=gettext("Something is waiting for you"),
        words=gettext("Something is waiting for you. Sign in to see it."),
    )

"""Links for raters without an account: bound to the first browser that says yes."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.self_assessment.link_tokens import hash_of, new_token
from mutualaid.self_assessment.models import Rater, RaterStatus, Round


class LinkTaken(Refused):
    """Another browser has the answers of this link."""


@transaction.atomic
def bind_browser(*, rater: Rater, link: str) -> str:
    """The secret that this browser keeps from now on; the link alone opens nothing any more.

    Raises LinkTaken where another browser was first, Refused where there is nothing to rate.
    """
    held = Round.objects.select_for_update().get(pk=rater.round_id)
    locked = Rater.objects.select_for_update().get(pk=rater.pk)
    if locked.link_hash != hash_of(link) or locked.browser_hash:
        raise LinkTaken(gettext("This link has been used in another browser."))
    if not held.is_being_rated() or locked.status == RaterStatus.WITHDRAWN:
        raise Refused(gettext("There is nothing to answer any more."))
    secret = new_token()
    now = clock.now()
    locked.browser_hash, locked.link_opened_at = hash_of(secret), now
    locked.updated_at = now
    # What an earlier browser chose cannot be shown in this one, and is quickly chosen again.
    locked.votes.all().delete()
    locked.save(update_fields=["browser_hash", "link_opened_at", "updated_at"])
    record(
        act="self_assessment.open_link",
        by=Actor(token=f"rater:{locked.reference}"),
        subject=f"rater:{locked.reference}",
        area_id=locked.area_id,
    )
    return secret

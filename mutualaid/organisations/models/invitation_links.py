"""The links by which invitations are taken up; only the hash of each stays here."""

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.row_security import RowScope

from .areas import Area
from .invitations import Invitation, InvitationStatus


def hash_of(token: str) -> str:
    """What the table knows of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


class LinkState(models.TextChoices):
    """What a link leads to; the sentence is for whoever holds it."""

    OPEN = "open", _("This link can be used.")
    REPLACED = "replaced", _("A newer link has been sent since. Only the newest works.")
    RUN_OUT = "run-out", _("This link could be used for seven days. They are over.")
    USED = "used", _("This link has been used. It works once.")
    WITHDRAWN = "withdrawn", _("This invitation has been withdrawn.")
    REFUSED = "refused", _("This role needs a second person to agree, who did not.")


_STATES = {
    InvitationStatus.SENT: LinkState.OPEN,
    InvitationStatus.ACCEPTED: LinkState.USED,
    InvitationStatus.COMPLETE: LinkState.USED,
    InvitationStatus.REFUSED: LinkState.REFUSED,
    InvitationStatus.WITHDRAWN: LinkState.WITHDRAWN,
}


class InvitationLinkQuerySet(models.QuerySet["InvitationLink"]):
    """Finds links."""

    def named(self, area: Area, token: str) -> "InvitationLink | None":
        """The link with this token, as long as it was made for this area."""
        found = self.filter(area=area, token_hash=hash_of(token))
        return found.select_related(
            "invitation__area", "invitation__service", "invitation__invited_by"
        ).first()


class InvitationLink(models.Model):
    """What was mailed. Only the newest of an invitation opens it; the others say so."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "invitation": "ordinary",
        "token_hash": "personal",
        "is_replaced": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    is_replaced = models.BooleanField(default=False)

    objects = InvitationLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"],
                condition=Q(is_replaced=False),
                name="organisations_invitationlink_one_opens",
            ),
        ]

    def __str__(self) -> str:
        return str(self.invitation_id)

    def state(self) -> LinkState:
        """What it leads to now; what became of the invitation is told first."""
        state = _STATES[InvitationStatus(self.invitation.status)]
        if state is not LinkState.OPEN:
            return state
        if self.is_replaced:
            return LinkState.REPLACED
        return LinkState.RUN_OUT if self.invitation.has_run_out() else LinkState.OPEN

"""Opening a record in an emergency: with a reason, for one hour, looked at afterwards."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

LASTS = timedelta(minutes=60)


class BreakGlassReason(models.TextChoices):
    """Why it could not wait."""

    IMMEDIATE_DANGER = "immediate-danger", _("Somebody could come to harm today")
    KEYWORKER_AWAY = (
        "keyworker-away",
        _("The keyworker is away and something is due today"),
    )
    CALLED_IN = (
        "called-in",
        _("The client is here, or on the telephone, and asks for help"),
    )
    OTHER = "other", _("Something else that cannot wait")


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Finds emergencies."""

    def in_force(self) -> Self:
        """Those whose hour is not over."""
        return self.filter(opened_at__gt=clock.now() - LASTS)

    def of(self, hat: Hat) -> Self:
        return self.filter(membership=hat.membership_id)


class BreakGlass(Referenced, SealedModel):
    """One record opened by one person for one hour."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "client": "special",
        "membership": "personal",
        "reason": "special",
        "sealed_words": "special",
        "opened_at": "special",
        "reviewed_at": "ordinary",
        "reviewed_by": "personal",
        "was_justified": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    client = models.ForeignKey(
        "clients.Client", models.CASCADE, related_name="emergencies"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=BreakGlassReason.choices)
    sealed_words = SealedField(shelf=Shelf.RECORD)
    opened_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    was_justified = models.BooleanField(null=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["membership", "opened_at"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def ends_at(self) -> datetime:
        return self.opened_at + LASTS

    def sealed_for(self) -> str:
        return self.client.person.token

"""Whom a concern is about, where that is somebody with a role here."""

from typing import ClassVar

from django.db import models

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area


class ConcernAbout(models.Model):
    """One person a concern is about; from then on it is not there for them."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "concern": "special",
        "user": "special",
        "added_by": "personal",
        "added_at": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    concern = models.ForeignKey(
        "safeguarding.Concern", models.CASCADE, related_name="about"
    )
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "user"], name="safeguarding_concern_about_once"
            ),
        ]

    def __str__(self) -> str:
        return "Somebody"

"""Who may read the record of somebody who is extra-private, beside their own keyworker."""

from typing import ClassVar

from django.db import models

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership


class NamedReader(models.Model):
    """One colleague on the list that replaces reading by the whole service."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "client": "special",
        "membership": "personal",
        "named_by": "personal",
        "named_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    client = models.ForeignKey(
        "clients.Client", models.CASCADE, related_name="named_readers"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "membership"], name="clients_namedreader_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} of {self.client_id}"

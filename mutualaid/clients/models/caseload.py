"""Whose client somebody is, now and before: each hand-over ends one row and begins another."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Cover, Membership


class CaseloadQuerySet(models.QuerySet["Caseload"]):
    """Finds who works with whom."""

    def open(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def of(self, hat: Hat) -> Self:
        """The wearer's own clients."""
        return self.open().filter(membership=hat.membership_id)

    def covered_by(self, hat: Hat) -> Self:
        """The clients of those for whom the wearer stands in today."""
        covers = Cover.objects.in_force().filter(covered_by=hat.membership_id)
        return self.open().filter(membership__in=covers.values("membership"))


class Caseload(models.Model):
    """One keyworker's time with one client."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "client": "special",
        "membership": "special",
        "started_at": "special",
        "ended_at": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    client = models.ForeignKey(
        "clients.Client", models.CASCADE, related_name="caseloads"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="caseload")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = CaseloadQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(ended_at=None),
                name="clients_caseload_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["membership", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.client_id} of {self.membership_id}"

"""Tallies: how often something was done in a month, and with nobody's name to it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Service
from mutualaid.organisations.roles import Role


class TallyKind(models.TextChoices):
    """What is counted, in the order in which it happens."""

    TALKED = "talked", _("Talked about mutual aid")
    PLANNED = "planned", _("Planned a first meeting")
    WENT_ALONG = "went-along", _("Went along to a meeting")
    ASKED = "asked", _("Asked how it went")


class TallyQuerySet(models.QuerySet["Tally"]):
    """Finds tallies."""

    def visible_to(self, hat: Hat) -> Self:
        """One's own service's, for who works with its clients."""
        if not hat.is_one_of(Role.KEYWORKER, Role.SERVICE_MANAGER):
            return self.none()
        return self.filter(service=hat.service_id)

    def between(self, first: date, last: date) -> Self:
        """Those of these months, each named by its first day, both ends included."""
        return self.filter(month__range=(first, last))


class Tally(models.Model):
    """One service's count of one thing in one month."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area service month kind number last_press"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=10, choices=TallyKind.choices)
    number = models.PositiveIntegerField(default=0)
    # The page of the newest press: sent twice, it counts once.
    last_press = models.CharField(max_length=32, blank=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month", "kind"], name="clients_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.month}: {self.number}"

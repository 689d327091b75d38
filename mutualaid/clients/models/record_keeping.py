"""Whether a service keeps records of clients here at all: off until somebody turns it on."""

from typing import ClassVar

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Service


class RecordKeepingQuerySet(models.QuerySet["RecordKeeping"]):
    """Finds switches."""

    def is_on(self, service_id: int | None) -> bool:
        """Whether this service keeps records; no row is off."""
        return self.filter(service=service_id, is_on=True).exists()


class RecordKeeping(models.Model):
    """One service's switch."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area service is_on changed_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    service = models.OneToOneField(Service, models.CASCADE, related_name="+")
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects = RecordKeepingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.service_id} {'on' if self.is_on else 'off'}"

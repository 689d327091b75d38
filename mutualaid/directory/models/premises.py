"""Where the services of the area and its directory touch: rooms lent, and the list in use."""

from typing import ClassVar

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Service


class Premises(Timestamped):
    """A place where people meet that is also a service's own. No row: nobody has said so."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id created_at updated_at area venue service"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    venue = models.OneToOneField(
        "directory.Venue", models.CASCADE, related_name="premises"
    )
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.venue_id} of {self.service_id}"


class ListUse(models.Model):
    """That somebody of a service opened or printed the list on a day: not who, nor how often."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area service day is_opened is_printed"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    day = models.DateField()
    is_opened = models.BooleanField(default=False)
    is_printed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "day"], name="directory_listuse_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.day}"

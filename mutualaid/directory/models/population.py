from typing import ClassVar

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope


class PopulationPoint(models.Model):
    """The middle of a small area, say an LSOA, and how many people live in it."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area code latitude longitude people imported_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    latitude = models.FloatField()
    longitude = models.FloatField()
    people = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "code"], name="directory_population_once"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90))
                & models.Q(longitude__range=(-180, 180)),
                name="directory_population_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.code

"""What has left a service, kept as it was told."""

from typing import ClassVar, Self

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope
from mutualaid.indicators.release import ReleasedTable
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area


class ReleasedQuerySet(models.QuerySet["Released"]):
    """Finds what has left."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's; which of it is shown to whom is for each page to say."""
        return self.filter(area=hat.area_id)


class Released(models.Model):
    """A quarter's table as it was told the first time, and is told ever after.

    Told anew after a correction, the two together could give away what each hides.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area key quarter table released_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    quarter = models.DateField()  # its first day
    table = models.JSONField()
    released_at = models.DateTimeField()

    objects = ReleasedQuerySet.as_manager()

    class Meta:
        ordering = ["key", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key", "quarter"], name="indicators_released_once"
            ),
            models.CheckConstraint(
                condition=models.Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10]),
                name="indicators_released_of_a_quarter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.quarter:%Y-%m}"

    def as_told(self) -> ReleasedTable:
        """The table, which is the same ever after."""
        return ReleasedTable.from_dict(self.table)

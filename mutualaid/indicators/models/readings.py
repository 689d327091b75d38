"""Readings: one value of one indicator for each month."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Finds readings."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def of(self, area_id: int, key: str) -> Self:
        """One series, the oldest first."""
        return self.filter(area=area_id, key=key).order_by("month")

    def of_month(self, area_id: int, month: date) -> Self:
        return self.filter(area=area_id, month=month)


class Reading(models.Model):
    """The month's value: taken anew while the month lasts, and never again once it is over."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area key month numerator denominator detail taken_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    month = models.DateField()  # its first day
    numerator = models.IntegerField()
    denominator = models.IntegerField(null=True)
    detail = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["key", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key", "month"], name="indicators_reading_once_a_month"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="indicators_reading_of_a_month"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True)
                | Q(numerator__range=(0, F("denominator"))),
                name="indicators_reading_share_of_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.month:%Y-%m}"

    @property
    def value(self) -> float | None:
        """The share in percent, else the number; None for a share of nothing."""
        if self.denominator is None:
            return float(self.numerator)
        return 100 * self.numerator / self.denominator if self.denominator else None

"""What people set and note on a chart."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area


class ChartQuerySet(models.QuerySet[models.Model]):
    """Finds what was set or noted on charts."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def of(self, area_id: int, key: str) -> Self:
        return self.filter(area=area_id, key=key)


class ChartSettings(Timestamped):
    """The target people work towards, and how many points the limits are worked out from."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id created_at updated_at area key target baseline"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    target = models.FloatField(
        null=True
    )  # in the unit of the chart: percent for shares
    baseline = models.PositiveSmallIntegerField(null=True)  # None: trial limits

    objects = ChartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key"], name="indicators_chartsettings_once"
            ),
            models.CheckConstraint(
                condition=models.Q(baseline__isnull=True) | models.Q(baseline__gte=12),
                name="indicators_chartsettings_long_enough",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Rebase(Referenced, Timestamped):
    """From this month on the limits are worked out anew, because something is done differently."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area key month reason"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    month = models.DateField()
    reason = models.CharField(max_length=200)

    objects = ChartQuerySet.as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key", "month"], name="indicators_rebase_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.month:%Y-%m}"


class NoteKind(models.TextChoices):
    """What a dated note tells of."""

    ACTION = "action", _("Action finished")
    EVENT = "event", _("Something happened")
    TENDER = "tender", _("A service changed hands")
    COUNTING = "counting", _("Counted differently")


class ChartNote(Referenced, Timestamped):
    """A dated note on a chart: what was done, or what happened to the area."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area key on kind words about"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=NoteKind)
    words = models.CharField(max_length=200)
    # The reference of the action that left it; empty for others.
    about = models.CharField(max_length=10, blank=True)

    objects = ChartQuerySet.as_manager()

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on} {self.words}"

"""When each duty ran last, so that any number of ticks run it once."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope

# What began longer ago and has not ended was cut off: a machine that stopped, say.
CUT_OFF_AFTER = timedelta(hours=1)
TRY_AGAIN_AFTER = timedelta(minutes=15)
LONGEST_PROBLEM = 120


class DutyRun(models.Model):
    """The last run of a duty for an area, or for the installation, whose number is 0.

    `problem` is the kind of error that ended it, never its words, which may name somebody.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id duty scope started_at finished_at problem"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN
    ROW_AREA_COLUMN: ClassVar = "scope"

    duty = models.CharField(max_length=120)
    scope = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=LONGEST_PROBLEM, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "scope"], name="duties_dutyrun_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} for {self.scope}"

    def is_due(self, every: timedelta, now: datetime) -> bool:
        """Whether to run it now; after a problem sooner than usual."""
        if self.started_at is None:
            return True
        if self.finished_at is None:
            wait = CUT_OFF_AFTER
        else:
            wait = min(every, TRY_AGAIN_AFTER) if self.problem else every
        return now - self.started_at >= wait

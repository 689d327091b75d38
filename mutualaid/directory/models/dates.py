from datetime import timedelta
from typing import ClassVar

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.directory.recurrence import DateException, ExceptionKind


class DifferentDate(Timestamped):
    """One date of a series that is cancelled, moved or added."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "created_at",
            "updated_at",
            "area",
            "meeting",
            "original_date",
            "kind",
            "new_date",
            "start_time",
            "duration_minutes",
            "note",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "directory.Meeting", models.CASCADE, related_name="different_dates"
    )
    original_date = models.DateField()
    kind = models.CharField(
        max_length=10, choices=[(item.value, item.value) for item in ExceptionKind]
    )
    new_date = models.DateField(null=True, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("original_date",)
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "original_date"], name="directory_date_differs_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.original_date} {self.kind}"

    def as_exception(self) -> DateException:
        """The same as a plain value."""
        minutes = self.duration_minutes
        return DateException(
            original_date=self.original_date,
            kind=ExceptionKind(self.kind),
            new_date=self.new_date,
            start_time=self.start_time,
            duration=timedelta(minutes=minutes) if minutes else None,
            note=self.note,
        )


class ConfirmedDate(models.Model):
    """Somebody said that the meeting runs as usual on a day when many do not."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area meeting on by_role confirmed_at"
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "directory.Meeting", models.CASCADE, related_name="confirmed_dates"
    )
    on = models.DateField()
    by_role = models.CharField(max_length=60)
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ("on",)
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "on"], name="directory_date_confirmed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} runs"

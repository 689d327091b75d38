from typing import ClassVar

from django.db import models

from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope


class MeetingSource(Referenced, Timestamped):
    """A list that meetings come from: a feed, a file, a sheet."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "reference",
            "created_at",
            "updated_at",
            "area",
            "name",
            "fellowship",
            "format",
            "last_read_at",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    fellowship = models.ForeignKey(
        "directory.Fellowship", models.PROTECT, null=True, blank=True, related_name="+"
    )
    format = models.CharField(max_length=30)
    last_read_at = models.DateTimeField(null=True, blank=True)  # the last good copy

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"], name="directory_source_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """One record as its source tells it, redacted, kept whole beside our reading of it."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "area",
            "source",
            "key",
            "record",
            "digest",
            "first_read_at",
            "changed_at",
            "gone_at",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    source = models.ForeignKey(
        "directory.MeetingSource", models.CASCADE, related_name="records"
    )
    key = models.CharField(max_length=255)
    record = models.JSONField()
    digest = models.CharField(max_length=64)
    first_read_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"], name="directory_source_record_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key

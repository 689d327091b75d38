"""The record of who did what: rows that are added and never changed.

Nothing here points at other tables: retention and erasure must never wait for the log, and
the log must never wait for them.
"""

from typing import Any, ClassVar, NoReturn

from django.db import models

from mutualaid.core.data_classes import all_ordinary


class AppendOnlyError(Exception):
    """Somebody tried to change or remove a line of the activity log."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads entries; refuses to change them."""

    def update(self, **_values: Any) -> NoReturn:
        raise AppendOnlyError("Lines of the activity log are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("Lines of the activity log leave only by retention.")

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        # It can write over what is there, and would leave the chain's head behind.
        raise AppendOnlyError("Lines of the activity log are added one by one.")


class Entry(models.Model):
    """One act. `chain` is the area's primary key, 0 for the installation as a whole."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id chain sequence recorded_at actor role act subject detail previous_digest digest"
    )

    chain = models.BigIntegerField()
    sequence = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    role = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "sequence"], name="activity_log_entry_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError("Lines of the activity log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Lines of the activity log leave only by retention.")


class ChainHead(models.Model):
    """The newest line of a chain; its row is the lock that orders writers."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary("id chain sequence digest")

    chain = models.BigIntegerField(unique=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain} at {self.sequence}"

"""The record of who did what: rows that are added and never changed.

Nothing here points at other tables: retention and erasure must never wait for the log, and
the log must never wait for them.
"""

from typing import Any, ClassVar, NoReturn, Self

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope

from .acts import sentence_of

# Stands for the line before in the first one written after somebody had changed the head.
UNSEALED = "unsealed"
SIGN_INS = "accounts."
# SQLite would take longer ones, and say nothing.
LONGEST = {"actor": 80, "role": 40, "act": 80, "subject": 120}


class AppendOnlyError(Exception):
    """Somebody tried to change or remove a line of the activity log."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads entries; refuses to change them."""

    def shown(self) -> Self:
        """What pages, counts and exports start from: never a confidential line."""
        return self.filter(is_confidential=False)

    def of_area(self, area_id: int) -> Self:
        """One area's chain; 0 is the installation's."""
        return self.filter(chain=area_id)

    def by_actor(self, token: str) -> Self:
        """What one person did, or one part of the system."""
        return self.filter(actor=token)

    def of_sign_ins(self) -> Self:
        """Signing in and out, and everything else that is done to a person's own account."""
        return self.filter(act__startswith=SIGN_INS)

    def newest_first(self, *, older_than: str = "") -> Self:
        """In the order of a page; `older_than` is the `cursor` of the last line of the one before.

        A cursor that is none of these lines' leads to no lines.
        """
        ordered = self.order_by("-pk")
        if not older_than:
            return ordered
        # Sought among the same lines: nothing can be learnt of one that is not shown.
        last = self.order_by().filter(digest=older_than).values("pk")[:1]
        return ordered.filter(pk__lt=models.Subquery(last))

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
        "id chain sequence recorded_at actor role act subject detail is_confidential "
        "previous_digest digest key_id"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN
    ROW_AREA_COLUMN: ClassVar = "chain"
    ROW_RIGHTS: ClassVar = "SELECT, INSERT"

    chain = models.BigIntegerField()
    sequence = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=LONGEST["actor"])
    role = models.CharField(max_length=LONGEST["role"], blank=True)
    act = models.CharField(max_length=LONGEST["act"])
    subject = models.CharField(max_length=LONGEST["subject"], blank=True)
    detail = models.JSONField(default=dict)
    is_confidential = models.BooleanField(default=False)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    key_id = models.CharField(max_length=8)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "sequence"], name="activity_log_entry_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["actor", "id"], name="activity_log_entry_by_actor"),
            models.Index(fields=["digest"], name="activity_log_entry_by_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError("Lines of the activity log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Lines of the activity log leave only by retention.")

    @property
    def cursor(self) -> str:
        """Where the next page goes on. Keys and sequence numbers would tell of lines between."""
        return self.digest

    @property
    def sentence(self) -> str:
        """What was done, in words for a page."""
        return sentence_of(self.act)


class ChainHead(models.Model):
    """Where a chain begins and ends; its row is the lock that orders writers.

    `starts_after` is the last line that left by retention and `start_digest` its digest: an
    anchor vouches for both. The seal needs the key, so lines cut off at either end are missed.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id chain sequence digest starts_after start_digest key_id seal"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN
    ROW_AREA_COLUMN: ClassVar = "chain"
    ROW_RIGHTS: ClassVar = "SELECT, INSERT, UPDATE"

    chain = models.BigIntegerField(unique=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    starts_after = models.BigIntegerField(default=0)
    start_digest = models.CharField(max_length=64, blank=True)
    key_id = models.CharField(max_length=8, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain} at {self.sequence}"

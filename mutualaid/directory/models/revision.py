from typing import ClassVar

from django.db import connection, models
from django.db.models import F

from mutualaid.core import clock
from mutualaid.core.row_security import RowScope


class DirectoryRevision(models.Model):
    """A single row whose number rises with every change the public can see.

    The finder compares it with the number its snapshot was built from.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "number", "changed_at"], "ordinary"
    )
    ROW_SCOPE: ClassVar = RowScope.INSTALLATION

    ONLY_ID = 1

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="directory_revision_single"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The present number. Plain SQL: every request to the finder asks."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM directory_directoryrevision")
            row = cursor.fetchone()
        return row[0] if row else 0

    @classmethod
    def advance(cls) -> None:
        """Say that the published directory has changed; in the change's transaction."""
        changed = cls.objects.filter(pk=cls.ONLY_ID).update(
            number=F("number") + 1, changed_at=clock.now()
        )
        if not changed:
            cls.objects.create(pk=cls.ONLY_ID, number=1, changed_at=clock.now())

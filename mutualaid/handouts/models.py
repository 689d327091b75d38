"""What an area adds to the sheets: a short local paragraph each, in dated versions."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.models.moving import Mover, Moves, Moving

LONGEST_INSERT = 400  # more would push a sheet over its one side


class InsertStatus(models.TextChoices):
    """Where a local paragraph stands."""

    WRITTEN = "written", _("Waits for the area administrator")
    PUBLISHED = "published", _("On the sheet")
    ENDED = "ended", _("No longer used")


class LocalInsertQuerySet(models.QuerySet["LocalInsert"]):
    """Finds local paragraphs."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who keeps them."""
        return self.filter(area=hat.area_id)

    def waiting(self) -> Self:
        return self.filter(status=InsertStatus.WRITTEN)

    def published(self) -> Self:
        return self.filter(status=InsertStatus.PUBLISHED)


class LocalInsert(Moving, Referenced, Timestamped):
    """One version of what an area says on one sheet; earlier ones stay to be read."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area sheet_key version words status published_on"
    ) | {"written_by": "personal", "published_by": "personal"}
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Moves] = {
        InsertStatus.WRITTEN: {
            InsertStatus.PUBLISHED: frozenset({Mover.ADMINISTRATOR}),
            InsertStatus.ENDED: frozenset({Mover.ADMINISTRATOR}),
        },
        InsertStatus.PUBLISHED: {
            InsertStatus.ENDED: frozenset({Mover.ADMINISTRATOR}),
        },
        InsertStatus.ENDED: {},
    }
    STANDS: ClassVar = {
        InsertStatus.WRITTEN: _("These words wait to be put on the sheet."),
        InsertStatus.PUBLISHED: _("These words are on the sheet already."),
        InsertStatus.ENDED: _("These words are no longer used. Write them anew."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    sheet_key = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=LONGEST_INSERT)
    status = models.CharField(
        max_length=9, choices=InsertStatus, default=InsertStatus.WRITTEN
    )
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    published_on = models.DateField(null=True)

    objects = LocalInsertQuerySet.as_manager()

    class Meta:
        ordering = ["sheet_key", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "sheet_key", "version"], name="insert_version_once"
            ),
            models.UniqueConstraint(
                fields=["area", "sheet_key"],
                condition=models.Q(status="published"),
                name="insert_published_once",
            ),
            models.CheckConstraint(
                condition=models.Q(published_by=None, published_on=None)
                | models.Q(published_by__isnull=False, published_on__isnull=False),
                name="insert_published_by_and_on",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

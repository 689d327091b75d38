"""What was done about a concern, and by whom: added to, never changed."""

from typing import Any, ClassVar, NoReturn

from django.db import models

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .concerns import Concern, ConcernStatus


class NoteChangedError(Exception):
    """Somebody tried to change or remove a note."""


class NoteQuerySet(models.QuerySet["ConcernNote"]):
    """Reads notes; refuses to change them."""

    def update(self, **_values: Any) -> NoReturn:
        raise NoteChangedError("A note on a concern is never changed.")

    def delete(self) -> NoReturn:
        raise NoteChangedError("A note on a concern is never removed.")


class ConcernNote(SealedModel):
    """One step or remark. `came_to` is the status it brought the concern to, if it did."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "concern": "special",
        "sealed_words": "special",
        "came_to": "special",
        "written_by": "personal",
        "written_at": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="notes")
    sealed_words = SealedField(shelf=Shelf.CONCERN)
    came_to = models.CharField(max_length=20, choices=ConcernStatus.choices, blank=True)
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.came_to}"

    def sealed_for(self) -> str:
        return self.concern.token

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise NoteChangedError("A note on a concern is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise NoteChangedError("A note on a concern is never removed.")

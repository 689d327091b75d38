"""What somebody says is wrong about them: beside the original, never in its place."""

from typing import ClassVar

from django.db import models

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .people import Person


class AttachedCorrection(Referenced, SealedModel):
    """The person's own words about one row of what is kept, or about all of it.

    `about` names the table and `row` the key of its row; both are empty for the whole record.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "person": "special",
        "about": "ordinary",
        "row": "ordinary",
        "sealed_words": "special",
        "attached_at": "special",
        "attached_by": "personal",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="corrections")
    about = models.CharField(max_length=60, blank=True)
    row = models.CharField(max_length=40, blank=True)
    sealed_words = SealedField(shelf=Shelf.RECORD)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["attached_at", "pk"]

    def __str__(self) -> str:
        return self.reference

    def sealed_for(self) -> str:
        return self.person.token

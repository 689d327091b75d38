"""Who looked at whose record: beside the log's chain, to be found by the person."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role

from .people import Person


class Looked(models.TextChoices):
    """What somebody saw of a record."""

    LIST = "list", _("Saw the reference in a list")
    FOUND = "found", _("Found the record by a search")
    RECORD = "record", _("Opened the record")
    IDENTITY = "identity", _("Read the name and how to get in touch")
    PRINT = "print", _("Printed from the record")
    EXPORT = "export", _("Downloaded from the record")
    RIGHTS = "rights", _("Worked on a request about the record")
    BREAK_GLASS = "break-glass", _("Opened the record in an emergency")
    REVIEW = "review", _("Looked at how the record was opened in an emergency")


class Look(models.Model):
    """One look. The log's chain has the same line, for good; this row goes with the person."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "person": "special",
        "membership": "personal",
        "role": "ordinary",
        "what": "ordinary",
        "looked_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="looks")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=Role.choices)
    what = models.CharField(max_length=20, choices=Looked.choices)
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "looked_at"]),
            models.Index(fields=["membership", "looked_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.person_id}"

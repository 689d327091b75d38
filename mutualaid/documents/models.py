"""Files that people hand in."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area


class FileKind(models.TextChoices):
    """What a file was found to be, whatever it is called."""

    PDF = "pdf", _("PDF")
    PNG = "png", _("Picture (PNG)")
    JPEG = "jpeg", _("Picture (JPEG)")
    WORD = "docx", _("Word document")
    WORKBOOK = "xlsx", _("Excel workbook")
    TEXT_DOCUMENT = "odt", _("OpenDocument text")
    SPREADSHEET = "ods", _("OpenDocument spreadsheet")
    TEXT = "txt", _("Plain text")


class StoredFile(Referenced):
    """A file that was looked at and kept; its bytes lie in the data directory by a random name.

    Whoever may see what it belongs to may have it: the feature that shows it asks, not this app.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "name": "personal",  # people put names into names of files
        "kind": "ordinary",
        "size": "ordinary",
        "sha256": "ordinary",
        "kept_as": "ordinary",
        "kept_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=FileKind)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=40, unique=True)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reference

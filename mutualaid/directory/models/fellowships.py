from typing import ClassVar

from django.db import models

from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope


class Approach(models.TextChoices):
    """How a fellowship works, in the broadest terms."""

    TWELVE_STEP = "12-step", "12-step"
    SMART = "smart", "SMART tools"
    OTHER = "other", "Other"


class Fellowship(Referenced, Timestamped):
    """A mutual aid organisation, whatever its programme. No area: it is national."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "reference",
            "created_at",
            "updated_at",
            "area",
            "key",
            "name",
            "short_name",
            "approach",
            "for_whom",
            "about",
            "summary",
            "first_time",
            "belief",
            "medication",
            "website",
            "helpline",
            "helpline_hours",
            "checked_on",
            "source",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    approach = models.CharField(max_length=20, choices=Approach.choices)
    for_whom = models.JSONField(default=list)  # any of "use", "family", "young"
    about = models.CharField(max_length=200, blank=True)
    summary = models.CharField(max_length=300)
    first_time = models.TextField(blank=True)
    belief = models.CharField(max_length=300, blank=True)
    medication = models.CharField(max_length=300, blank=True)
    website = models.URLField(blank=True)
    helpline = models.CharField(max_length=40, blank=True)
    helpline_hours = models.CharField(max_length=80, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name

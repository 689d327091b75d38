from typing import ClassVar, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope


class VenueQuestion(models.TextChoices):
    """What people need to know of a place before they go."""

    STEP_FREE = "step-free", _("Step-free way in")
    ACCESSIBLE_TOILET = "accessible-toilet", _("Accessible toilet")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
    PARKING = "parking", _("Parking")
    LIGHTING = "lighting", _("Lit way to the door")
    BUS_STOP = "bus-stop", _("Bus stop near by")
    CHILDREN = "children", _("Room for children")
    QUIET = "quiet", _("Quiet place to wait")


class Answer(NamedTuple):
    """What somebody found; `is_so` is None where nobody knows."""

    is_so: bool | None
    note: str = ""


class VenueFact(models.Model):
    """One answer about a place, and when somebody last looked. No row: not known."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area venue question is_so note checked_on by_role"
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    venue = models.ForeignKey("directory.Venue", models.CASCADE, related_name="facts")
    question = models.CharField(max_length=20, choices=VenueQuestion.choices)
    is_so = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField()
    by_role = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "question"], name="directory_venue_fact_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.is_so}"

"""Somebody told us that something is wrong, and what became of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import ORDINARY, PERSONAL, all_ordinary
from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat


class CorrectionKind(models.TextChoices):
    """What somebody says is wrong."""

    NOT_THERE = "not-there", _("Nobody was there")
    TIME = "time", _("The day or the time is wrong")
    PLACE = "place", _("The place is wrong")
    ONLINE = "online", _("The link or the telephone number is wrong")
    ENDED = "ended", _("It does not meet any more")
    OTHER = "other", _("Something else")
    MISSING = "missing", _("A meeting is not listed")


class CorrectionOrigin(models.TextChoices):
    """Who told us; never more than that."""

    PUBLIC = "public", _("Somebody on the public page")
    GROUP = "group", _("The group itself")  # by the link in its letter
    STAFF = "staff", _("Somebody who works here")


class CorrectionStatus(models.TextChoices):
    """What became of it."""

    NEW = "new", _("Waiting")
    APPLIED = "applied", _("Changed as told")
    ANSWERED = "answered", _("Answered without a change")


# From which status to which, and what brings it there.
CORRECTION_CHANGES: dict[tuple[CorrectionStatus, CorrectionStatus], str] = {
    (CorrectionStatus.NEW, CorrectionStatus.APPLIED): "somebody takes it over",
    (CorrectionStatus.NEW, CorrectionStatus.ANSWERED): "somebody answers it",
}


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Finds what people told us."""

    def visible_to(self, hat: Hat) -> "CorrectionQuerySet":
        """The area's, for everybody who works in it; permissions say who reads the queue."""
        return self.filter(area=hat.area_id)

    def waiting(self) -> "CorrectionQuerySet":
        """Those that nobody has settled, the longest waiting first."""
        return self.filter(status=CorrectionStatus.NEW).order_by("told_at", "pk")


class Correction(Referenced):
    """What somebody told us. `proposed` is what it should be, by ToldPart, as they gave it.

    `reply_to` is forgotten as soon as it is settled, and after 90 days if it is not.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        **all_ordinary(
            "id reference area meeting kind origin status proposed told_at settled_at "
            "settled_by_role applied"
        ),
        "words": PERSONAL,  # names and numbers are taken out, but free text is free
        "answer": ORDINARY,
        "reply_to": PERSONAL,
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "directory.Meeting",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="corrections",
    )
    kind = models.CharField(max_length=10, choices=CorrectionKind.choices)
    origin = models.CharField(max_length=10, choices=CorrectionOrigin.choices)
    status = models.CharField(
        max_length=10, choices=CorrectionStatus.choices, default=CorrectionStatus.NEW
    )
    proposed = models.JSONField(default=dict)
    applied = models.JSONField(default=list)  # the fields that were taken over
    words = models.TextField(blank=True)
    reply_to = models.EmailField(blank=True)
    told_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_role = models.CharField(max_length=60, blank=True)
    answer = models.TextField(blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["area", "status", "told_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

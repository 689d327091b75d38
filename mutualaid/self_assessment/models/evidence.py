"""Evidence: what shows that a rating is so, with the day it relates to."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.documents.models import StoredFile
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership

from .raters import Rater
from .rounds import Round


class EvidenceKind(models.TextChoices):
    """What stands behind it."""

    READING = "reading", _("Reading of an indicator")
    FILE = "file", _("File")
    LINK = "link", _("Address of a page")
    NOTE = "note", _("Note")


class EvidenceStatus(models.TextChoices):
    """Whether it counts. A suggested reading has no row until somebody says yes or no."""

    KEPT = "kept", _("Used as evidence")
    NOT_RIGHT = "not-right", _("Not right")
    WITHDRAWN = "withdrawn", _("Taken back")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Finds evidence."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who may see the round."""
        return self.filter(area=hat.area_id)

    def kept(self) -> Self:
        return self.filter(status=EvidenceStatus.KEPT)

    def decisions(self) -> Self:
        """What was said of suggested readings, and not taken back."""
        readings = self.filter(kind=EvidenceKind.READING)
        return readings.exclude(status=EvidenceStatus.WITHDRAWN)


class Evidence(Referenced, Timestamped):
    """One piece of evidence for one part. A reading is kept as it stood when it was accepted."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "round": "ordinary",
        "part_key": "ordinary",
        "kind": "ordinary",
        "status": "ordinary",
        "reason": "ordinary",
        "withdrawn_because": "ordinary",
        "words": "ordinary",
        "relates_to": "ordinary",
        "address": "ordinary",
        "file": "ordinary",
        "indicator_key": "ordinary",
        "numerator": "ordinary",
        "denominator": "ordinary",
        "added_by": "personal",
        "rater": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="evidence")
    part_key = models.CharField(max_length=4)
    kind = models.CharField(max_length=7, choices=EvidenceKind)
    status = models.CharField(
        max_length=9, choices=EvidenceStatus, default=EvidenceStatus.KEPT
    )
    # Why a reading is not right; and why it, or anything else, was taken back.
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=500, blank=True)
    # The day it tells of, which is not the day it was added.
    relates_to = models.DateField()
    address = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    indicator_key = models.CharField(max_length=80, blank=True)
    numerator = models.IntegerField(null=True)
    denominator = models.IntegerField(null=True)
    # One of the two: somebody with an account, or a rater without one.
    added_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    rater = models.ForeignKey(Rater, models.PROTECT, null=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["part_key", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="not-right") | ~Q(reason=""),
                name="self_assessment_evidence_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_because=""),
                name="self_assessment_evidence_says_why_not",
            ),
            models.UniqueConstraint(
                fields=["round", "part_key", "indicator_key"],
                condition=Q(kind="reading", status__in=("kept", "not-right")),
                name="self_assessment_evidence_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

"""What people agreed in the meeting, and when each team was told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership, Service

from .raters import RaterKind
from .ratings import ANSWERED_CLASSES, REASON_WHERE_NOT_APPLICABLE, Answered
from .rounds import Round


class AgreedRating(Answered):
    """The rating people set together; nothing works it out for them."""

    DATA_CLASSES: ClassVar[dict[str, str]] = ANSWERED_CLASSES | {
        "round": "ordinary",
        "minority_view": "ordinary",
        "prints_minority_view": "ordinary",
        "agreed_by": "personal",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="agreed")
    minority_view = models.CharField(max_length=1000, blank=True)
    # Only if whoever holds it wishes so.
    prints_minority_view = models.BooleanField(default=False)
    # Who wrote down what the meeting agreed.
    agreed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "part_key"],
                condition=Q(service__isnull=True),
                name="self_assessment_agreed_once",
            ),
            models.UniqueConstraint(
                fields=["round", "part_key", "service"],
                condition=Q(service__isnull=False),
                name="self_assessment_agreed_once_for_a_service",
            ),
            models.CheckConstraint(
                condition=REASON_WHERE_NOT_APPLICABLE,
                name="self_assessment_agreed_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.part_key}"


class Signature(models.Model):
    """Who put their name under a round for one kind of rater; nobody has to."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary("id area round kind") | {
        "name": "personal"
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=13, choices=RaterKind)
    # As it is to stand in the report: a name, a role, or both.
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind"], name="self_assessment_signature_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class TeamSummary(models.Model):
    """The day a service's team was told what came out, and where that is written down."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area round service tabled_on minutes written_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="team_summaries")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    tabled_on = models.DateField()
    minutes = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["tabled_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "service"], name="self_assessment_teamsummary_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.service_id}"

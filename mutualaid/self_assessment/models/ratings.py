"""Ratings: what one rater says of one part, before anybody sees what the others say."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.self_assessment.scoring import Rating as Level
from mutualaid.self_assessment.scoring import Unrated

from .raters import Rater


class Answer(models.TextChoices):
    """A level, or why there is none. Blank: a comment alone."""

    NOT_IN_PLACE = "0", _("Not in place")
    STARTED = "1", _("Started")
    MOSTLY = "2", _("Mostly in place")
    SHOWN = "3", _("In place and shown")
    UNKNOWN = "unknown", _("Don’t know")
    NOT_APPLICABLE = "not-applicable", _("Does not apply")


_UNRATED: dict[str, Unrated] = {
    Answer.UNKNOWN: Unrated.UNKNOWN,
    Answer.NOT_APPLICABLE: Unrated.NOT_APPLICABLE,
}


def level_of(answer: str) -> Level:
    """As scoring takes it; nothing said is not known."""
    return int(answer) if answer.isdigit() else _UNRATED.get(answer, Unrated.UNKNOWN)


class Answered(Timestamped):
    """What is said of a part: an answer, the reason why it does not apply, a comment.

    `revision` counts up with each write; who writes on top of another's write is told.
    """

    part_key = models.CharField(max_length=4)
    # Set where one provider alone is meant; otherwise it holds for the whole area.
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=14, choices=Answer, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    comment = models.CharField(max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def level(self) -> Level:
        return level_of(self.answer)


ANSWERED_CLASSES = dict.fromkeys(
    (
        "id",
        "created_at",
        "updated_at",
        "area",
        "part_key",
        "service",
        "answer",
        "reason",
        "comment",
        "revision",
    ),
    "ordinary",
)
REASON_WHERE_NOT_APPLICABLE = ~Q(answer="not-applicable") | ~Q(reason="")


class Rating(Answered):
    """One rater's answer. `entered_by` typed it in for somebody, as `said_by` tells."""

    DATA_CLASSES: ClassVar[dict[str, str]] = ANSWERED_CLASSES | {
        "rater": "ordinary",
        "entered_by": "personal",
        "said_by": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    rater = models.ForeignKey(Rater, models.PROTECT, related_name="ratings")
    entered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    said_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rater", "part_key"],
                condition=Q(service__isnull=True),
                name="self_assessment_rating_once",
            ),
            models.UniqueConstraint(
                fields=["rater", "part_key", "service"],
                condition=Q(service__isnull=False),
                name="self_assessment_rating_once_for_a_service",
            ),
            models.CheckConstraint(
                condition=REASON_WHERE_NOT_APPLICABLE,
                name="self_assessment_rating_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rater_id} {self.part_key}"

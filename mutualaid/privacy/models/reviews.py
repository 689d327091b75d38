"""Reviews: records whose time is over, each waiting for a person to say what becomes of it."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.privacy.reach import lasting_reach_of
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .holds import Hold
from .people import Person


class ReviewOutcome(models.TextChoices):
    """What becomes of a record whose time is over."""

    ERASE = "erase", _("Erase it all")
    STRIP = "strip", _("Erase names and words, and keep only what is counted")
    KEEP = "keep", _("Keep it longer")


class ReviewQuerySet(models.QuerySet["Review"]):
    """Finds reviews. Whoever is held has none."""

    def waiting(self) -> Self:
        """Those that nobody has decided, of people on whom there is no hold."""
        held = Hold.objects.in_force().values("person")
        return self.filter(decided_at=None).exclude(person__in=held)

    def visible_to(self, hat: Hat) -> Self:
        """Those of records that this hat may open without an emergency."""
        return self.filter(area=hat.area_id, person__in=lasting_reach_of(hat))

    def oldest_by_service(self) -> dict[int, datetime]:
        """Since when the first of each service waits, by the service's key."""
        waiting = self.waiting().order_by().values("person__service")
        oldest = waiting.annotate(oldest=Min("listed_at"))
        return {row["person__service"]: row["oldest"] for row in oldest}

    def with_everything(self) -> Self:
        return self.select_related("person", "area")


class Review(Referenced, SealedModel):
    """One record to be looked at once more. Erasing all of it takes this row too."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "person": "special",
        "kind": "ordinary",
        "since": "special",
        "due_on": "special",
        "listed_at": "ordinary",
        "decided_at": "ordinary",
        "decided_by": "personal",
        "outcome": "ordinary",
        "keep_until": "special",
        "sealed_reason": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="reviews")
    # One of organisations.retention.
    kind = models.CharField(max_length=40)
    # The day that the record's time was counted from, and the day it was over.
    since = models.DateField()
    due_on = models.DateField()
    listed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=ReviewOutcome.choices, blank=True)
    keep_until = models.DateField(null=True)
    sealed_reason = SealedField(shelf=Shelf.RECORD)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(decided_at=None),
                name="privacy_review_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="")
                | Q(decided_at__isnull=False, decided_by__isnull=False, outcome__gt=""),
                name="privacy_review_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(keep_until__isnull=False, outcome="keep")
                | (Q(keep_until=None) & ~Q(outcome="keep")),
                name="privacy_review_kept_until_a_day",
            ),
        ]
        indexes = [models.Index(fields=["area", "decided_at"])]

    def __str__(self) -> str:
        return self.reference

    def sealed_for(self) -> str:
        return self.person.token


class RetentionRun(models.Model):
    """The last day on which an area's records were looked through for what is over."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary("area ran_on")
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.OneToOneField(
        Area, models.CASCADE, primary_key=True, related_name="+"
    )
    ran_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.area_id} on {self.ran_on}"

"""Holds: what must not be erased yet, whatever its time, because somebody still needs it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.privacy.reach import lasting_reach_of
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .people import Person


class HoldReason(models.TextChoices):
    """Why a record has to stay."""

    COMPLAINT = "complaint", _("A complaint is being looked into")
    COURT = "court", _("A court or the police have asked for it")
    SAFEGUARDING = "safeguarding", _("Somebody’s safety is being looked into")
    INQUIRY = "inquiry", _("An inquiry has asked that such records stay")
    ASKED_FOR = "asked-for", _("The person has asked for a copy of it")
    OTHER = "other", _("Something else")


class HoldQuerySet(models.QuerySet["Hold"]):
    """Finds holds."""

    def in_force(self) -> Self:
        """Those that nobody has lifted and whose last day is not over."""
        open_or_ahead = Q(until=None) | Q(until__gte=clock.today())
        return self.filter(open_or_ahead, lifted_at=None)

    def visible_to(self, hat: Hat) -> Self:
        """Those on records that this hat may open without an emergency."""
        return self.filter(area=hat.area_id, person__in=lasting_reach_of(hat))

    def with_everything(self) -> Self:
        return self.select_related("person", "placed_by__user", "lifted_by__user")


class Hold(Referenced, SealedModel):
    """One reason why nothing about somebody is erased, until a day or until it is lifted."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "person": "special",
        "reason": "special",
        "sealed_words": "special",
        "until": "ordinary",
        "placed_at": "ordinary",
        "placed_by": "personal",
        "lifted_at": "ordinary",
        "lifted_by": "personal",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=20, choices=HoldReason.choices)
    sealed_words = SealedField(shelf=Shelf.RECORD)
    # The last day of it; null until somebody lifts it.
    until = models.DateField(null=True)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="privacy_hold_lifted_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["person", "lifted_at"])]

    def __str__(self) -> str:
        return self.reference

    def sealed_for(self) -> str:
        return self.person.token

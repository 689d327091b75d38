"""Barriers: what keeps people from mutual aid here, in a sentence."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership


class BarrierKind(models.TextChoices):
    """What a barrier is about."""

    PLACE = "place", _("Distance and travel")
    SUPPLY = "supply", _("Too few groups, or too full")
    CHOICE = "choice", _("Not the right kind of group")
    STAFF = "staff", _("What staff know, or have time for")
    TENDER = "tender", _("Services changing hands")
    ACCESS = "access", _("Steps, language, costs, hours")
    VIEWS = "views", _("What people think of groups")
    OTHER = "other", _("Something else")


class BarrierStatus(models.TextChoices):
    """Whether it is still in the way."""

    STANDING = "standing", _("In the way")
    LIFTED = "lifted", _("No longer in the way")


class BarrierQuerySet(models.QuerySet["Barrier"]):
    """Finds barriers."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who may read the plan."""
        return self.filter(area=hat.area_id)

    def standing(self) -> Self:
        return self.filter(status=BarrierStatus.STANDING)

    def of_statement(self, key: str) -> Self:
        return self.filter(statement_key=key)


class Barrier(Referenced, Timestamped):
    """Something in the way, found while rating or added to the plan."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area kind words statement_key found_in status"
    ) | {"found_by": "personal"}
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=BarrierKind)
    words = models.CharField(max_length=300)
    statement_key = models.CharField(max_length=4, blank=True)
    # The round's reference where it was found while rating.
    found_in = models.CharField(max_length=10, blank=True)
    # None for a rater without an account.
    found_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    status = models.CharField(
        max_length=8, choices=BarrierStatus, default=BarrierStatus.STANDING
    )

    objects = BarrierQuerySet.as_manager()

    class Meta:
        ordering = ["statement_key", "created_at"]

    def __str__(self) -> str:
        return self.reference

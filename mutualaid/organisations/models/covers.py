"""Cover: a colleague who stands in, from the first day to the last."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from mutualaid.core import clock
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

from .areas import Area
from .memberships import Membership


class CoverQuerySet(models.QuerySet["Cover"]):
    """Finds cover."""

    def current_or_coming(self) -> Self:
        """Those whose last day is not over, and whose people both still hold their roles."""
        active = Membership.objects.active().values("pk")
        return self.filter(
            ended_at__isnull=True,
            ends_on__gte=clock.today(),
            membership__in=active,
            covered_by__in=active,
        )

    def in_force(self) -> Self:
        """Today's."""
        return self.current_or_coming().filter(starts_on__lte=clock.today())

    def overlapping(self, starts_on: date, ends_on: date) -> Self:
        """Those with a day in common with this time."""
        return self.filter(
            ended_at__isnull=True, starts_on__lte=ends_on, ends_on__gte=starts_on
        )

    def visible_to(self, hat: Hat) -> Self:
        """The service's for its manager and administrators, else what concerns oneself."""
        here = self.filter(area=hat.area_id)
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return here
        mine = Q(membership=hat.membership_id) | Q(covered_by=hat.membership_id)
        if hat.is_one_of(Role.SERVICE_MANAGER):
            mine |= Q(membership__service=hat.service_id)
        return here.filter(mine)

    def with_everything(self) -> Self:
        return self.select_related(
            "area",
            "membership__user",
            "membership__service",
            "membership__area",
            "covered_by__user",
        )


class Cover(Referenced, Timestamped):
    """One colleague standing in for another: same role, same service, first to last day."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "membership": "ordinary",
        "covered_by": "ordinary",
        "starts_on": "ordinary",
        "ends_on": "ordinary",
        "ended_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="covers_of_it"
    )
    covered_by = models.ForeignKey(
        Membership, models.PROTECT, related_name="covers_by_it"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Set where it was ended by hand; otherwise its last day ends it.
    ended_at = models.DateTimeField(null=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="organisations_cover_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(membership=F("covered_by")),
                name="organisations_cover_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} by {self.covered_by_id}"


def standing_in_for(hat: Hat) -> list[Membership]:
    """Whose work the wearer of this hat does today beside their own."""
    covers = Cover.objects.in_force().filter(covered_by=hat.membership_id)
    return [cover.membership for cover in covers.with_everything()]

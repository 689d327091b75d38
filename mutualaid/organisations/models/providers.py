"""Organisations and their services, as Open Referral UK names them."""

from typing import ClassVar, Self

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat

from .areas import Area


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Finds organisations."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def open(self) -> Self:
        """Those that nobody has closed, not even from tomorrow."""
        return self.filter(closed_on__isnull=True)


class Organisation(Referenced, Timestamped):
    """A provider, a council department, a charity: whoever runs services in the area."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area name closed_on"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=120)
    # The first day on which it is closed.
    closed_on = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"], name="organisations_organisation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    """Finds services."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def open(self) -> Self:
        """Those that nobody has closed, not even from tomorrow."""
        return self.filter(closed_on__isnull=True)


class Service(Referenced, Timestamped):
    """A treatment service of an organisation; where most roles are held."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area organisation name closed_on"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="services")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="services"
    )
    name = models.CharField(max_length=120)
    # The first day on which its roles can no longer be worn.
    closed_on = models.DateField(null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="organisations_service_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

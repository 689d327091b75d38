"""Organisations and their services, as Open Referral UK names them."""

from typing import ClassVar

from django.db import models

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope

from .areas import Area


class Organisation(Referenced, Timestamped):
    """A provider, a council department, a charity: whoever runs services in the area."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area name closed_on"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=120)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"], name="organisations_organisation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="organisations_service_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

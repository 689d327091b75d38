"""Areas: the local partnerships, each with its own host name, directory and settings."""

from typing import ClassVar, Self

from django.db import models

from mutualaid.core import clock
from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.themes import version_of


def _without_port(host: str) -> str:
    """ "[::1]:8000" is full of colons; "meetings.example." is the same host as without its dot."""
    name, colon, port = host.rpartition(":")
    return (name if colon and not port.endswith("]") else host).removesuffix(".")


class AreaQuerySet(models.QuerySet["Area"]):
    """Finds areas."""

    def for_host(self, host: str) -> "Area | None":
        """The area that claims `host` (a port is ignored), else the only one, else None."""
        name = _without_port(host.lower())
        areas = list(self.all())
        for area in areas:
            if name and area.host == name:
                return area
        return areas[0] if len(areas) == 1 else None


class Area(Referenced, Timestamped):
    """A local partnership, usually one upper-tier authority; the tenant."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at slug name host latitude longitude is_demo colour "
        "contact_name contact_email contact_telephone safeguarding_contact retention boundary authority_codes radius_miles"
    )
    ROW_SCOPE: ClassVar = RowScope.AREA
    ROW_AREA_COLUMN: ClassVar = "id"
    ROW_RIGHTS: ClassVar = "SELECT, INSERT, UPDATE"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    host = models.CharField(max_length=253, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_demo = models.BooleanField(default=False)
    # "#17504a"; empty means the product's own.
    colour = models.CharField(max_length=7, blank=True)
    # An office, never a person's own details: they are shown to the public.
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_telephone = models.CharField(max_length=30, blank=True)
    safeguarding_contact = models.CharField(max_length=200, blank=True)
    # Days each kind of record is kept, where the area departs from the default.
    retention = models.JSONField(default=dict, blank=True)
    # How far the area reaches: an outline (GeoJSON MultiPolygon), codes of its authorities,
    # or a radius around its middle; the first of these that is there.
    boundary = models.JSONField(null=True, blank=True)
    authority_codes = models.JSONField(default=list, blank=True)
    radius_miles = models.FloatField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["host"],
                condition=~models.Q(host=""),
                name="organisations_area_host_once",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90))
                & models.Q(longitude__range=(-180, 180)),
                name="organisations_area_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def theme_path(self) -> str:
        """Where the area's own colours are served; empty where it has none."""
        return f"/theme/{version_of(self.colour)}.css" if self.colour else ""


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Finds holidays."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def of_year(self, year: int) -> Self:
        return self.filter(on__year=year)

    def coming(self) -> Self:
        """Today's and later ones, the next one first."""
        return self.filter(on__gte=clock.today()).order_by("on")


class Holiday(Referenced):
    """A day on which services of the area are shut."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary("id area reference on name")
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="holidays")
    on = models.DateField()
    name = models.CharField(max_length=80)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "on"], name="organisations_holiday_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"

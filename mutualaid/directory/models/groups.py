from typing import ClassVar

from django.db import models

from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope


class Group(Referenced, Timestamped):
    """The people who hold one or more meetings. Never names any of them."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "reference",
            "created_at",
            "updated_at",
            "area",
            "fellowship",
            "name",
            "notes",
            "website",
            "public_contact",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    fellowship = models.ForeignKey(
        "directory.Fellowship", models.PROTECT, related_name="groups"
    )
    name = models.CharField(max_length=255)
    notes = models.TextField(blank=True)
    website = models.URLField(max_length=500, blank=True)
    # What the group itself publishes for people to ask: shared, never somebody's own.
    public_contact = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "fellowship", "name"], name="directory_group_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Venue(Referenced, Timestamped):
    """Where people go. `identity` is a digest of name and address: the same hall once."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "reference",
            "created_at",
            "updated_at",
            "area",
            "identity",
            "name",
            "address",
            "town",
            "county",
            "postcode",
            "country",
            "latitude",
            "longitude",
            "is_approximate",
            "is_placed_by_hand",
            "notes",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    identity = models.CharField(max_length=64, editable=False)
    name = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=255, blank=True)
    town = models.CharField(max_length=120, blank=True)
    county = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_approximate = models.BooleanField(default=False)
    is_placed_by_hand = models.BooleanField(default=False)  # imports leave it there
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "identity"], name="directory_venue_once"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                ),
                name="directory_venue_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address or self.town or self.postcode

    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, if known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

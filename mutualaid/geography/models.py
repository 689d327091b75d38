"""Postcodes and named places with their coordinates, all from published lists."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from django.db import models
from django.db.models.functions import Length, Substr

from mutualaid.core.row_security import RowScope

from .kinds import PlaceKind

STORED_KINDS = (PlaceKind.SECTOR, PlaceKind.OUTCODE, PlaceKind.PLACE)
INWARD_LENGTH = 3  # the part after the space, the same in every postcode


class PostcodeEdition(models.Model):
    """One postcode file, how far its import has come and what was found in it.

    Files of one series replace each other: every national file is the same list, later.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "name": "ordinary",
        "series": "ordinary",
        "layout": "ordinary",
        "digest": "ordinary",
        "tables_done": "ordinary",
        "rows_done": "ordinary",
        "counts": "ordinary",
        "problems": "ordinary",
        "started_at": "ordinary",
        "finished_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.INSTALLATION

    name = models.CharField(max_length=255)
    series = models.CharField(max_length=255)
    layout = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    tables_done = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)  # of the table after those
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "digest"], name="geography_edition_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SectorMean(NamedTuple):
    """A sector, as "NB34", with the mean of its postcodes' coordinates and their number."""

    sector: str
    latitude: float
    longitude: float
    postcodes: int


class PostcodeQuerySet(models.QuerySet["Postcode"]):
    """Questions about many postcodes."""

    def live(self) -> "PostcodeQuerySet":
        return self.filter(ended_on=None)

    def sector_means(self) -> Iterator[SectorMean]:
        """The middle of each sector, in order."""
        sector = Substr("postcode", 1, Length("postcode") - (INWARD_LENGTH - 1))
        grouped = (
            self.annotate(sector=sector)
            .values("sector")
            .annotate(
                models.Avg("latitude"), models.Avg("longitude"), models.Count("pk")
            )
            .order_by("sector")
            .values_list(
                "sector", "latitude__avg", "longitude__avg", "pk__count", named=False
            )
        )
        return (SectorMean(*row) for row in grouped.iterator())


class Postcode(models.Model):
    """A unit postcode, written without its space, and where it is."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "postcode": "ordinary",
        "latitude": "ordinary",
        "longitude": "ordinary",
        "ended_on": "ordinary",
        "edition": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.INSTALLATION

    postcode = models.CharField(max_length=7)
    latitude = models.FloatField()
    longitude = models.FloatField()
    ended_on = models.DateField(null=True)  # first day of the month it went out of use
    # Without an index of its own: 2.7 million entries for a question asked once an import.
    edition = models.ForeignKey(
        PostcodeEdition, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = PostcodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["postcode"], name="geography_postcode_once"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90))
                & models.Q(longitude__range=(-180, 180)),
                name="geography_postcode_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.postcode[:-INWARD_LENGTH]} {self.postcode[-INWARD_LENGTH:]}"


class Place(models.Model):
    """The middle of a sector, an outcode or a named place."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "kind": "ordinary",
        "key": "ordinary",
        "name": "ordinary",
        "within": "ordinary",
        "latitude": "ordinary",
        "longitude": "ordinary",
        "rank": "ordinary",
        "edition": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.INSTALLATION

    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.value) for kind in STORED_KINDS],
    )
    key = models.CharField(
        max_length=100
    )  # the name as `place_names.name_key` gives it
    name = models.CharField(max_length=120)
    within = models.CharField(max_length=120, blank=True)  # county or authority
    latitude = models.FloatField()
    longitude = models.FloatField()
    # Inhabitants, or what stands for them: of two Newports the larger is likelier meant.
    rank = models.PositiveIntegerField(default=0)
    edition = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key"], name="geography_place_by_key"),
            models.Index(fields=["edition"], name="geography_place_by_edition"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90))
                & models.Q(longitude__range=(-180, 180)),
                name="geography_place_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

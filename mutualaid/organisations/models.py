"""Areas: the local partnerships, each with its own host name and directory."""

from django.db import models

from mutualaid.core.models import Referenced, Timestamped


class Area(Referenced, Timestamped):
    """A local partnership, usually one upper-tier authority; the tenant."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    host = models.CharField(max_length=253, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_demo = models.BooleanField(default=False)

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

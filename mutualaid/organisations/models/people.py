"""People who are both staff and client: a list that nobody can open."""

from typing import ClassVar

from django.db import models

from mutualaid.core.row_security import RowScope

from .areas import Area


class KeptApart(models.Model):
    """Somebody who works in the area and also gets help there.

    Only a keyed digest of the person stands here, so that not even a look at the database
    tells who it is; the product can ask about one person at a time, and no page does.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "person_digest": "special",
        "added_on": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person_digest = models.CharField(max_length=64)
    added_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "person_digest"], name="organisations_kept_apart_once"
            ),
        ]

    def __str__(self) -> str:
        return "Somebody"

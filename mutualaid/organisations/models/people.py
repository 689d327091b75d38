"""People who are both staff and client: a list that nobody can open."""

import hmac
from collections.abc import Iterator
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from mutualaid.accounts.models import User
from mutualaid.core.row_security import RowScope

from .areas import Area

_PURPOSE = b"mutualaid.organisations: people kept apart"


def digests_of(user: User, area: Area) -> Iterator[str]:
    """What stands for this person in this area: by the present key, then by the former ones."""
    said = f"{area.pk} {user.token}".encode()
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = hmac.digest(secret.encode(), _PURPOSE, "sha256")
        yield hmac.digest(key, said, "sha256").hex()


class KeptApartQuerySet(models.QuerySet["KeptApart"]):
    """Asks about one person at a time; there is no other question."""

    def of(self, user: User, area: Area) -> Self:
        return self.filter(area=area, person_digest__in=list(digests_of(user, area)))


class KeptApart(models.Model):
    """Somebody who works in the area and also gets help there.

    Only a keyed digest of the person stands here, so that not even a look at the database
    tells who it is; the product can ask about one person at a time, and no page does but
    their own.
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

    objects = KeptApartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "person_digest"], name="organisations_kept_apart_once"
            ),
        ]

    def __str__(self) -> str:
        return "Somebody"


def is_kept_apart(user: User, area: Area) -> bool:
    """Whether this person has said that they also get help here."""
    return KeptApart.objects.of(user, area).exists()

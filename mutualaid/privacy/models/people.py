"""Somebody about whom a service keeps something, as a bare reference."""

import secrets
from typing import ClassVar, Self

from django.db import models

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Service
from mutualaid.privacy.reach import lasting_reach_of, reach_of


def new_client_token() -> str:
    """A random name for a client in the log and the vault; shown nowhere."""
    return f"client:{secrets.token_hex(16)}"


class PersonQuerySet(models.QuerySet["Person"]):
    """Finds people; who they are stands in none of these rows."""

    def visible_to(self, hat: Hat) -> Self:
        """Those whose records this hat may open, as the apps above say that keep records."""
        here = self.filter(area=hat.area_id)
        return here.filter(pk__in=reach_of(hat))

    def worked_with_by(self, hat: Hat) -> Self:
        """The same without emergencies, which let nobody decide what becomes of a record."""
        here = self.filter(area=hat.area_id)
        return here.filter(pk__in=lasting_reach_of(hat))


class Person(Referenced):
    """The one row that everything kept about somebody hangs on.

    `reference` is what lists, addresses and papers show; `token` names the person in the log
    and their keys in the vault.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "personal",
        "token": "ordinary",
        "area": "ordinary",
        "service": "special",
        "created_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    token = models.CharField(
        max_length=40, unique=True, editable=False, default=new_client_token
    )
    created_at = models.DateTimeField(editable=False)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    @property
    def printed(self) -> str:
        """The reference as people read it out: K7Q-4MX-9TWB."""
        return f"{self.reference[:3]}-{self.reference[3:6]}-{self.reference[6:]}"

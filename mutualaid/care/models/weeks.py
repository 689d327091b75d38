"""What a client says of their week, kept for the next time a meeting is looked for."""

from typing import ClassVar, Self

from django.db import models

from mutualaid.clients.models import Client
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf


class ClientWeekQuerySet(models.QuerySet["ClientWeek"]):
    """Finds weeks of clients."""

    def visible_to(self, hat: Hat) -> Self:
        """For a keyworker, those of the clients one sees; for nobody else, a manager neither."""
        if not hat.is_one_of(Role.KEYWORKER):
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(hat))


class ClientWeek(SealedModel):
    """The answers to the questions of My week, as they were typed."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "client": "special",
        "area": "ordinary",
        "sealed_answers": "special",
        "written_by": "personal",
        "written_at": "personal",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    client = models.OneToOneField(
        Client, models.CASCADE, primary_key=True, related_name="week"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    sealed_answers = SealedField(shelf=Shelf.RECORD)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = ClientWeekQuerySet.as_manager()

    def __str__(self) -> str:
        return self.client.reference

    def sealed_for(self) -> str:
        return self.client.person.token

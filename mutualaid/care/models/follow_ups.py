"""Asking a client how it goes with mutual aid, some weeks after the sessions."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.clients.models import Client
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

# Weeks after the session that ended with it.
WEEKS = (4, 12, 26)


class FollowUpStatus(models.TextChoices):
    """Whether somebody asked; who could not be reached is never counted as a no."""

    DUE = "due", _("To be asked")
    ASKED = "asked", _("Asked")
    NOT_REACHED = "not-reached", _("Not reached")
    TAKEN_BACK = "taken-back", _("Not asked: sessions went on")


_F = FollowUpStatus
_WHO = frozenset({Mover.KEYWORKER})


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Finds follow-ups."""

    def visible_to(self, hat: Hat) -> Self:
        """Those of the clients that this hat sees."""
        return self.filter(client__in=Client.objects.visible_to(hat))

    def to_ask(self, today: date) -> Self:
        """Those that are due, the longest first."""
        waiting = self.filter(status=FollowUpStatus.DUE, due_on__lte=today)
        return waiting.order_by("due_on", "pk")


class FollowUp(Referenced, Timestamped, Moving, SealedModel):
    """One time of asking. `answers` are keys and numbers by the key of their question."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "client": "special",
        "weeks": "special",
        "due_on": "special",
        "status": "special",
        "asked_on": "special",
        "answers": "special",
        "sealed_note": "special",
        "written_by": "personal",
        "revision": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    # An answer can be put right, and whoever was not reached may be asked later.
    TRANSITIONS: ClassVar[Moves] = {
        _F.DUE: {_F.ASKED: _WHO, _F.NOT_REACHED: _WHO, _F.TAKEN_BACK: _WHO},
        _F.ASKED: {_F.ASKED: _WHO},
        _F.NOT_REACHED: {_F.ASKED: _WHO, _F.NOT_REACHED: _WHO},
        _F.TAKEN_BACK: {},
    }
    STANDS: ClassVar = {
        FollowUpStatus.DUE: _("This is still to be asked."),
        FollowUpStatus.ASKED: _("They were asked already."),
        FollowUpStatus.NOT_REACHED: _("They were not reached then."),
        FollowUpStatus.TAKEN_BACK: _("This was not asked, since sessions went on."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="follow_ups")
    weeks = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    status = models.CharField(
        max_length=20, choices=FollowUpStatus.choices, default=FollowUpStatus.DUE
    )
    asked_on = models.DateField(null=True)
    answers = models.JSONField(default=dict)
    sealed_note = SealedField(shelf=Shelf.RECORD)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    # Counted up by every save, so that nobody writes over what they have not seen.
    revision = models.PositiveIntegerField(default=0)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["area", "status", "due_on"])]

    def __str__(self) -> str:
        return self.reference

    def sealed_for(self) -> str:
        return self.client.person.token

"""A commitment: one dated meeting that somebody means to go to, and what came of it.

The noun that sessions, companions and follow-up share. Whether they went is what they say
themselves; nobody asks a group.
"""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.directory.models import DifferentDate, Meeting
from mutualaid.directory.recurrence import ExceptionKind
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .clients import WITH_CLIENTS, Client


class CommitmentStatus(models.TextChoices):
    """What became of the plan."""

    PLANNED = "planned", _("Planned")
    WENT = "went", _("Went")
    PART = "part", _("Went for a part of it")
    DID_NOT_GO = "did-not-go", _("Did not go")
    NOT_ON = "not-on", _("The meeting was not on")
    CANCELLED = "cancelled", _("Plan taken back")


# What can be said only once the meeting has begun.
AFTERWARDS = (
    CommitmentStatus.WENT,
    CommitmentStatus.PART,
    CommitmentStatus.DID_NOT_GO,
)
ANSWERS = (*AFTERWARDS, CommitmentStatus.NOT_ON)
_S = CommitmentStatus


def _to(*statuses: CommitmentStatus) -> dict[str, frozenset[Mover]]:
    return dict.fromkeys(statuses, WITH_CLIENTS)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Finds commitments."""

    def visible_to(self, hat: Hat) -> Self:
        """Those of the clients that this hat sees."""
        return self.filter(client__in=Client.objects.visible_to(hat))

    def planned(self) -> Self:
        return self.filter(status=CommitmentStatus.PLANNED)

    def with_its_day(self) -> Self:
        """Adds `held_on`: where the list moved that date to, else the date itself."""
        moved = DifferentDate.objects.filter(
            meeting=OuterRef("meeting"),
            original_date=OuterRef("original_date"),
            kind=ExceptionKind.MOVED,
        )
        return self.annotate(
            held_on=Coalesce(Subquery(moved.values("new_date")[:1]), "original_date")
        )

    def unanswered(self, today: date) -> Self:
        """Those whose day is over, and of which nobody has said how it went."""
        return self.planned().with_its_day().filter(held_on__lt=today)

    def to_come(self, today: date) -> Self:
        """Those planned for today or later."""
        return self.planned().with_its_day().filter(held_on__gte=today)

    def planned_until(self, last: date) -> Self:
        """Those planned, answered by nobody, up to this day; the earliest first."""
        found = self.planned().with_its_day().filter(held_on__lte=last)
        return found.order_by("held_on", "pk")

    def with_everything(self) -> Self:
        """Joined with what says when and where."""
        meeting = "meeting__fellowship", "meeting__venue"
        return self.select_related("client__person", *meeting).prefetch_related(
            "meeting__different_dates", "meeting__confirmed_dates"
        )


class Commitment(Referenced, Timestamped, Moving, SealedModel):
    """One client, one meeting, one date: `original_date` as the directory's recurrence gives it.

    The date stays when the list moves that evening elsewhere; so does the row when the meeting
    closes.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "client": "special",
        "meeting": "special",
        "original_date": "special",
        "status": "special",
        "planned_by": "personal",
        "sealed_note": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    # Whatever was said can be put right; a plan that was taken back is made anew, unless they
    # went all the same.
    TRANSITIONS: ClassVar[Moves] = {
        _S.PLANNED: _to(*ANSWERS, _S.CANCELLED),
        _S.WENT: _to(_S.PART, _S.DID_NOT_GO, _S.NOT_ON, _S.PLANNED),
        _S.PART: _to(_S.WENT, _S.DID_NOT_GO, _S.NOT_ON, _S.PLANNED),
        _S.DID_NOT_GO: _to(_S.WENT, _S.PART, _S.NOT_ON, _S.PLANNED),
        _S.NOT_ON: _to(_S.WENT, _S.PART, _S.DID_NOT_GO, _S.PLANNED),
        _S.CANCELLED: _to(_S.PLANNED, _S.WENT, _S.PART),
    }
    STANDS: ClassVar = {
        CommitmentStatus.PLANNED: _("This meeting is planned already."),
        CommitmentStatus.WENT: _("It says already that they went."),
        CommitmentStatus.PART: _("It says already that they went for a part of it."),
        CommitmentStatus.DID_NOT_GO: _("It says already that they did not go."),
        CommitmentStatus.NOT_ON: _("It says already that the meeting was not on."),
        CommitmentStatus.CANCELLED: _("This plan was taken back already."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="commitments")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    original_date = models.DateField()
    status = models.CharField(
        max_length=20,
        choices=CommitmentStatus.choices,
        default=CommitmentStatus.PLANNED,
    )
    planned_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    sealed_note = SealedField(shelf=Shelf.RECORD)

    held_on: date  # where it was read `with_its_day`

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["original_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "meeting", "original_date"],
                name="clients_commitment_once",
            ),
        ]
        indexes = [models.Index(fields=["area", "status", "original_date"])]

    def __str__(self) -> str:
        return self.reference

    def sealed_for(self) -> str:
        return self.client.person.token

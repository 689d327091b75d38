"""A care session: one of the three conversations, held with one client on one day."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.care.steps import STEPS, Session, Step
from mutualaid.clients.models import Client
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.models.moving import Mover, Moves, Moving


class SessionKind(models.TextChoices):
    """Which of the three conversations."""

    ONE = Session.ONE.value, _("Session one")
    TWO = Session.TWO.value, _("Session two")
    THREE = Session.THREE.value, _("Session three")


class Next(models.TextChoices):
    """What comes after a session."""

    TWO = "two", _("Session two")
    THREE = "three", _("Session three")
    FOLLOW_UP = "follow-up", _("Asking after 4, 12 and 26 weeks")


class Occasion(models.TextChoices):
    """Where in the treatment the conversation took place."""

    ASSESSMENT = "assessment", _("Assessment")
    REVIEW = "review", _("Review")
    KEYWORK = "keywork", _("Keywork")
    GROUP_WORK = "group-work", _("Group work")
    DISCHARGE = "discharge", _("Discharge")


class Way(models.TextChoices):
    """How it was held."""

    IN_PERSON = "in-person", _("In person")
    TELEPHONE = "telephone", _("By telephone")
    PAPER = "paper", _("On paper, typed in afterwards")


class SessionStatus(models.TextChoices):
    OPEN = "open", _("Going on")
    CLOSED = "closed", _("Finished")


class CareSessionQuerySet(models.QuerySet["CareSession"]):
    """Finds care sessions."""

    def visible_to(self, hat: Hat) -> Self:
        """Those of the clients that this hat sees."""
        return self.filter(client__in=Client.objects.visible_to(hat))

    def going_on(self) -> Self:
        return self.filter(status=SessionStatus.OPEN)

    def with_everything(self) -> Self:
        return self.select_related(
            "client__person", "opened_by__user"
        ).prefetch_related("steps__written_by__user")


class CareSession(Referenced, Timestamped, Moving):
    """One conversation. `run` counts those of its kind with this client from 1."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "client": "special",
        "kind": "special",
        "run": "special",
        "occasion": "special",
        "way": "special",
        "status": "special",
        "held_on": "special",
        "next": "special",
        "next_on": "special",
        "opened_by": "personal",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    # What was written can be put right: a finished session opens again.
    TRANSITIONS: ClassVar[Moves] = {
        SessionStatus.OPEN: {SessionStatus.CLOSED: frozenset({Mover.KEYWORKER})},
        SessionStatus.CLOSED: {SessionStatus.OPEN: frozenset({Mover.KEYWORKER})},
    }
    STANDS: ClassVar = {
        SessionStatus.OPEN: _("This session is open already."),
        SessionStatus.CLOSED: _(
            "This session is finished. Open it again to change it."
        ),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="care_sessions")
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    run = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    way = models.CharField(max_length=20, choices=Way.choices)
    status = models.CharField(
        max_length=10, choices=SessionStatus.choices, default=SessionStatus.OPEN
    )
    held_on = models.DateField()
    next = models.CharField(max_length=10, choices=Next.choices, blank=True)
    next_on = models.DateField(null=True)
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = CareSessionQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(status=SessionStatus.OPEN),
                name="care_one_session_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["client", "kind", "run"], name="care_session_run_once"
            ),
        ]
        indexes = [models.Index(fields=["area", "status", "next_on"])]

    def __str__(self) -> str:
        return self.reference

    def own_steps(self) -> tuple[Step, ...]:
        """The steps of its kind, in order."""
        return STEPS[Session(self.kind)]

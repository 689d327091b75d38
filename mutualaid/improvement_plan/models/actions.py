"""Actions: what somebody does about a gap, by when, and how one will know."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.models.moving import Mover

from .barriers import Barrier


class ActionStatus(models.TextChoices):
    """How far an action has come; overdue is worked out from its date, never a status."""

    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")
    IN_PROGRESS = "in-progress", _("In progress")
    BLOCKED = "blocked", _("Blocked")
    TO_CHECK = "to-check", _("Done, to be checked")
    EFFECT_SEEN = "effect-seen", _("Closed, effect seen")
    NO_EFFECT = "no-effect", _("Closed, no effect")
    DROPPED = "dropped", _("Dropped")


OPEN = (
    ActionStatus.PROPOSED,
    ActionStatus.AGREED,
    ActionStatus.IN_PROGRESS,
    ActionStatus.BLOCKED,
    ActionStatus.TO_CHECK,
)
CHECKED = (ActionStatus.EFFECT_SEEN, ActionStatus.NO_EFFECT)
# What blocks it; why it is dropped; what the measure shows.
NEEDS_WORDS = (ActionStatus.BLOCKED, ActionStatus.DROPPED, *CHECKED)
_LEAD = frozenset({Mover.LEAD})
_OWNER = frozenset({Mover.OWNER})
# From → to → who may. What is closed or dropped may be taken up again by the lead.
ACTION_CHANGES: dict[ActionStatus, dict[ActionStatus, frozenset[Mover]]] = {
    ActionStatus.PROPOSED: {
        ActionStatus.AGREED: _LEAD,
        ActionStatus.DROPPED: _LEAD,
    },
    ActionStatus.AGREED: {
        ActionStatus.IN_PROGRESS: _OWNER,
        ActionStatus.BLOCKED: _OWNER,
        ActionStatus.TO_CHECK: _OWNER,
        ActionStatus.DROPPED: _LEAD,
    },
    ActionStatus.IN_PROGRESS: {
        ActionStatus.BLOCKED: _OWNER,
        ActionStatus.TO_CHECK: _OWNER,
        ActionStatus.DROPPED: _LEAD,
    },
    ActionStatus.BLOCKED: {
        ActionStatus.IN_PROGRESS: _OWNER,
        ActionStatus.DROPPED: _LEAD,
    },
    ActionStatus.TO_CHECK: {
        ActionStatus.IN_PROGRESS: _OWNER,
        ActionStatus.EFFECT_SEEN: _LEAD,
        ActionStatus.NO_EFFECT: _LEAD,
    },
    ActionStatus.EFFECT_SEEN: {ActionStatus.IN_PROGRESS: _LEAD},
    ActionStatus.NO_EFFECT: {ActionStatus.IN_PROGRESS: _LEAD},
    ActionStatus.DROPPED: {ActionStatus.PROPOSED: _LEAD},
}


class Cause(models.TextChoices):
    """Why there is a gap, as far as people know."""

    NOT_KNOWN = "not-known", _("Not known yet: find out")
    NOBODY = "nobody", _("Nobody has the task")
    TIME = "time", _("No time or money for it")
    KNOWLEDGE = "knowledge", _("People do not know how")
    AGREEMENT = "agreement", _("Not agreed between services")
    SUPPLY = "supply", _("There is no group to go to")
    TENDER = "tender", _("A service changed hands")
    OTHER = "other", _("Something else")


class ActionQuerySet(models.QuerySet["Action"]):
    """Finds actions."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody who may read the plan."""
        return self.filter(area=hat.area_id)

    def open(self) -> Self:
        """Those with something left to do."""
        return self.filter(status__in=OPEN)

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def owned_by(self, hat: Hat) -> Self:
        """One's own; for a service manager all of the service's."""
        mine = Q(owner=hat.membership_id)
        if hat.service_id:
            mine |= Q(service=hat.service_id)
        return self.filter(mine)

    def about_statement(self, key: str) -> Self:
        """The open and the closed ones."""
        return self.filter(statement_keys__contains=f"|{key}|")

    def with_everything(self) -> Self:
        return self.select_related(
            "owner__user",
            "owner__service",
            "owner__organisation",
            "owner__area",
            "service",
            "area",
        )

    def without_owner(self) -> Self:
        """Nobody ever, or somebody whose role is over."""
        nobody = Q(owner__isnull=True, owner_body="")
        gone = Q(owner__isnull=False) & ~Q(owner__in=Membership.objects.active())
        return self.filter(nobody | gone)


class Action(Referenced, Timestamped):
    """One line of the improvement plan. Its owner is somebody here, or a body without account.

    `revision` goes up with every change and move, so that nobody writes over what they have
    not seen.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "title": "ordinary",
        "statement_keys": "ordinary",
        "barriers": "ordinary",
        "found_in": "ordinary",
        "cause": "ordinary",
        "cause_words": "ordinary",
        "owner": "personal",
        "owner_body": "ordinary",
        "service": "ordinary",
        "due_on": "ordinary",
        "indicator_key": "ordinary",
        "target": "ordinary",
        "value_at_start": "ordinary",
        "resources": "ordinary",
        "status": "ordinary",
        "blocked_by": "ordinary",
        "review_on": "ordinary",
        "closed_on": "ordinary",
        "reminded_on": "ordinary",
        "revision": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar = ACTION_CHANGES

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    # "|1.4|2.1|": a list that both databases search alike.
    statement_keys = models.CharField(max_length=120, blank=True)
    barriers = models.ManyToManyField(
        Barrier, through="ActionBarrier", related_name="actions", blank=True
    )
    found_in = models.CharField(max_length=10, blank=True)  # the round's reference
    cause = models.CharField(max_length=9, choices=Cause)
    cause_words = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    owner_body = models.CharField(max_length=120, blank=True)
    # Whose line it is, so that the service's manager may keep it.
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    indicator_key = models.CharField(max_length=80, blank=True)
    target = models.FloatField(null=True)  # in the unit of the indicator's chart
    value_at_start = models.FloatField(null=True)
    resources = models.CharField(max_length=300, blank=True)
    status = models.CharField(
        max_length=11, choices=ActionStatus, default=ActionStatus.PROPOSED
    )
    blocked_by = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(owner_body=""),
                name="improvement_plan_action_one_owner",
            ),
            models.CheckConstraint(
                condition=(Q(status="blocked") & ~Q(blocked_by=""))
                | (~Q(status="blocked") & Q(blocked_by="")),
                name="improvement_plan_action_blocked_by_something",
            ),
        ]
        indexes = [models.Index(fields=["area", "status", "due_on"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def keys(self) -> tuple[str, ...]:
        """The statements it is about."""
        return tuple(each for each in self.statement_keys.split("|") if each)

    def is_open(self) -> bool:
        return self.status in OPEN

    def is_overdue(self, today: date) -> bool:
        """Open, and its day is over."""
        return self.is_open() and self.due_on is not None and self.due_on < today


class ActionBarrier(models.Model):
    """An action that is meant to lift a barrier."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary("id area action barrier")
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.CASCADE, related_name="+")
    barrier = models.ForeignKey(Barrier, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "barrier"],
                name="improvement_plan_actionbarrier_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.barrier_id}"

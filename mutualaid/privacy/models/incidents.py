"""An incident: data that was lost, seen or changed by somebody who should not have."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.organisations.roles import Role
from mutualaid.privacy.countdown import Countdown, countdown
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

MANAGER = frozenset({Mover.MANAGER})


def new_incident_token() -> str:
    """A random name under which the words of an incident are sealed."""
    return f"incident:{secrets.token_hex(15)}"


class IncidentStatus(models.TextChoices):
    """How far the work on an incident has come."""

    REPORTED = "reported", _("Reported")
    DECIDED = "decided", _("Risk decided")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")


class Affected(models.TextChoices):
    """How many people it touches, as far as anybody knows."""

    UNKNOWN = "unknown", _("Not known yet")
    NONE = "none", _("Nobody")
    ONE = "one", _("1 person")
    FEW = "2-10", _("2 to 10 people")
    SOME = "11-100", _("11 to 100 people")
    MANY = "over-100", _("More than 100 people")


class DataKind(models.TextChoices):
    """What kinds of data it touches."""

    NAMES = "names", _("Names")
    CONTACT = "contact", _("How to reach somebody")
    HEALTH = "health", _("Health, or that somebody uses the service")
    NOTES = "notes", _("Notes of conversations")
    COMPANY = "company", _("Who went to which meeting")
    STAFF = "staff", _("Colleagues’ own data")
    KEYS = "keys", _("Passwords or keys")
    OTHER = "other", _("Something else")


class Risk(models.TextChoices):
    """What it may do to the people it touches, and so who is told."""

    NONE = "none", _("No risk to anybody is likely: nobody has to be told")
    RISK = "risk", _("A risk: the regulator has to be told")
    HIGH = "high", _("A high risk: the regulator and the people have to be told")


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Finds incidents. Every way to one begins at `visible_to`."""

    def visible_to(self, hat: Hat) -> Self:
        """The service's for its manager, their own for whoever reported them.

        The administrator and the auditor see that there are incidents; who may read one is a
        permission.
        """
        here = self.filter(area=hat.area_id)
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return here
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return here.filter(service=hat.service_id)
        if hat.is_one_of(Role.KEYWORKER):
            return here.filter(reported_by=hat.membership_id)
        return here.none()

    def open(self) -> Self:
        return self.exclude(status=IncidentStatus.CLOSED)

    def ticking(self) -> Self:
        """Those of which the regulator has, or may have, still to be told."""
        return self.filter(regulator_told_at=None).exclude(risk=Risk.NONE)

    def with_everything(self) -> Self:
        return self.select_related("area", "service", "reported_by__user")


class Incident(Referenced, Moving, SealedModel):
    """What happened stands sealed under the incident's own token; its notes tell the rest."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "service": "ordinary",
        "token": "ordinary",
        "sealed_words": "special",
        "happened_on": "ordinary",
        "aware_at": "ordinary",
        "affected": "ordinary",
        "kinds": "ordinary",
        "risk": "ordinary",
        "status": "ordinary",
        "reported_by": "personal",
        "reported_at": "ordinary",
        "regulator_told_at": "ordinary",
        "people_told_at": "ordinary",
        "closed_at": "ordinary",
        "warned_of": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Moves] = {
        IncidentStatus.REPORTED: {IncidentStatus.DECIDED: MANAGER},
        # More may come to light, and the decision be taken anew.
        IncidentStatus.DECIDED: {
            IncidentStatus.DECIDED: MANAGER,
            IncidentStatus.CLOSED: MANAGER,
        },
        IncidentStatus.CLOSED: {IncidentStatus.REOPENED: MANAGER},
        IncidentStatus.REOPENED: {
            IncidentStatus.DECIDED: MANAGER,
            IncidentStatus.CLOSED: MANAGER,
        },
    }
    STANDS: ClassVar = {
        IncidentStatus.REPORTED: _("Decide first what risk there is."),
        IncidentStatus.DECIDED: _("This incident is being worked on already."),
        IncidentStatus.CLOSED: _("This incident is closed. Open it again first."),
        IncidentStatus.REOPENED: _("This incident was opened again already."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    token = models.CharField(
        max_length=40, unique=True, editable=False, default=new_incident_token
    )
    sealed_words = SealedField(shelf=Shelf.INCIDENT)
    happened_on = models.DateField()
    aware_at = models.DateTimeField()
    affected = models.CharField(max_length=20, choices=Affected.choices)
    # The keys of DataKind, with a space between.
    kinds = models.CharField(max_length=120, blank=True)
    # As decided last; empty before.
    risk = models.CharField(max_length=20, choices=Risk.choices, blank=True)
    status = models.CharField(
        max_length=20, choices=IncidentStatus.choices, default=IncidentStatus.REPORTED
    )
    reported_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    regulator_told_at = models.DateTimeField(null=True)
    people_told_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # The state of the clock of which a letter has warned last.
    warned_of = models.CharField(max_length=20, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-aware_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, risk__gt="")
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="privacy_incident_closed_with_its_risk",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__gte=models.F("aware_at")),
                name="privacy_incident_known_before_reported",
            ),
        ]
        indexes = [models.Index(fields=["area", "status"])]

    def __str__(self) -> str:
        return self.reference

    def sealed_for(self) -> str:
        return self.token

    @property
    def kinds_named(self) -> list[DataKind]:
        return [DataKind(kind) for kind in self.kinds.split()]

    def name_kinds(self, kinds: Iterable[DataKind]) -> None:
        """Keep what kinds of data it touches, each once and in one order."""
        chosen = set(kinds)
        self.kinds = " ".join(kind.value for kind in DataKind if kind in chosen)

    def countdown_at(self, now: datetime) -> Countdown:
        """How the 72 hours stand."""
        return countdown(
            aware_at=self.aware_at,
            now=now,
            told_at=self.regulator_told_at,
            is_needed=self.risk != Risk.NONE,
        )

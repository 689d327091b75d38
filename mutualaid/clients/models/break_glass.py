"""Opening a record in an emergency: with a reason, for one hour, looked at afterwards."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .caseload import Caseload

LASTS = timedelta(minutes=60)


class BreakGlassReason(models.TextChoices):
    """Why it could not wait."""

    IMMEDIATE_DANGER = "immediate-danger", _("Somebody could come to harm today")
    KEYWORKER_AWAY = (
        "keyworker-away",
        _("The keyworker is away and something is due today"),
    )
    CALLED_IN = (
        "called-in",
        _("The client is here, or on the telephone, and asks for help"),
    )
    OTHER = "other", _("Something else that cannot wait")


class BreakGlassOutcome(models.TextChoices):
    """What somebody found who looked at it afterwards."""

    JUSTIFIED = "justified", _("It was right to open it")
    NOT_JUSTIFIED = "not-justified", _("It was not right to open it")


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Finds emergencies."""

    def in_force(self) -> Self:
        """Those whose hour is not over."""
        return self.filter(opened_at__gt=clock.now() - LASTS)

    def of(self, hat: Hat) -> Self:
        return self.filter(membership=hat.membership_id)

    def visible_to(self, hat: Hat) -> Self:
        """What others opened: for a manager of the service, and for the client's keyworker.

        What a manager opened is there for all managers of the organisation, so that somebody
        else can look at it. Whoever opened a record learns nothing more of it from here.
        """
        others = self.exclude(membership__user=hat.user_id)
        if hat.is_one_of(Role.KEYWORKER):
            mine = Caseload.objects.of(hat).values("client")
            return others.filter(client__in=mine)
        if not hat.is_one_of(Role.SERVICE_MANAGER):
            return self.none()
        by_manager = Q(
            membership__role=Role.SERVICE_MANAGER,
            membership__organisation=hat.organisation_id,
        )
        return others.filter(Q(client__service=hat.service_id) | by_manager)

    def waiting(self) -> Self:
        """Those that nobody has looked at afterwards."""
        return self.filter(reviewed_at=None)

    def late(self) -> Self:
        """Those that somebody should have looked at by now."""
        return self.waiting().filter(review_by__lt=clock.today())

    def with_everything(self) -> Self:
        return self.select_related(
            "client__person", "membership__user"
        ).prefetch_related("notices")

    def waiting_first(self) -> Self:
        """Those that nobody has looked at, the oldest of them first; then the newest others."""
        return self.order_by(F("reviewed_at").desc(nulls_first=True), "opened_at", "pk")


class BreakGlass(Referenced, SealedModel):
    """One record opened by one person for one hour."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "client": "special",
        "membership": "personal",
        "reason": "special",
        "sealed_words": "special",
        "opened_at": "special",
        "review_by": "ordinary",
        "reviewed_at": "ordinary",
        "reviewed_by": "personal",
        "outcome": "special",
        "sealed_review": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    client = models.ForeignKey(
        "clients.Client", models.CASCADE, related_name="emergencies"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=BreakGlassReason.choices)
    sealed_words = SealedField(shelf=Shelf.RECORD)
    opened_at = models.DateTimeField()
    review_by = models.DateField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(
        max_length=20, choices=BreakGlassOutcome.choices, blank=True
    )
    sealed_review = SealedField(shelf=Shelf.RECORD)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["membership", "opened_at"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def ends_at(self) -> datetime:
        return self.opened_at + LASTS

    def sealed_for(self) -> str:
        return self.client.person.token

    def is_late(self) -> bool:
        return self.reviewed_at is None and self.review_by < clock.today()


class BreakGlassNotice(models.Model):
    """Somebody who was told of an emergency, and whether they have said that they saw it."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "emergency": "special",
        "membership": "personal",
        "told_at": "ordinary",
        "seen_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    emergency = models.ForeignKey(BreakGlass, models.CASCADE, related_name="notices")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["emergency", "membership"],
                name="clients_breakglassnotice_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} of {self.emergency_id}"

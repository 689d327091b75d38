"""A client: a random reference, a service, and no more than work with them needs."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Person

from .break_glass import BreakGlass
from .caseload import Caseload
from .named_readers import NamedReader

WITH_CLIENTS = frozenset({Mover.KEYWORKER, Mover.MANAGER})


class ClientStatus(models.TextChoices):
    """Whether somebody works with them now."""

    ACTIVE = "active", _("With us now")
    DISCHARGED = "discharged", _("No longer with us")


class ClientQuerySet(models.QuerySet["Client"]):
    """Finds clients. Every way to one begins at `visible_to`."""

    def visible_to(self, hat: Hat) -> Self:
        """Own and covered clients; the service's for its manager; an emergency's for its hour.

        Somebody extra-private is there for their keyworker, for who is named, and in an
        emergency; for the manager only where nobody of those is left.
        """
        emergencies = BreakGlass.objects.of(hat).in_force()
        return self._of_service(hat).filter(_tied_to(hat) | _in(emergencies))

    def worked_with_by(self, hat: Hat) -> Self:
        """The same without emergencies, which let nobody decide who else may look."""
        return self._of_service(hat).filter(_tied_to(hat))

    def without_reader(self) -> Self:
        """Those extra-private whom nobody is left to work with or to read of."""
        return self.filter(_kept_by_nobody(), is_extra_private=True)

    def _of_service(self, hat: Hat) -> Self:
        if not hat.is_one_of(Role.KEYWORKER, Role.SERVICE_MANAGER):
            return self.none()
        return self.filter(service=hat.service_id)

    def active(self) -> Self:
        return self.filter(status=ClientStatus.ACTIVE)

    def with_everything(self) -> Self:
        return self.select_related("person", "area", "service")


def _in(rows: models.QuerySet[Any]) -> Q:
    return Q(pk__in=rows.values("client"))


def _tied_to(hat: Hat) -> Q:
    named = _in(NamedReader.objects.filter(membership=hat.membership_id))
    others = Q(is_extra_private=False) & _of_colleagues(hat)
    others |= Q(is_extra_private=True) & named
    if hat.is_one_of(Role.SERVICE_MANAGER):
        others |= Q(is_extra_private=True) & _kept_by_nobody()
    return _in(Caseload.objects.of(hat)) | others


def _of_colleagues(hat: Hat) -> Q:
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return Q(service=hat.service_id)
    return _in(Caseload.objects.covered_by(hat))


def _kept_by_nobody() -> Q:
    """Without a keyworker or a named reader whose role still holds."""
    active = Membership.objects.active().values("pk")
    kept = _in(Caseload.objects.open().filter(membership__in=active))
    return ~(kept | _in(NamedReader.objects.filter(membership__in=active)))


class Client(Timestamped, Moving):
    """Somebody a service works with. Names and notes stand elsewhere, sealed."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "person": "special",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "service": "special",
        "status": "special",
        "is_extra_private": "special",
        "last_contact_on": "special",
        "version": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Moves] = {
        ClientStatus.ACTIVE: {ClientStatus.DISCHARGED: WITH_CLIENTS},
        ClientStatus.DISCHARGED: {ClientStatus.ACTIVE: frozenset({Mover.MANAGER})},
    }
    STANDS: ClassVar = {
        ClientStatus.ACTIVE: _("This client is with the service already."),
        ClientStatus.DISCHARGED: _("This client is no longer with the service."),
    }

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="client"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="clients")
    status = models.CharField(
        max_length=20, choices=ClientStatus.choices, default=ClientStatus.ACTIVE
    )
    is_extra_private = models.BooleanField(default=False)
    last_contact_on = models.DateField()
    # Counted up by every change, so that nobody writes over what they have not seen.
    version = models.PositiveIntegerField(default=1)

    objects = ClientQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["service", "status"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return self.person.reference

    def accepts_automatic_messages(self) -> bool:
        """Whether anything may be sent without somebody deciding it for this client."""
        return self.status == ClientStatus.ACTIVE and not self.is_extra_private

"""Roles offered to an e-mail address."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import CLIENT_READING_ROLES, ChampionLevel, Role

from .areas import Area
from .memberships import Membership, role_constraints, role_name
from .moving import LOOK_AFTER, Mover, Moves, Moving
from .providers import Organisation, Service


class InvitationStatus(models.TextChoices):
    """How far an invitation has come; running out is a date, not a status."""

    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted, waits for the second person")
    COMPLETE = "complete", _("Role taken up")
    REFUSED = "refused", _("Refused by the second person")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (InvitationStatus.SENT, InvitationStatus.ACCEPTED)
SHOWN_DAYS = 28
SECOND_PERSON = frozenset({Mover.SECOND_PERSON})
INVITED = frozenset({Mover.INVITED})


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Finds invitations."""

    def still_open(self) -> Self:
        """Those that may yet become a role."""
        return self.filter(status__in=OPEN)

    def lately_over(self) -> Self:
        """Those that came to an end in the last weeks, one way or another."""
        since = clock.now() - timedelta(days=SHOWN_DAYS)
        return self.exclude(status__in=OPEN).filter(updated_at__gte=since)

    def unapproved(self) -> Self:
        """Open ones that need a second person, who has not spoken yet."""
        return self.still_open().filter(
            Q(status=InvitationStatus.ACCEPTED) | Q(expires_at__gt=clock.now()),
            role__in=sorted(CLIENT_READING_ROLES),
            approved_at__isnull=True,
        )

    def visible_to(self, hat: Hat) -> Self:
        """As memberships: the area's for its administrators, the service's for its manager."""
        here = self.filter(area=hat.area_id)
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return here
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return here.filter(service=hat.service_id)
        return self.none()

    def with_everything(self) -> Self:
        return self.select_related("area", "service", "invited_by", "approved_by")


def _two_people(one: str, other: str) -> Q:
    return (
        Q(**{f"{one}__isnull": True})
        | Q(**{f"{other}__isnull": True})
        | ~Q(**{one: F(other)})
    )


def _together(one: str, other: str) -> Q:
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": False}
    )


class Invitation(Referenced, Timestamped, Moving):
    """A role offered to an e-mail address, and the second person's word where it needs one.

    It becomes a membership once it is accepted and, for roles that read clients, approved;
    in either order.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "email": "personal",
        "name": "personal",
        "role": "ordinary",
        "organisation": "ordinary",
        "service": "ordinary",
        "champion_level": "ordinary",
        "status": "ordinary",
        "expires_at": "ordinary",
        "invited_by": "personal",
        "approved_by": "personal",
        "approved_at": "ordinary",
        "accepted_by": "personal",
        "accepted_at": "ordinary",
        "membership": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Moves] = {
        InvitationStatus.SENT: {
            InvitationStatus.ACCEPTED: INVITED,
            InvitationStatus.COMPLETE: INVITED,
            InvitationStatus.REFUSED: SECOND_PERSON,
            InvitationStatus.WITHDRAWN: LOOK_AFTER,
        },
        InvitationStatus.ACCEPTED: {
            InvitationStatus.COMPLETE: SECOND_PERSON,
            InvitationStatus.REFUSED: SECOND_PERSON,
            InvitationStatus.WITHDRAWN: LOOK_AFTER,
        },
        InvitationStatus.COMPLETE: {},
        InvitationStatus.REFUSED: {},
        InvitationStatus.WITHDRAWN: {},
    }
    STANDS: ClassVar = {
        InvitationStatus.SENT: _("This invitation has not been accepted yet."),
        InvitationStatus.ACCEPTED: _("This invitation has been accepted already."),
        InvitationStatus.COMPLETE: _("This role has been taken up already."),
        InvitationStatus.REFUSED: _(
            "This invitation was refused by the second person."
        ),
        InvitationStatus.WITHDRAWN: _("This invitation has been withdrawn."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+"
    )
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    champion_level = models.CharField(
        max_length=20, choices=ChampionLevel.choices, blank=True
    )
    status = models.CharField(
        max_length=20, choices=InvitationStatus.choices, default=InvitationStatus.SENT
    )
    expires_at = models.DateTimeField()
    # Null where the command line invited the first administrator.
    invited_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            *role_constraints("organisations_invitation"),
            models.CheckConstraint(
                condition=_two_people("approved_by", "invited_by"),
                name="organisations_invitation_second_person",
            ),
            models.CheckConstraint(
                condition=_two_people("approved_by", "accepted_by"),
                name="organisations_invitation_not_approved_by_oneself",
            ),
            models.CheckConstraint(
                condition=_two_people("invited_by", "accepted_by"),
                name="organisations_invitation_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=_together("approved_by", "approved_at")
                & _together("accepted_by", "accepted_at"),
                name="organisations_invitation_who_with_when",
            ),
            models.UniqueConstraint(
                "area",
                Lower("email"),
                "role",
                "service",
                condition=Q(status__in=OPEN),
                name="organisations_invitation_once_to_a_service",
            ),
            models.UniqueConstraint(
                "area",
                Lower("email"),
                "role",
                condition=Q(status__in=OPEN, service__isnull=True),
                name="organisations_invitation_once_to_an_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.role}"

    def place(self) -> str:
        """The service's name, else the area's."""
        return self.service.name if self.service else self.area.name

    def role_name(self) -> str:
        """The role in words, a champion's with the level."""
        return role_name(self.role, self.champion_level)

    def has_run_out(self) -> bool:
        """Whether its link was not used in time."""
        return self.status == InvitationStatus.SENT and self.expires_at <= clock.now()

    def needs_second_person(self) -> bool:
        """Whether one person's word is not enough, and another's is still missing."""
        return self.role in CLIENT_READING_ROLES and self.approved_at is None

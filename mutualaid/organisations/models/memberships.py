"""How people belong: a role in a place, the invitation it came from, and cover."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import AREA_WIDE_ROLES, ChampionLevel, Role

from .areas import Area
from .providers import Organisation, Service


def _role_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Service roles name a service, area-wide ones none, and only champions have a level."""
    area_wide = Q(role__in=sorted(AREA_WIDE_ROLES))
    champion = Q(role=Role.RECOVERY_CHAMPION)
    return [
        models.CheckConstraint(
            condition=(area_wide & Q(service__isnull=True))
            | (~area_wide & Q(service__isnull=False)),
            name=f"{prefix}_has_its_place",
        ),
        models.CheckConstraint(
            condition=(champion & Q(champion_level__in=ChampionLevel.values))
            | (~champion & Q(champion_level="")),
            name=f"{prefix}_level_of_champions",
        ),
    ]


class MembershipStatus(models.TextChoices):
    """Whether the role may be worn."""

    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Turned off")
    ENDED = "ended", _("Ended")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Finds memberships."""

    def active(self) -> Self:
        """Those that may be worn now: of people and in services that are still there."""
        return self.filter(
            status=MembershipStatus.ACTIVE,
            user__is_active=True,
        ).exclude(service__closed_on__lte=clock.today())

    def visible_to(self, hat: Hat) -> Self:
        """Of the whole area for who looks after accounts, of the service for its manager."""
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return self.filter(area=hat.area_id)
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return self.filter(area=hat.area_id, service=hat.service_id)
        return self.filter(area=hat.area_id, user=hat.user_id)

    def with_everything(self) -> Self:
        return self.select_related("user", "organisation", "service", "area")


class Membership(Referenced, Timestamped):
    """Somebody's role in one place; worn as a hat."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "user": "personal",
        "role": "ordinary",
        "organisation": "ordinary",
        "service": "ordinary",
        "champion_level": "ordinary",
        "status": "ordinary",
        "ended_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    # From → to, and the roles that may do it; a person may end what is their own.
    TRANSITIONS: ClassVar = {
        MembershipStatus.ACTIVE: {MembershipStatus.SUSPENDED, MembershipStatus.ENDED},
        MembershipStatus.SUSPENDED: {MembershipStatus.ACTIVE, MembershipStatus.ENDED},
        MembershipStatus.ENDED: set(),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=40, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="memberships"
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, related_name="memberships"
    )
    champion_level = models.CharField(
        max_length=20, choices=ChampionLevel.choices, blank=True
    )
    status = models.CharField(
        max_length=20, choices=MembershipStatus.choices, default=MembershipStatus.ACTIVE
    )
    ended_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            *_role_constraints("organisations_membership"),
            models.UniqueConstraint(
                fields=["area", "user", "role", "service"],
                condition=~Q(status="ended"),
                nulls_distinct=False,
                name="organisations_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False)
                | (~Q(status="ended") & Q(ended_at__isnull=True)),
                name="organisations_membership_ended_with_its_time",
            ),
        ]
        indexes = [models.Index(fields=["user", "status"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    def place(self) -> str:
        """The service's name, else the area's."""
        return self.service.name if self.service else self.area.name

    def hat(self) -> Hat:
        """This membership as requests carry it; wants `with_everything`."""
        return Hat(
            membership_id=self.pk,
            reference=self.reference,
            user_id=self.user_id,
            token=self.user.token,
            name=self.user.name,
            role=Role(self.role),
            place=self.place(),
            area_id=self.area_id,
            organisation_id=self.organisation_id,
            service_id=self.service_id,
            champion_level=ChampionLevel(self.champion_level)
            if self.champion_level
            else None,
        )


class InvitationStatus(models.TextChoices):
    """How far an invitation has come; expiry is a date, not a status."""

    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused by the second person")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Finds invitations."""

    def visible_to(self, hat: Hat) -> Self:
        """As memberships: the area's for its administrators, the service's for its manager."""
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return self.filter(area=hat.area_id)
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return self.filter(area=hat.area_id, service=hat.service_id)
        return self.none()


class Invitation(Referenced, Timestamped):
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
        "token_hash": "personal",
        "expires_at": "ordinary",
        "invited_by": "personal",
        "approved_by": "personal",
        "approved_at": "ordinary",
        "accepted_by": "personal",
        "accepted_at": "ordinary",
        "membership": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar = {
        InvitationStatus.SENT: {
            InvitationStatus.ACCEPTED,
            InvitationStatus.REFUSED,
            InvitationStatus.WITHDRAWN,
        },
        # Accepted, but the second person has not spoken yet or says no.
        InvitationStatus.ACCEPTED: {
            InvitationStatus.REFUSED,
            InvitationStatus.WITHDRAWN,
        },
        InvitationStatus.REFUSED: set(),
        InvitationStatus.WITHDRAWN: set(),
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
    token_hash = models.CharField(max_length=64, unique=True)
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
            *_role_constraints("organisations_invitation"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(invited_by__isnull=True)
                | ~Q(approved_by=F("invited_by")),
                name="organisations_invitation_second_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(accepted_by__isnull=True)
                | ~Q(approved_by=F("accepted_by")),
                name="organisations_invitation_not_approved_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(invited_by__isnull=True)
                | Q(accepted_by__isnull=True)
                | ~Q(invited_by=F("accepted_by")),
                name="organisations_invitation_not_of_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.role}"


class CoverQuerySet(models.QuerySet["Cover"]):
    """Finds cover."""

    def in_force(self) -> Self:
        """Today's, where both people still hold their roles."""
        today = clock.today()
        return self.filter(
            starts_on__lte=today,
            ends_on__gte=today,
            membership__status=MembershipStatus.ACTIVE,
            covered_by__status=MembershipStatus.ACTIVE,
        )

    def visible_to(self, hat: Hat) -> Self:
        """The service's for its manager and administrators, else what concerns oneself."""
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return self.filter(area=hat.area_id)
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return self.filter(area=hat.area_id, membership__service=hat.service_id)
        mine = Q(membership=hat.membership_id) | Q(covered_by=hat.membership_id)
        return self.filter(mine, area=hat.area_id)


class Cover(Referenced, Timestamped):
    """One colleague standing in for another: same role, same service, first to last day."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "membership": "ordinary",
        "covered_by": "ordinary",
        "starts_on": "ordinary",
        "ends_on": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="covers_of_it"
    )
    covered_by = models.ForeignKey(
        Membership, models.PROTECT, related_name="covers_by_it"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="organisations_cover_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(membership=F("covered_by")),
                name="organisations_cover_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} by {self.covered_by_id}"

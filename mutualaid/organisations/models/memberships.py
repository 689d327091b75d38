"""How people belong: a role in a place, worn as a hat."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import AREA_WIDE_ROLES, ChampionLevel, Role

from .areas import Area
from .moving import LOOK_AFTER, Mover, Moves, Moving
from .providers import Organisation, Service


def role_constraints(prefix: str) -> list[models.BaseConstraint]:
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
        """Those that may be worn now: of people and in places that are still there."""
        today = clock.today()
        return (
            self.filter(status=MembershipStatus.ACTIVE, user__is_active=True)
            .exclude(service__closed_on__lte=today)
            .exclude(organisation__closed_on__lte=today)
        )

    def held(self) -> Self:
        """Those that have not ended, turned off or not."""
        return self.exclude(status=MembershipStatus.ENDED)

    def in_place(self, area: Area, role: str, service: Service | None) -> Self:
        """Those of one role in one place."""
        return self.filter(area=area, role=role, service=service)

    def visible_to(self, hat: Hat) -> Self:
        """Of the whole area for who looks after accounts, of the service for its manager."""
        here, mine = self.filter(area=hat.area_id), Q(user=hat.user_id)
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return here
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return here.filter(mine | Q(service=hat.service_id))
        return here.filter(mine)

    def champions_seen_by(self, hat: Hat) -> Self:
        """The area's recovery champions, whose names everybody who works in it may know."""
        return self.active().filter(area=hat.area_id, role=Role.RECOVERY_CHAMPION)

    def with_everything(self) -> Self:
        return self.select_related("user", "organisation", "service", "area")


class Membership(Referenced, Timestamped, Moving):
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
    TRANSITIONS: ClassVar[Moves] = {
        MembershipStatus.ACTIVE: {
            MembershipStatus.SUSPENDED: LOOK_AFTER,
            MembershipStatus.ENDED: LOOK_AFTER | {Mover.ONESELF},
        },
        MembershipStatus.SUSPENDED: {
            MembershipStatus.ACTIVE: LOOK_AFTER,
            MembershipStatus.ENDED: LOOK_AFTER | {Mover.ONESELF},
        },
        MembershipStatus.ENDED: {},
    }
    STANDS: ClassVar = {
        MembershipStatus.ACTIVE: _("This role is turned on already."),
        MembershipStatus.SUSPENDED: _("This role is turned off already."),
        MembershipStatus.ENDED: _(
            "This role has ended already. A new one takes an invitation."
        ),
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
            *role_constraints("organisations_membership"),
            # Two, because only PostgreSQL can be told that an empty service is one place too.
            models.UniqueConstraint(
                fields=["area", "user", "role", "service"],
                condition=~Q(status="ended"),
                name="organisations_membership_once_in_a_service",
            ),
            models.UniqueConstraint(
                fields=["area", "user", "role"],
                condition=~Q(status="ended") & Q(service__isnull=True),
                name="organisations_membership_once_in_an_area",
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

    def has_ended(self) -> bool:
        return self.status == MembershipStatus.ENDED

    def place(self) -> str:
        """The service's name, else the area's."""
        return self.service.name if self.service else self.area.name

    def role_name(self) -> str:
        """The role in words, a champion's with the level."""
        return role_name(self.role, self.champion_level)

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


def role_name(role: str, champion_level: str = "") -> str:
    """A role in words: "Recovery champion (community)"."""
    name = str(Role(role).label)
    if not champion_level:
        return name
    return f"{name} ({str(ChampionLevel(champion_level).label).lower()})"

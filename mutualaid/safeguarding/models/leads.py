"""The named people who receive concerns: for each service, and for the area as a whole."""

from collections.abc import Collection
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership, Service

# The post of the area as a whole, where the others have the key of their service.
AREA_POST = 0


class LeadPosition(models.TextChoices):
    """Who of a post's people comes first."""

    LEAD = "lead", _("Lead")
    DEPUTY = "deputy", _("Deputy")


class LeadQuerySet(models.QuerySet["SafeguardingLead"]):
    """Finds the people who receive concerns."""

    def in_force(self) -> Self:
        """Those whose time has not ended and whose role may still be worn."""
        wearable = Membership.objects.active().values("pk")
        return self.filter(ended_at=None, membership__in=wearable)

    def of_post(self, post: Combinable) -> Self:
        """Those of one post: a service's key, or AREA_POST."""
        posts = self.annotate(post=Coalesce("service_id", Value(AREA_POST)))
        return posts.filter(post=post)

    def posts_of(self, membership_id: int) -> set[int]:
        """The posts that this hat holds now."""
        held = self.in_force().filter(membership=membership_id)
        services = held.values_list("service", flat=True)
        return {AREA_POST if key is None else key for key in services}

    def receiver(
        self, *, area_id: int, service_id: int | None, except_users: Collection[int]
    ) -> "SafeguardingLead | None":
        """Who gets a concern: the service's lead, its deputy, then the area's.

        Nobody among `except_users`: the writer, and those it is about.
        """
        order = [When(service=service_id, then=0)] if service_id else []
        return (
            self.in_force()
            .filter(Q(service=None) | Q(service=service_id), area=area_id)
            .exclude(membership__user__in=except_users)
            .select_related("membership__user", "service")
            .order_by(
                Case(*order, default=1),
                Case(When(position=LeadPosition.LEAD, then=0), default=1),
                "started_at",
                "pk",
            )
            .first()
        )

    def with_everything(self) -> Self:
        return self.select_related(
            "membership__user", "membership__service", "membership__area", "service"
        )


class SafeguardingLead(Referenced):
    """Somebody's time as lead or deputy of one post: a service's, or the area's."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "service": "ordinary",
        "membership": "ordinary",
        "position": "ordinary",
        "started_at": "ordinary",
        "ended_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    # Null for the area's own post.
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, related_name="safeguarding_leads"
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="safeguarding_posts"
    )
    position = models.CharField(max_length=10, choices=LeadPosition.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        # In pairs, because only PostgreSQL can be told that no service is one post too.
        constraints = [
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(position="lead", ended_at=None, service__isnull=False),
                name="safeguarding_one_lead_of_a_service",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(position="lead", ended_at=None, service__isnull=True),
                name="safeguarding_one_lead_of_an_area",
            ),
            models.UniqueConstraint(
                fields=["membership", "service"],
                condition=Q(ended_at=None, service__isnull=False),
                name="safeguarding_post_of_a_service_held_once",
            ),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(ended_at=None, service__isnull=True),
                name="safeguarding_post_of_an_area_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.reference}"

"""A concern that somebody raised, where it lies, and how far it has come."""

import secrets
from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.models.moving import Moving
from mutualaid.organisations.roles import Role
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .leads import AREA_POST, SafeguardingLead
from .people import ConcernAbout


class ConcernKind(models.TextChoices):
    """What made somebody write."""

    SAFEGUARDING = "safeguarding", _("Somebody is being harmed, or could be")
    NOT_COMFORTABLE = "not-comfortable", _("I am not comfortable")


class ConcernStatus(models.TextChoices):
    """How far a concern has come."""

    RAISED = "raised", _("Not seen yet")
    SEEN = "seen", _("Seen")
    ACTED_ON = "acted-on", _("Being dealt with")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")


IN_ORDER = (
    ConcernStatus.RAISED,
    ConcernStatus.REOPENED,
    ConcernStatus.SEEN,
    ConcernStatus.ACTED_ON,
    ConcernStatus.CLOSED,
)


class Outcome(models.TextChoices):
    """What came of a concern, in words that fit a total."""

    NOTHING_FURTHER = "nothing-further", _("Looked into; nothing further needed")
    ADVICE = "advice", _("Advice or support given")
    ARRANGEMENT_CHANGED = "arrangement-changed", _("An arrangement was changed")
    EMPLOYER = "employer", _("Passed to an employer's own procedure")
    COUNCIL = "council", _("Passed to the council's safeguarding team")
    POLICE = "police", _("Passed to the police")


class Hand(models.TextChoices):
    """By which right somebody works on a concern."""

    HOLDER = "holder", _("the named lead or a deputy")
    MANAGER = "manager", _("the service's manager")


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Finds concerns. Every way to read one begins at `visible_to` or `receipts_of`."""

    def not_about(self, user_id: int) -> Self:
        """Without those about this person, whatever hat they wear."""
        return self.exclude(about__user=user_id)

    def visible_to(self, hat: Hat) -> Self:
        """Those that lie with a post of this hat, or that its service's lead has seen.

        Never one about the person, nor one that they wrote: the writer has the receipt.
        """
        return self._of_others(hat).filter(_held_by(hat) | _managed_by(hat))

    def held_by(self, hat: Hat) -> Self:
        """Of the visible ones, those that lie with a post of this hat."""
        return self._of_others(hat).filter(_held_by(hat))

    def _of_others(self, hat: Hat) -> Self:
        here = self.filter(area=hat.area_id)
        return here.not_about(hat.user_id).exclude(raised_by=hat.user_id)

    def counted_in_totals(self, area_id: int, read_by: Iterable[Role]) -> Self:
        """Those of an area without any about somebody who may read its totals.

        Everybody is told the same number. Counted for some and not for others, one more than
        yesterday or than a colleague's would tell a reader that there is one about them.
        """
        readers = Membership.objects.filter(area=area_id, role__in=read_by)
        about = ConcernAbout.objects.filter(user__in=readers.values("user"))
        return self.filter(area=area_id).exclude(pk__in=about.values("concern"))

    def receipts_of(self, hat: Hat) -> Self:
        """What this person raised, newest first; a receipt shows none of what they wrote."""
        mine = self.filter(area=hat.area_id, raised_by=hat.user_id)
        return mine.order_by("-raised_at", "-pk")

    def urgent_first(self) -> Self:
        """Not yet seen comes first and closed last; then danger, then the oldest."""
        steps = [When(status=each, then=n) for n, each in enumerate(IN_ORDER)]
        return self.order_by(Case(*steps), "-is_danger_now", "raised_at", "pk")

    def with_everything(self) -> Self:
        return self.select_related(
            "area", "service", "raised_by", "received_by__membership__user"
        )


def _held_by(hat: Hat) -> Q:
    """A post without anybody who may read it gives way to the area's and the service's."""
    posts = SafeguardingLead.objects.posts_of(hat.membership_id)
    services = posts - {AREA_POST}
    here = Q(at_service__in=services)
    within_reach = Q(service__in=services)
    if AREA_POST in posts:
        here |= Q(at_service=None)
        within_reach |= Q(area=hat.area_id)
    return here | (within_reach & Q(~Exists(_able_to_read())))


def _able_to_read() -> models.QuerySet[SafeguardingLead]:
    """Who holds the post that the outer query's concern lies with, and may read it."""
    subjects = ConcernAbout.objects.filter(
        concern=OuterRef(OuterRef("pk")), user=OuterRef("membership__user")
    )
    return (
        SafeguardingLead.objects.in_force()
        .of_post(Coalesce(OuterRef("at_service"), Value(AREA_POST)))
        .filter(~Exists(subjects), area=OuterRef("area"))
        .exclude(membership__user=OuterRef("raised_by"))
    )


def _managed_by(hat: Hat) -> Q:
    """Not before the lead has seen it: who it is about may stand in the words alone."""
    if not hat.is_one_of(Role.SERVICE_MANAGER):
        return Q(pk__in=[])
    return Q(service=hat.service_id) & ~Q(status=ConcernStatus.RAISED)


def new_concern_token() -> str:
    """A random name for a concern's keys in the vault; shown nowhere."""
    return f"concern:{secrets.token_hex(16)}"


class Concern(Referenced, SealedModel, Moving):
    """What somebody raised. Hidden from the people it is about everywhere (ADR 0018).

    Its words and those of its notes are sealed under a key of its own.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "service": "special",
        "kind": "special",
        "token": "ordinary",
        "sealed_words": "special",
        "is_danger_now": "special",
        "is_about_somebody_unlisted": "special",
        "raised_by": "personal",
        "raised_as": "personal",
        "raised_at": "special",
        "received_by": "personal",
        "at_service": "special",
        "status": "special",
        "closed_at": "special",
        "outcome": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Mapping[str, Mapping[str, frozenset[Hand]]]] = {  # type: ignore[assignment]
        ConcernStatus.RAISED: {ConcernStatus.SEEN: frozenset({Hand.HOLDER})},
        ConcernStatus.SEEN: {ConcernStatus.ACTED_ON: frozenset(Hand)},
        ConcernStatus.ACTED_ON: {ConcernStatus.CLOSED: frozenset({Hand.HOLDER})},
        ConcernStatus.CLOSED: {ConcernStatus.REOPENED: frozenset({Hand.HOLDER})},
        ConcernStatus.REOPENED: {ConcernStatus.ACTED_ON: frozenset(Hand)},
    }
    STANDS: ClassVar = {
        ConcernStatus.RAISED: _("Nobody has marked it as seen yet."),
        ConcernStatus.SEEN: _("Somebody has marked it as seen already."),
        ConcernStatus.ACTED_ON: _("Somebody has written down what was done already."),
        ConcernStatus.CLOSED: _("Somebody has closed it already."),
        ConcernStatus.REOPENED: _("Somebody has opened it again already."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=ConcernKind.choices)
    token = models.CharField(
        max_length=40, unique=True, editable=False, default=new_concern_token
    )
    sealed_words = SealedField(shelf=Shelf.CONCERN)
    is_danger_now = models.BooleanField(default=False)
    is_about_somebody_unlisted = models.BooleanField(default=False)
    raised_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    raised_as = models.CharField(max_length=40, choices=Role.choices)
    raised_at = models.DateTimeField()
    # Who got it on the day, as the receipt says; null where nobody could.
    received_by = models.ForeignKey(
        SafeguardingLead, models.PROTECT, null=True, related_name="+"
    )
    # The post it lies with; null for the area's.
    at_service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    status = models.CharField(
        max_length=20, choices=ConcernStatus.choices, default=ConcernStatus.RAISED
    )
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, outcome__gt="")
                | (~Q(status="closed") & Q(closed_at__isnull=True, outcome="")),
                name="safeguarding_concern_closed_with_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(kind="not-comfortable") | ~Q(sealed_words=b""),
                name="safeguarding_concern_says_something",
            ),
        ]
        indexes = [models.Index(fields=["area", "status"])]

    def __str__(self) -> str:
        return self.reference

    def sealed_for(self) -> str:
        return self.token

    def hands_for(self, status: str) -> frozenset[Hand]:
        """By which rights it may come to this status from where it stands; none, if not at all."""
        return self.TRANSITIONS[self.status].get(status, frozenset())

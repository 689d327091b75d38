"""Raters: who was asked, with an account or by a link, and how far they have come."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.directory.models import Fellowship
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.self_assessment.instrument import Asked

from .rounds import Round


class RaterKind(models.TextChoices):
    """In whose voice somebody rates; each kind is one voice when ratings are weighed."""

    COMMISSIONER = "commissioner", _("Commissioner")
    PROVIDER = "provider", _("Treatment service")
    PUBLIC_HEALTH = "public-health", _("Public health")
    SERVICE_USER = "service-user", _("People who use services")
    GROUP = "group", _("Mutual aid groups")
    OTHER = "other", _("Another partner")


# Kinds that get only the statements they can judge, in plain words.
ASKED_AS: dict[str, Asked] = {
    RaterKind.SERVICE_USER: Asked.SERVICE_USER,
    RaterKind.GROUP: Asked.GROUP,
}


class RaterStatus(models.TextChoices):
    """How far a rater has come."""

    INVITED = "invited", _("Invited")
    STARTED = "started", _("Started")
    FINISHED = "finished", _("Finished")
    WITHDRAWN = "withdrawn", _("Not taking part")


_LEAD = frozenset({Mover.LEAD})
# The lead too: somebody types in what was said on paper.
_RATES = frozenset({Mover.ONESELF, Mover.INVITED, Mover.LEAD})
RATER_CHANGES: Moves = {
    RaterStatus.INVITED: {
        RaterStatus.STARTED: _RATES,
        RaterStatus.FINISHED: _RATES,
        RaterStatus.WITHDRAWN: _LEAD,
    },
    RaterStatus.STARTED: {
        RaterStatus.FINISHED: _RATES,
        RaterStatus.WITHDRAWN: _LEAD,
    },
    # Until the ratings are shown, anybody may think again.
    RaterStatus.FINISHED: {
        RaterStatus.STARTED: _RATES,
        RaterStatus.WITHDRAWN: _LEAD,
    },
    RaterStatus.WITHDRAWN: {RaterStatus.INVITED: _LEAD},
}


class RaterQuerySet(models.QuerySet["Rater"]):
    """Finds raters."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's: that somebody rates is known to everybody who may see the round."""
        return self.filter(area=hat.area_id)

    def of(self, hat: Hat) -> Self:
        """One's own."""
        return self.filter(membership=hat.membership_id)

    def taking_part(self) -> Self:
        return self.exclude(status=RaterStatus.WITHDRAWN)

    def unfinished(self) -> Self:
        return self.filter(status__in=(RaterStatus.INVITED, RaterStatus.STARTED))

    def with_voices(self) -> Self:
        """What names a voice; the round, with all its statements, is not read once for each."""
        return self.select_related("membership__user", "service")

    def with_everything(self) -> Self:
        return self.select_related("membership__user", "service", "fellowship", "round")


class Rater(Referenced, Timestamped, Moving):
    """One voice of a round. Without an account, `label` says who it is, never a person's name."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "round": "ordinary",
        "kind": "ordinary",
        "membership": "personal",
        "label": "ordinary",
        "service": "ordinary",
        "fellowship": "ordinary",
        "wishes_to_be_named": "ordinary",
        "is_on_paper": "ordinary",
        "status": "ordinary",
        "finished_at": "ordinary",
        "reminded_at": "ordinary",
        "link_hash": "personal",
        "browser_hash": "personal",
        "link_opened_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Moves] = RATER_CHANGES
    STANDS: ClassVar = {
        RaterStatus.INVITED: _("This rater has not started yet."),
        RaterStatus.STARTED: _("This rater has started already."),
        RaterStatus.FINISHED: _("This rater has finished already."),
        RaterStatus.WITHDRAWN: _("This rater does not take part any more."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="raters")
    kind = models.CharField(max_length=13, choices=RaterKind)
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    label = models.CharField(max_length=120, blank=True)
    # Which service is spoken for, or which fellowship.
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    fellowship = models.ForeignKey(
        Fellowship, models.PROTECT, null=True, related_name="+"
    )
    # A fellowship stands in the report as having taken part; by name only if it wishes.
    wishes_to_be_named = models.BooleanField(default=False)
    # Somebody else types in what was said on paper.
    is_on_paper = models.BooleanField(default=False)
    status = models.CharField(
        max_length=9, choices=RaterStatus, default=RaterStatus.INVITED
    )
    finished_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    # SHA-256 of the link's token; the first browser that opens it keeps a token of its own,
    # and from then on the link alone opens nothing.
    link_hash = models.CharField(max_length=64, blank=True)
    browser_hash = models.CharField(max_length=64, blank=True)
    link_opened_at = models.DateTimeField(null=True)

    objects = RaterQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "membership"],
                condition=Q(membership__isnull=False),
                name="self_assessment_rater_once",
            ),
            models.UniqueConstraint(
                fields=["link_hash"],
                condition=~Q(link_hash=""),
                name="self_assessment_rater_link_once",
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | ~Q(label=""),
                name="self_assessment_rater_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def asked_as(self) -> Asked | None:
        """Set for raters who get the plain statements only."""
        return ASKED_AS.get(self.kind)


class Vote(models.Model):
    """A statement that a rater finds most important; the gap list begins with those."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "area", "rater", "statement_key"), "ordinary"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    rater = models.ForeignKey(Rater, models.CASCADE, related_name="votes")
    statement_key = models.CharField(max_length=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rater", "statement_key"], name="self_assessment_vote_once"
            ),
        ]

    def __str__(self) -> str:
        return self.statement_key

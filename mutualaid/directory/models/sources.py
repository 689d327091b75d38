from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat


class SourceQuerySet(models.QuerySet["MeetingSource"]):
    """Finds lists."""

    def visible_to(self, hat: Hat) -> "SourceQuerySet":
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def with_health(self) -> "SourceQuerySet":
        """Joined with what tells how each is doing."""
        return self.select_related("feed", "fellowship")


class MeetingSource(Referenced, Timestamped):
    """A list that meetings come from: a feed, a file, a sheet."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "reference",
            "created_at",
            "updated_at",
            "area",
            "name",
            "fellowship",
            "format",
            "is_fellowships_own",
            "last_read_at",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    fellowship = models.ForeignKey(
        "directory.Fellowship", models.PROTECT, null=True, blank=True, related_name="+"
    )
    format = models.CharField(max_length=30)
    is_fellowships_own = models.BooleanField(default=False)
    last_read_at = models.DateTimeField(null=True, blank=True)  # the last good copy

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"], name="directory_source_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """One record as its source tells it, redacted, kept whole beside our reading of it."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "area",
            "source",
            "key",
            "record",
            "digest",
            "first_read_at",
            "changed_at",
            "gone_at",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    source = models.ForeignKey(
        "directory.MeetingSource", models.CASCADE, related_name="records"
    )
    key = models.CharField(max_length=255)
    record = models.JSONField()
    digest = models.CharField(max_length=64)
    first_read_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"], name="directory_source_record_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Permission(models.TextChoices):
    """Whether we may use a list, as far as we know."""

    NOT_ASKED = "", _("Nobody has asked yet")
    ASKED = "asked", _("Asked, no answer yet")
    GIVEN = "given", _("They said yes")
    OPEN = "open", _("Published for anybody to use")
    REFUSED = "refused", _("They said no")


class SourceFeed(models.Model):
    """How a list is read: from where, how often, how it went. For its own area only.

    `mapping` and `timezone` are for files as well; without an address nothing is fetched.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area source address every_hours is_paused mapping timezone tried_at problem "
        "problem_at etag last_modified digest stale_after_days permission permission_note "
        "permission_on permission_by_role"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    source = models.OneToOneField(
        "directory.MeetingSource", models.CASCADE, related_name="feed"
    )
    address = models.URLField(max_length=1000, blank=True)
    every_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    is_paused = models.BooleanField(default=False)
    mapping = models.JSONField(default=dict)
    timezone = models.CharField(max_length=64, default="Europe/London")
    tried_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=400, blank=True)  # the last one, if unsolved
    problem_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the last bytes read
    stale_after_days = models.PositiveSmallIntegerField(default=30)
    permission = models.CharField(max_length=10, choices=Permission.choices, blank=True)
    permission_note = models.CharField(max_length=300, blank=True)
    permission_on = models.DateField(null=True, blank=True)
    permission_by_role = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"feed of {self.source_id}"

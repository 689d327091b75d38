from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.directory.recurrence import DateException, Frequency, Schedule
from mutualaid.organisations.hats import Hat

# What `schedule_from` reads: the columns that make a pattern.
PATTERN_COLUMNS = (
    "frequency",
    "weekday",
    "interval",
    "ordinals",
    "day_of_month",
    "start_time",
    "duration_minutes",
    "timezone",
    "starts_on",
    "ends_on",
    "anchored_on",
)


class Mode(models.TextChoices):
    """How people take part. Stated by somebody, never worked out."""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")
    NOT_STATED = "", _("Not stated")


class Openness(models.TextChoices):
    """Whether anyone may come, or people with this problem only."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    NOT_STATED = "", _("Not stated")


class MeetingStatus(models.TextChoices):
    """Whether the public sees it."""

    LISTED = "listed", _("Listed")
    GONE = "gone", _("Gone from its source")
    CLOSED = "closed", _("Closed")
    MERGED = "merged", _("Listed as another")


class Visibility(models.TextChoices):
    """How much of it the public may see."""

    PUBLIC = "public", _("All of it")
    CONTACT = "contact", _("A contact and no address")  # children, say Alateen
    RESIDENTS = "residents", _("Nothing")  # only for people who stay there


# From which status to which, and what brings it there.
STATUS_CHANGES: dict[tuple[MeetingStatus, MeetingStatus], str] = {
    (MeetingStatus.LISTED, MeetingStatus.GONE): "its source no longer has it",
    (MeetingStatus.GONE, MeetingStatus.LISTED): "its source has it again",
    (MeetingStatus.LISTED, MeetingStatus.CLOSED): "somebody closes it",
    (MeetingStatus.GONE, MeetingStatus.CLOSED): "somebody closes it",
    (MeetingStatus.CLOSED, MeetingStatus.LISTED): "somebody opens it again",
    (MeetingStatus.LISTED, MeetingStatus.MERGED): "it is found to be another",
    (MeetingStatus.GONE, MeetingStatus.MERGED): "it is found to be another",
    (MeetingStatus.MERGED, MeetingStatus.LISTED): "it is found to be its own after all",
    (MeetingStatus.MERGED, MeetingStatus.GONE): "the same, and its source had lost it",
}


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Questions about many meetings."""

    def published(self) -> "MeetingQuerySet":
        """Those the public may see, of every area."""
        return self.filter(status=MeetingStatus.LISTED).exclude(
            visibility=Visibility.RESIDENTS
        )

    def visible_to(self, hat: Hat) -> "MeetingQuerySet":
        """All of the area's own, whatever their status, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def with_everything(self) -> "MeetingQuerySet":
        """Joined with all that a meeting's own page shows."""
        return self.select_related(
            "area", "fellowship", "group", "venue", "source"
        ).prefetch_related("different_dates", "confirmed_dates")


class Meeting(Referenced, Timestamped):
    """A recurring series: weekday and local time, never instants."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "reference",
            "created_at",
            "updated_at",
            "area",
            "fellowship",
            "group",
            "venue",
            "name",
            "status",
            "visibility",
            "merged_into",
            "withdrawn_at",
            "changed_at",
            "type_codes",
            "frequency",
            "weekday",
            "interval",
            "ordinals",
            "day_of_month",
            "start_time",
            "duration_minutes",
            "timezone",
            "starts_on",
            "ends_on",
            "anchored_on",
            "mode",
            "openness",
            "features",
            "languages",
            "venue_closed",
            "conference_url",
            "conference_phone",
            "conference_notes",
            "notes",
            "website",
            "verified_on",
            "verified_how",
            "doubted_on",
            "source",
            "source_record",
            "slot",
            "source_updated_at",
            "calendar_sequence",
        ],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED
    ROW_SHARED_IF: ClassVar = "status = 'listed' AND visibility <> 'residents'"

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    fellowship = models.ForeignKey(
        "directory.Fellowship", models.PROTECT, related_name="meetings"
    )
    group = models.ForeignKey(
        "directory.Group",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
    )
    venue = models.ForeignKey(
        "directory.Venue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
    )
    name = models.CharField(max_length=255)
    status = models.CharField(
        max_length=10, choices=MeetingStatus.choices, default=MeetingStatus.LISTED
    )
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    # When the public last stopped seeing it: what feeds tell as a tombstone.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # When anything that the public sees of it last changed, its confirmation included.
    changed_at = models.DateTimeField(default=clock.now)

    frequency = models.CharField(
        max_length=16, choices=[(item.value, item.value) for item in Frequency]
    )
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # Monday is 0
    interval = models.PositiveSmallIntegerField(default=1)
    ordinals = models.JSONField(default=list)
    day_of_month = models.PositiveSmallIntegerField(null=True, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    timezone = models.CharField(max_length=64, default="Europe/London")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    anchored_on = models.DateField(null=True, blank=True)

    mode = models.CharField(max_length=10, choices=Mode.choices, blank=True)
    openness = models.CharField(max_length=10, choices=Openness.choices, blank=True)
    features = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    type_codes = models.JSONField(default=list)  # [fellowship's key, its code], as told
    venue_closed = models.BooleanField(default=False)
    conference_url = models.URLField(max_length=1000, blank=True)
    conference_phone = models.CharField(max_length=255, blank=True)
    conference_notes = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    website = models.URLField(max_length=1000, blank=True)

    # Copied from the newest Verification, because every list shows it.
    verified_on = models.DateField(null=True, blank=True)
    verified_how = models.CharField(max_length=20, blank=True)
    # The same of the newest Correction that says it did not meet and waits for an answer.
    doubted_on = models.DateField(null=True, blank=True)

    # Beside its record, which is for its own area only: whose list it is in, anybody may read.
    source = models.ForeignKey(
        "directory.MeetingSource",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
    )
    source_record = models.ForeignKey(
        "directory.SourceRecord",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
    )
    slot = models.PositiveSmallIntegerField(default=0)  # which schedule of its record
    source_updated_at = models.DateTimeField(null=True, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0)  # RFC 5545 SEQUENCE

    objects = MeetingQuerySet.as_manager()

    class Meta:
        # A check passes where it comes to neither true nor false, as a bare range of NULL does.
        constraints = [
            models.UniqueConstraint(
                fields=["source_record", "slot"], name="directory_meeting_slot_once"
            ),
            models.CheckConstraint(
                condition=models.Q(frequency=Frequency.APPOINTMENT)
                | models.Q(start_time__isnull=False),
                name="directory_meeting_has_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    frequency__in=[Frequency.WEEKLY, Frequency.MONTHLY_WEEKDAY]
                )
                | models.Q(weekday__isnull=False, weekday__range=(0, 6)),
                name="directory_meeting_has_a_weekday",
            ),
            models.CheckConstraint(
                condition=~models.Q(frequency=Frequency.MONTHLY_DATE)
                | models.Q(day_of_month__isnull=False, day_of_month__range=(1, 31)),
                name="directory_meeting_has_a_day_of_month",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status=MeetingStatus.MERGED, merged_into__isnull=False
                )
                | (
                    ~models.Q(status=MeetingStatus.MERGED)
                    & models.Q(merged_into__isnull=True)
                ),
                name="directory_meeting_merged_into_one",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "status"]),
            models.Index(fields=["area", "changed_at"]),
        ]

    def __str__(self) -> str:
        return self.name

    def is_published(self) -> bool:
        """Whether the public may see it, as `published()` asks of many."""
        is_listed = self.status == MeetingStatus.LISTED
        return is_listed and self.visibility != Visibility.RESIDENTS

    def checked_by(self) -> str:
        """The role of whoever told us of the last check; blank where nobody did."""
        newest = self.verifications.order_by("-verified_on", "-recorded_at").first()
        return newest.by_role if newest and self.verified_on else ""

    def listed_as(self) -> "Meeting":
        """The one that stands for it, however often that was merged in its turn."""
        meeting = self
        while meeting.merged_into is not None:
            meeting = meeting.merged_into
        return meeting

    def pattern(self) -> Schedule:
        """The pattern alone."""
        return schedule_from(self, ())

    def schedule(self) -> Schedule:
        """The pattern with its different dates; prefetch `different_dates` for many."""
        exceptions = tuple(date.as_exception() for date in self.different_dates.all())
        return schedule_from(self, exceptions)


def schedule_from(row: Meeting, exceptions: tuple[DateException, ...]) -> Schedule:
    """The schedule of anything that has a meeting's columns as attributes."""
    minutes = row.duration_minutes
    return Schedule(
        frequency=Frequency(row.frequency),
        weekday=row.weekday,
        interval=row.interval,
        ordinals=tuple(row.ordinals),
        day_of_month=row.day_of_month,
        start_time=row.start_time,
        duration=timedelta(minutes=minutes) if minutes else None,
        timezone=row.timezone,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        anchored_on=row.anchored_on,
        exceptions=exceptions,
    )


def schedule_from_columns(columns: Mapping[str, Any]) -> Schedule:
    """The schedule of pattern columns that no row holds (yet)."""
    return schedule_from(SimpleNamespace(**columns), ())  # type: ignore[arg-type]

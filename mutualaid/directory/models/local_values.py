"""What was said here about a meeting, beside what its source says."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.row_security import RowScope


class MeetingField(models.TextChoices):
    """What can be said of a meeting in one breath; the keys of changes and of local values.

    `pattern` is a dictionary of PATTERN_COLUMNS, `venue` and `group` are references; every
    other is the column of the same name as JSON holds it.
    """

    NAME = "name", _("Name")
    PATTERN = "pattern", _("When it meets")
    VENUE = "venue", _("Where it meets")
    GROUP = "group", _("Group")
    FELLOWSHIP = "fellowship", _("Fellowship")  # its key; never a local value
    MODE = "mode", _("How people take part")
    OPENNESS = "openness", _("Open or closed")
    FEATURES = "features", _("What it offers")
    LANGUAGES = "languages", _("Languages")
    VENUE_CLOSED = "venue_closed", _("Usual place closed")
    CONFERENCE_URL = "conference_url", _("Link to join online")
    CONFERENCE_PHONE = "conference_phone", _("Telephone to join")
    CONFERENCE_NOTES = "conference_notes", _("How to join")
    NOTES = "notes", _("Notes")
    WEBSITE = "website", _("Its own page")
    VISIBILITY = "visibility", _("What the public sees")
    STATUS = "status", _("Whether it is listed")  # never a local value


class LocalValue(models.Model):
    """A value set here. It wins over the source's until somebody has looked at both.

    `source_value` is what the source said when the local value was set or last looked at;
    `offered` is what it says since, if that is different: then it waits to be looked at.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area meeting field value source_value offered needs_review set_at by_role"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "directory.Meeting", models.CASCADE, related_name="local_values"
    )
    field = models.CharField(max_length=20, choices=MeetingField.choices)
    value = models.JSONField(null=True)
    source_value = models.JSONField(null=True)
    offered = models.JSONField(null=True)
    needs_review = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    by_role = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "field"], name="directory_local_value_once"
            ),
        ]
        indexes = [models.Index(fields=["area", "needs_review"])]

    def __str__(self) -> str:
        return f"{self.field} of {self.meeting_id}"


class DifferentMeetings(models.Model):
    """Two that look alike and are not the same: not asked about again."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area first second told_at by_role"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    first = models.ForeignKey("directory.Meeting", models.CASCADE, related_name="+")
    second = models.ForeignKey("directory.Meeting", models.CASCADE, related_name="+")
    told_at = models.DateTimeField()
    by_role = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="directory_different_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="directory_different_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"

"""Reading a list once: what was staged, what it changed, and so what can be undone."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat


class ImportStatus(models.TextChoices):
    """How far a reading has come."""

    STAGED = "staged", _("Waiting for a yes")
    APPLIED = "applied", _("Taken over")
    REFUSED = "refused", _("Held back")  # by the guard: the last good copy stays
    FAILED = "failed", _("Could not be read")
    DROPPED = "dropped", _("Left alone")
    UNDONE = "undone", _("Undone")


# From which status to which, and what brings it there.
IMPORT_CHANGES: dict[tuple[ImportStatus, ImportStatus], str] = {
    (ImportStatus.STAGED, ImportStatus.APPLIED): "somebody, or its schedule, says yes",
    (ImportStatus.STAGED, ImportStatus.REFUSED): "too much of the list is missing",
    (ImportStatus.STAGED, ImportStatus.FAILED): "it cannot be read with this mapping",
    (ImportStatus.STAGED, ImportStatus.DROPPED): "somebody says no, or nobody answers",
    (ImportStatus.REFUSED, ImportStatus.APPLIED): "somebody says that the drop is true",
    (ImportStatus.REFUSED, ImportStatus.DROPPED): "somebody says no, or nobody answers",
    (ImportStatus.APPLIED, ImportStatus.UNDONE): "somebody undoes it",
}


WAITING = (ImportStatus.STAGED, ImportStatus.REFUSED)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Finds readings of lists."""

    def visible_to(self, hat: Hat) -> "ImportRunQuerySet":
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def waiting(self) -> "ImportRunQuerySet":
        """Those that somebody has to say yes or no to."""
        return self.filter(status__in=WAITING)


class ImportRun(Referenced):
    """One reading of one list. `rows` are its redacted records, kept until it is settled."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference area source source_name status file_name address format fellowship "
        "timezone mapping rows former counts problems is_scheduled by_token by_role "
        "started_at finished_at undone_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    # None until a list of this name is first taken over.
    source = models.ForeignKey(
        "directory.MeetingSource",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="runs",
    )
    source_name = models.CharField(max_length=120)
    status = models.CharField(
        max_length=10, choices=ImportStatus.choices, default=ImportStatus.STAGED
    )
    file_name = models.CharField(max_length=255, blank=True)
    address = models.URLField(max_length=1000, blank=True)
    format = models.CharField(max_length=30, blank=True)
    fellowship = models.CharField(max_length=40, blank=True)  # a key
    timezone = models.CharField(max_length=64, default="Europe/London")
    mapping = models.JSONField(default=dict)
    rows = models.BinaryField(null=True)
    # What was there before and stands in no MeetingChange: records, dates, local values.
    former = models.BinaryField(null=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    is_scheduled = models.BooleanField(default=False)
    by_token = models.CharField(max_length=40)
    by_role = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at", "-pk")
        indexes = [models.Index(fields=["area", "started_at"])]

    def __str__(self) -> str:
        return f"{self.source_name} {self.started_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to say yes or no to it."""
        return self.status in WAITING


class ChangeKind(models.TextChoices):
    """What became of a meeting."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Taken out")


class ChangeReason(models.TextChoices):
    """What brought a change about."""

    IMPORT = "import", _("A list was read")
    UNDO = "undo", _("A reading was undone")
    EDIT = "edit", _("By hand")
    CORRECTION = "correction", _("Somebody told us")
    MERGE = "merge", _("It was listed twice")


class MeetingChange(models.Model):
    """What a meeting was before and after, field by field: nothing in it is anybody's.

    `before` and `after` hold the changed fields alone, by the names of MeetingField.
    """

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area meeting run kind reason before after by_role changed_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "directory.Meeting", models.CASCADE, related_name="changes"
    )
    run = models.ForeignKey(
        "directory.ImportRun",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="changes",
    )
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    reason = models.CharField(max_length=10, choices=ChangeReason.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by_role = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.meeting_id}"

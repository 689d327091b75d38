"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models import NoteKind

register(
    {
        "indicators.add_note": _("Noted something on a chart"),
        "indicators.add_rebase": _("Had a chart’s limits worked out anew"),
        "indicators.release_quarter": _("Released a quarter’s table"),
        "indicators.remove_note": _("Took a note off a chart"),
        "indicators.remove_rebase": _("Let a chart’s limits run on as they were"),
        "indicators.set_baseline": _("Said what a chart’s limits rest on"),
        "indicators.set_target": _("Set the target of a chart"),
        "indicators.take_readings": _("Took the month’s readings"),
    }
)
register_details(
    {
        "baseline": _("first points that count"),
        "month": _("month"),
        "note": _("kind of note"),
        "quarter": _("quarter"),
        "readings": _("how many"),
        "target": _("target"),
    },
    {"note": dict(NoteKind.choices)},
)
register_subjects({"indicator": _("indicator %(reference)s")})

"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

register(
    {
        "handouts.end_insert": _("Took a local paragraph off a hand-out"),
        "handouts.publish_insert": _("Put a local paragraph on a hand-out"),
        "handouts.write_insert": _("Wrote a local paragraph for a hand-out"),
    }
)
register_details({"sheet": _("hand-out"), "insert_version": _("version")})
register_subjects({"insert": _("local paragraph %(reference)s")})

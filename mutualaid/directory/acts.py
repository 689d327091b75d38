"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

register(
    {
        "directory.extra_date": _("Added a date to a meeting"),
        "directory.cancelled_date": _("Marked a date of a meeting as cancelled"),
        "directory.change_meeting": _("Changed a meeting"),
        "directory.import_meetings": _("Took in a list of meetings"),
        "directory.load_national_fellowships": _("Updated the national fellowships"),
        "directory.moved_date": _("Moved a date of a meeting"),
        "directory.verify_meeting": _("Confirmed that a meeting runs"),
    }
)

register_details(
    {
        "accepted": _("taken in"),
        "fields": _("what"),
        "gone": _("gone"),
        "kind": _("how"),
        "new": _("new"),
        "read": _("read"),
        "reason": _("why"),
        "rejected": _("left out"),
        "unchanged": _("as before"),
    },
    {
        "kind": {
            "visited": _("visited"),
            "confirmed": _("confirmed by the group"),
            "seen": _("seen on a list"),
        }
    },
)
register_subjects(
    {"meeting": _("meeting %(reference)s"), "source": _("list %(reference)s")}
)

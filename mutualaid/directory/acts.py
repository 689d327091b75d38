"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register

register(
    {
        "directory.extra_date": _("Added a date to a meeting"),
        "directory.cancelled_date": _("Marked a date of a meeting as cancelled"),
        "directory.import_meetings": _("Took in a list of meetings"),
        "directory.load_national_fellowships": _("Updated the national fellowships"),
        "directory.moved_date": _("Moved a date of a meeting"),
        "directory.verify_meeting": _("Confirmed that a meeting runs"),
    }
)

"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register

register(
    {
        "geography.import_postcodes": _("Took in a list of postcodes"),
        "geography.remember_places": _("Took in a list of places"),
    }
)

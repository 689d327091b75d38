"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register

from .models import Looked

register(
    {f"privacy.look_{what.value.replace('-', '_')}": what.label for what in Looked}
)
register(
    {
        "privacy.erase": _("Erased what was kept about a client"),
        "privacy.rotate_keys": _("Changed the keys of the vault and of hashes"),
    }
)

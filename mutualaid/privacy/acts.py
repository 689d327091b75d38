"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register

from .models import Looked

register(
    {f"privacy.look_{what.value.replace('-', '_')}": what.label for what in Looked}
)
register(
    {
        "privacy.raise_bulk_alarm": _("Opened the records of very many people"),
        "privacy.settle_bulk_alarm": _("Looked into an alarm about many records"),
        "privacy.erase": _("Erased what was kept about a client"),
        "privacy.rotate_keys": _("Changed the keys of the vault and of hashes"),
    }
)
register(
    {
        "privacy.confirm_date": _("Confirmed the date after a long gap"),
        "privacy.decide_review": _("Decided on a record whose time is over"),
        "privacy.lift_hold": _("Lifted a hold on a record"),
        "privacy.list_for_review": _("Listed a record whose time is over"),
        "privacy.place_hold": _("Placed a hold on a record"),
        "privacy.take_back_review": _("Took a record off the list of reviews"),
    }
)

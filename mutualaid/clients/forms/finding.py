"""Looking for one client, and saying why a name is needed."""

from django.utils.translation import gettext_lazy as _

from mutualaid.clients.reasons import NameReason
from mutualaid.design_system.forms import Form, RadiosField
from mutualaid.organisations.forms.places import LineField


class FindClientForm(Form):
    """Never in an address: what is typed may be a name."""

    words = LineField(
        label=_("Reference, or the whole name"),
        help_text=_("For example, K7Q-4MX-9TWB. A part of either finds nobody."),
        max_length=80,
        width=20,
        error_messages={"required": _("Write a reference or a name.")},
    )


class NameReasonForm(Form):
    """Why somebody reads a name who does not work with the client."""

    reason = RadiosField(
        label=_("Why do you need the name?"),
        choices=NameReason.choices,
        error_messages={"required": _("Choose why you need the name.")},
    )

    def clean_reason(self) -> NameReason:
        return NameReason(self.cleaned_data["reason"])


class RecordKeepingForm(Form):
    """The switch."""

    is_on = RadiosField(
        label=_("Does this service keep records of clients here?"),
        choices=[
            ("on", _("Yes, under a reference, with as little as possible")),
            ("off", _("No, it counts tallies only")),
        ],
    )

    def clean_is_on(self) -> bool:
        return self.cleaned_data["is_on"] == "on"

"""The form of the locked screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import Form, TextField


class UnlockForm(Form):
    """A code, typed; a passkey's answer comes in a field that nobody sees."""

    code = TextField(
        label=_("Code"),
        help_text=_("From your authenticator app, or one of your recovery codes."),
        required=False,
        autocomplete="one-time-code",
        spellcheck=False,
        width=10,
        max_length=40,
    )
    credential = forms.CharField(
        required=False, max_length=20_000, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            self.add_error("code", gettext("Write the code."))
        return given

    def was_wrong(self) -> None:
        """Say so; whoever found the screen has the five tries, too."""
        self.add_error(
            "code",
            gettext(
                "That did not open the screen. Codes change every half minute and work once; "
                "wait for the next one. After five wrong ones you are signed out."
            ),
        )

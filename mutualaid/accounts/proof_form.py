"""A second factor once more, asked on the form of whatever needs it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import Form, TextField


class ProofForm(Form):
    """A code, typed; a passkey's answer comes in a field that nobody sees.

    Where `is_proved`, neither is asked for: a proof was given that nothing has used yet.
    """

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

    def __init__(self, *args: Any, is_proved: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_proved = is_proved

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        proof = given.get("code") or given.get("credential")
        if not proof and not self.is_proved and "code" not in self.errors:
            self.add_error("code", gettext("Write the code."))
        return given

"""What people type at the door and about their own account."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.forms import EmailField, Form, PasswordField, TextField

from .models import User
from .passwords import LONGEST


class SignInForm(Form):
    """The e-mail address and the password."""

    email = EmailField(label=_("E-mail address"), autocomplete="username")
    password = PasswordField(
        label=_("Password"), autocomplete="current-password", max_length=LONGEST
    )


class CodeForm(Form):
    """The code of an authenticator app."""

    code = TextField(
        label=_("Code from your app"),
        help_text=_("Six figures. A new code comes every half minute."),
        autocomplete="one-time-code",
        inputmode="numeric",
        spellcheck=False,
        width=10,
        max_length=20,
    )


class RecoveryCodeForm(Form):
    """One of the codes that were printed."""

    recovery_code = TextField(
        label=_("Recovery code"),
        help_text=_("Twelve letters and figures. Each code works once."),
        autocomplete="off",
        spellcheck=False,
        width=20,
        max_length=40,
    )


class PasswordForm(Form):
    """One's own password, once more."""

    password = PasswordField(
        label=_("Password"), autocomplete="current-password", max_length=LONGEST
    )


class EmailForm(Form):
    """Whose password was forgotten."""

    email = EmailField(label=_("E-mail address"), autocomplete="username")


class NewPasswordForm(Form):
    """A new password; the page can show it, so it is asked for once."""

    new_password = PasswordField(
        label=_("New password"),
        help_text=_("At least 12 characters. Anything you can type or paste will do."),
        autocomplete="new-password",
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The present password and the one that takes its place."""

    password = PasswordField(
        label=_("Present password"), autocomplete="current-password", max_length=LONGEST
    )
    field_order = ("password", "new_password")


class PasskeyForm(Form):
    """What the browser answers for a passkey, and what its owner calls it."""

    credential = TextField(label=_("Passkey"), max_length=20_000)
    name = TextField(
        label=_("What to call it"),
        help_text=_("So that you know it again, like “blue key” or “office laptop”."),
        required=False,
        max_length=40,
        autocomplete="off",
    )

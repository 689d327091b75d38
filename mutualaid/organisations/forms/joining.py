"""The form of somebody who was invited and has no account yet."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from mutualaid.accounts.models import User
from mutualaid.design_system.forms import Form, PasswordField

from .places import LineField


class NewAccountForm(Form):
    """A name and a password for the address that was invited."""

    name = LineField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("As colleagues know you."),
        max_length=120,
        width=30,
        autocomplete="name",
    )
    password = PasswordField(
        label=gettext_lazy("Choose a password"),
        help_text=gettext_lazy(
            "At least 12 characters. Three words that do not belong together work well."
        ),
        max_length=1000,
        autocomplete="new-password",
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        password = given.get("password")
        if password:
            user = User(email=self.email, name=given.get("name", ""))
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.add_error("password", error)
        return given

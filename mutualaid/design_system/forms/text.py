"""Fields that a person types into, and the file field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from .rendering import BoundField, MarkupField


class TypedField(MarkupField):
    """Adds what helps with typing: width in characters, autocomplete, keyboard, affixes."""

    default_error_messages = {
        "max_length": gettext_lazy(
            "Use %(limit_value)d characters or fewer; these are %(show_value)d."
        ),
        "null_characters_not_allowed": gettext_lazy(
            "Take out the characters that cannot be seen."
        ),
    }

    def __init__(
        self,
        *args: Any,
        width: int | None = None,
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool | None = None,
        prefix: str = "",
        suffix: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.width = width
        self.typing = {
            "autocomplete": autocomplete,
            "inputmode": inputmode,
            "spellcheck": spellcheck,
            "prefix": {"text": prefix} if prefix else None,
            "suffix": {"text": suffix} if suffix else None,
        }

    def params(self, bound: BoundField) -> dict[str, Any]:
        params = super().params(bound)
        params.update(
            (name, value)
            for name, value in self.typing.items()
            if value not in ("", None)
        )
        if self.width:
            params["classes"] = (
                f"{self.classes} govuk-input--width-{self.width}".strip()
            )
        value = bound.value()
        return {**params, "value": "" if value is None else str(value)}


class TextField(TypedField, forms.CharField):
    """One line of text."""


class EmailField(TypedField, forms.EmailField):
    """An e-mail address."""

    default_error_messages = {
        "invalid": gettext_lazy(
            "Write the e-mail address in full, like name@example.org."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("autocomplete", "email")
        super().__init__(spellcheck=False, **kwargs)

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {**super().params(bound), "type": "email"}


class TextareaField(TypedField, forms.CharField):
    """Several lines; with `max_words` or `max_length` the page counts along."""

    widget = forms.Textarea

    def __init__(
        self, *, rows: int = 5, max_words: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.rows = rows
        self.max_words = max_words

    @property
    def component(self) -> str:  # type: ignore[override]
        return "character-count" if self.max_words or self.max_length else "textarea"

    def to_python(self, value: Any) -> str:
        # Browsers send two characters for a line break but count it as one.
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        words = len(value.split())
        if self.max_words and words > self.max_words:
            raise ValidationError(
                gettext("Use %(most)d words or fewer; these are %(words)d."),
                code="max_words",
                params={"most": self.max_words, "words": words},
            )

    def params(self, bound: BoundField) -> dict[str, Any]:
        params = {**super().params(bound), "rows": self.rows}
        if self.max_words:
            text = gettext("Up to %(most)d words") % {"most": self.max_words}
            params |= {"maxwords": self.max_words, "textareaDescriptionText": text}
        elif self.max_length:
            text = gettext("Up to %(most)d characters") % {"most": self.max_length}
            params |= {"maxlength": self.max_length, "textareaDescriptionText": text}
        return params


class PasswordField(TypedField, forms.CharField):
    """A password, which is never written back into the page."""

    component = "password-input"
    widget = forms.PasswordInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {**super().params(bound), "value": "", **_words_of_passwords()}


def _words_of_passwords() -> dict[str, str]:
    """What the button beside a password says, and what is read out when it is pressed."""
    return {
        "showPasswordText": gettext("Show"),
        "hidePasswordText": gettext("Hide"),
        "showPasswordAriaLabelText": gettext("Show password"),
        "hidePasswordAriaLabelText": gettext("Hide password"),
        "passwordShownAnnouncementText": gettext("Your password can be seen"),
        "passwordHiddenAnnouncementText": gettext("Your password is hidden"),
    }


class FileField(MarkupField, forms.FileField):
    """A file to send; `accept` is a hint for the browser, never a check."""

    component = "file-upload"

    def __init__(self, *, accept: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.accept = accept

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {
            **super().params(bound),
            "attributes": {"accept": self.accept} if self.accept else {},
        }

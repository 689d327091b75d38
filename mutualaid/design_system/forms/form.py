"""The base of our forms: messages that name their field, and the summary of errors."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from markupsafe import Markup

from mutualaid.design_system.jinja import govuk

from .rendering import BoundField, MarkupField


class Form(forms.Form):
    """A form whose template needs only `{{ form.error_summary }}` and `{{ form.<field> }}`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, MarkupField) and not field.says_what_is_missing:
                field.error_messages["required"] = gettext(
                    "“%(label)s” needs an answer."
                ) % {"label": field.label or capfirst(name.replace("_", " "))}

    @property
    def error_prefix(self) -> str:
        """Goes before the page's title, so that a screen reader says it first."""
        return gettext("Error: ") if self.errors else ""

    @property
    def error_summary(self) -> Markup:
        """Every error with a link to its input; nothing where there are none."""
        if not self.errors:
            return Markup("")
        about_all = [{"text": text} for text in self.non_field_errors()]
        title = gettext("There is a problem")
        return govuk(
            "error-summary",
            {"titleText": title, "errorList": about_all + self._field_errors()},
        )

    def _field_errors(self) -> list[dict[str, str]]:
        return [
            {"text": str(text), "href": f"#{bound.first_wrong_id}"}
            for bound in self
            if isinstance(bound, BoundField)
            for text in bound.errors
        ]

"""How a form becomes markup: Django's renderer and bound field, led to the macros."""

from typing import Any

from django import forms
from django.forms import renderers
from django.template import engines
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mutualaid.design_system.jinja import govuk


class BoundField(forms.BoundField):
    """A field with its data; printing it writes the whole group, not the bare input."""

    @property
    def id(self) -> str:
        return self.auto_id or self.html_name

    @property
    def ours(self) -> "MarkupField | None":
        """The field, where it is one of this library's and to be seen."""
        field: object = self.field
        return field if isinstance(field, MarkupField) and not self.is_hidden else None

    @property
    def first_wrong_id(self) -> str:
        """Where the error summary leads."""
        return self.ours.first_wrong_id(self) if self.ours else self.id

    def as_field_group(self) -> SafeString:
        if self.ours is None:
            return self.as_widget()
        return SafeString(govuk(self.ours.component, self.ours.params(self)))

    def __str__(self) -> SafeString:
        return self.as_field_group()

    __html__ = __str__

    def shared_params(self) -> dict[str, Any]:
        """What each macro wants, whatever the kind of field."""
        params: dict[str, Any] = {"name": self.html_name}
        if self.help_text:
            params["hint"] = {"text": self.help_text}
        if self.errors:
            params["errorMessage"] = {
                "text": self.errors[0],
                "visuallyHiddenText": gettext("Error"),
            }
        return params


class Renderer(renderers.BaseRenderer):
    """Finds form templates among ours; Django's own widgets keep Django's environment."""

    bound_field_class = BoundField
    form_template_name = "design_system/form.jinja"

    @cached_property
    def django_forms(self) -> renderers.Jinja2:
        return renderers.Jinja2()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/"):
            return self.django_forms.get_template(template_name)
        return engines["jinja2"].get_template(template_name)


class MarkupField(forms.Field):
    """What our fields share: a macro to be written by, and how large their label is.

    `size` is s, m, l or xl; `is_heading` makes the label the heading of the page.
    """

    component = "input"

    def __init__(
        self,
        *args: Any,
        size: str = "s",
        is_heading: bool = False,
        classes: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.size = size
        self.is_heading = is_heading
        self.classes = classes
        self.says_what_is_missing = "required" in (kwargs.get("error_messages") or {})

    def params(self, bound: BoundField) -> dict[str, Any]:
        """The parameters of the field's macro."""
        return {
            **bound.shared_params(),
            "id": bound.id,
            "classes": self.classes,
            "label": self.heading(bound, "govuk-label"),
        }

    def heading(self, bound: BoundField, block: str) -> dict[str, Any]:
        """Label or legend."""
        return {
            "text": bound.label,
            "classes": f"{block}--{self.size}",
            "isPageHeading": self.is_heading,
        }

    def first_wrong_id(self, bound: BoundField) -> str:
        return bound.id

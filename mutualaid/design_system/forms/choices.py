"""Fields that a person chooses from."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from .rendering import BoundField, MarkupField


class ChoosingField(MarkupField):
    """Adds a hint for each choice: `choice_hints={value: text}`."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Choose one of the answers in the list."),
    }

    def __init__(
        self, *args: Any, choice_hints: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choice_hints = choice_hints or {}

    def items(self, bound: BoundField, chosen_as: str) -> list[dict[str, Any]]:
        """The choices for a macro; `chosen_as` is its word for a choice that is made."""
        value = bound.value()
        values = value if isinstance(value, list | tuple) else [value]
        chosen = {str(one) for one in values if one is not None}
        return [
            self.item(key, text, {chosen_as: str(key) in chosen})
            for key, text in flattened(self.choices)  # type: ignore[attr-defined]
        ]

    def item(self, key: Any, text: str, chosen: dict[str, bool]) -> dict[str, Any]:
        made: dict[str, Any] = {"value": str(key), "text": text, **chosen}
        if hint := self.choice_hints.get(str(key)):
            made["hint"] = {"text": hint}
        return made


def flattened(choices: Any) -> Iterator[tuple[Any, str]]:
    """Every choice, whether or not Django was given them in groups."""
    for key, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield key, text


class GroupField(ChoosingField):
    """Choices that stand on the page under one legend."""

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {
            **bound.shared_params(),
            "idPrefix": bound.id,
            "classes": self.classes,
            "fieldset": {"legend": self.heading(bound, "govuk-fieldset__legend")},
            "items": self.items(bound, "checked"),
        }


class RadiosField(GroupField, forms.ChoiceField):
    """One of a few."""

    component = "radios"
    widget = forms.RadioSelect


class CheckboxesField(GroupField, forms.MultipleChoiceField):
    """Any of several."""

    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple


class SelectField(ChoosingField, forms.ChoiceField):
    """One of many, in a list that unfolds."""

    component = "select"

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {**super().params(bound), "items": self.items(bound, "selected")}


class CheckboxField(MarkupField, forms.BooleanField):
    """A single yes."""

    component = "checkboxes"

    def params(self, bound: BoundField) -> dict[str, Any]:
        yes = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
        return {**bound.shared_params(), "idPrefix": bound.id, "items": [yes]}

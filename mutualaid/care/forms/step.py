"""The form of one step, made from its questions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from mutualaid.care.models import Outcome
from mutualaid.care.questions import SCALE, Answer, Kind, Question
from mutualaid.care.steps import Step
from mutualaid.clients.forms.identity import NOT_WHOLE
from mutualaid.design_system.forms import (
    CheckboxesField,
    DateField,
    Form,
    RadiosField,
    TextareaField,
)
from mutualaid.design_system.forms.rendering import MarkupField

LONGEST_NOTE = 300
SCALED = "govuk-radios--small ma-scale"
# Choices that are short enough, together, stand on one line where there is room.
SHORT_CHOICES = 40
HIDDEN = {"outcome", "revision"}
INLINE = "govuk-radios--inline govuk-radios--small"


class StepForm(Form):
    """Which button was pressed is the outcome; nothing else needs an answer."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NOT_WHOLE),
    )
    revision = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), NOT_WHOLE),
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        for question in step.questions:
            self.fields[question.key] = _field(question)
        self.fields["note"] = TextareaField(
            label=step.note,
            help_text=_("Write it as if they will read it: they can."),
            required=False,
            max_length=LONGEST_NOTE,
            rows=3,
        )

    def asked(self) -> list[Any]:
        """The fields of the questions, in order, for the page."""
        return [self[question.key] for question in self.step.questions]

    def answers(self) -> dict[str, Answer]:
        """What was answered, as it is stored; for a form that is valid."""
        return {
            question.key: _stored(question, self.cleaned_data[question.key])
            for question in self.step.questions
            if self.cleaned_data[question.key]
        }

    def given(self) -> dict[str, Any]:
        """For the action; for a form that is valid."""
        return {
            "outcome": Outcome(self.cleaned_data["outcome"]),
            "answers": self.answers(),
            "note": self.cleaned_data["note"],
            "revision": self.cleaned_data["revision"],
        }

    def typed(self) -> dict[str, list[str]]:
        """What was sent for the step, as it was typed, valid or not."""
        sent: Any = self.data
        return {name: sent.getlist(name) for name in sent if self._is_typed(name)}

    def _is_typed(self, name: str) -> bool:
        """Whether this was sent by a field of the step, or by one box of a date."""
        visible = self.fields.keys() - HIDDEN
        return any(name == each or name.startswith(f"{each}-") for each in visible)


def as_typed(step: Step, typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a page shows of a draft: initial values for a StepForm."""
    data: MultiValueDict[str, str] = MultiValueDict(
        {name: list(values) for name, values in typed.items()}
    )
    files: MultiValueDict[str, Any] = MultiValueDict()
    return {
        name: field.widget.value_from_datadict(data, files, name)
        for name, field in StepForm(step=step).fields.items()
        if name not in HIDDEN
    }


def as_stored(step: Step, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """What a page shows of stored answers: initial values for a StepForm."""
    days = {each.key for each in step.questions if each.kind is Kind.DAY}
    return {
        key: date.fromisoformat(str(value)) if key in days else value
        for key, value in answers.items()
    }


def _field(question: Question) -> MarkupField:
    told: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": False,
    }
    if question.kind is Kind.DAY:
        return DateField(**told)
    if question.kind is Kind.SCALE:
        numbers = [(str(number), str(number)) for number in SCALE]
        return RadiosField(choices=numbers, classes=SCALED, **told)
    choices = list(question.choices.items())
    if question.kind is Kind.SOME:
        return CheckboxesField(
            choices=choices, classes="govuk-checkboxes--small", **told
        )
    words = sum(len(str(label)) for _key, label in choices)
    side_by_side = INLINE if words <= SHORT_CHOICES else "govuk-radios--small"
    return RadiosField(choices=choices, classes=side_by_side, **told)


def _stored(question: Question, value: Any) -> Answer:
    if question.kind is Kind.DAY:
        return str(value.isoformat())
    return int(value) if question.kind is Kind.SCALE else value

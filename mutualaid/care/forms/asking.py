"""A form that is made from questions, with a note at its end."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutualaid.care.questions import SCALE, Answer, Kind, Question, Text
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
SMALL = "govuk-radios--small"
INLINE, SCALED = f"govuk-radios--inline {SMALL}", f"{SMALL} ma-scale"
# Choices that are short enough, together, stand on one line where there is room.
SHORT_CHOICES = 40


class QuestionsForm(Form):
    """Nothing needs an answer. `revision` is what the page had seen."""

    revision = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), NOT_WHOLE),
    )

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        note: Text,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = _field(question)
        self.fields["note"] = TextareaField(
            label=note,
            help_text=_("Write it as if they will read it: they can."),
            required=False,
            max_length=LONGEST_NOTE,
            rows=3,
        )

    def asked(self) -> list[Any]:
        """The fields of the questions, in order, for the page."""
        return [self[question.key] for question in self.questions]

    def answers(self) -> dict[str, Answer]:
        """What was answered, as it is stored; for a form that is valid."""
        return {
            question.key: _stored(question, self.cleaned_data[question.key])
            for question in self.questions
            if self.cleaned_data[question.key]
        }

    def given(self) -> dict[str, Any]:
        """For an action; for a form that is valid."""
        return {
            "answers": self.answers(),
            "note": self.cleaned_data["note"],
            "revision": self.cleaned_data["revision"],
        }


def as_stored(
    questions: Sequence[Question], answers: Mapping[str, Answer]
) -> dict[str, Any]:
    """What a page shows of stored answers: initial values for the form."""
    days = {each.key for each in questions if each.kind is Kind.DAY}
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
    classes = INLINE if words <= SHORT_CHOICES else SMALL
    return RadiosField(choices=choices, classes=classes, **told)


def _stored(question: Question, value: Any) -> Answer:
    if question.kind is Kind.DAY:
        return str(value.isoformat())
    return int(value) if question.kind is Kind.SCALE else value

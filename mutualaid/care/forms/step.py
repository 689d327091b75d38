"""The form of one step of a session, and what was typed into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from mutualaid.care.models import Outcome
from mutualaid.care.steps import Step
from mutualaid.clients.forms.identity import NOT_WHOLE

from .asking import QuestionsForm

HIDDEN = {"outcome", "revision"}


class StepForm(QuestionsForm):
    """Which button was pressed is the outcome."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NOT_WHOLE),
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, questions=step.questions, note=step.note, **kwargs)

    def given(self) -> dict[str, Any]:
        return {**super().given(), "outcome": Outcome(self.cleaned_data["outcome"])}

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

"""What is asked when an action moves on, is talked about, or is tried out; and of barriers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.design_system.forms import (
    DateField,
    Form,
    RadiosField,
    SelectField,
    TextareaField,
)
from mutualaid.improvement_plan.answers import Trial
from mutualaid.improvement_plan.models import (
    Action,
    ActionStatus,
    BarrierKind,
    Verdict,
)
from mutualaid.improvement_plan.models.actions import CHECKED, NEEDS_WORDS


class MoveForm(Form):
    """Words for a move, where it needs some."""

    words = TextareaField(
        label=_("Do you want to add anything?"), max_length=300, rows=3
    )

    def __init__(
        self, *args: Any, action: Action, to: ActionStatus, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.required = to in NEEDS_WORDS
        field.label = _question(to, has_measure=bool(action.indicator_key))


def _question(to: ActionStatus, *, has_measure: bool) -> str:
    if to == ActionStatus.BLOCKED:
        return gettext("What blocks it?")
    if to == ActionStatus.DROPPED:
        return gettext("Why is it dropped?")
    if to in CHECKED and has_measure:
        return gettext("What does the measure say?")
    if to in CHECKED:
        return gettext("How can one tell what came of it?")
    return gettext("Do you want to add anything?")


class CommentForm(Form):
    """A remark that changes nothing."""

    words = TextareaField(
        label=_("Your comment"),
        help_text=_("Everybody who reads the plan reads it. No client’s name."),
        max_length=500,
        rows=3,
        error_messages={"required": _("Write a few words.")},
    )


class TrialForm(Form):
    """Something small to be tried."""

    question = TextareaField(
        label=_("What do you want to know?"),
        help_text=_(
            "For example: does a text message the day before bring people along?"
        ),
        max_length=200,
        rows=2,
    )
    prediction = TextareaField(
        label=_("What do you expect to happen?"),
        help_text=_("Written beforehand, so that you can be surprised."),
        max_length=300,
        rows=2,
    )
    plan = TextareaField(
        label=_("What will you do, with whom, for how long?"), max_length=500, rows=3
    )
    tried_on = DateField(label=_("On which day does it begin?"))

    def trial(self) -> Trial:
        return Trial(**self.cleaned_data)


class StudyForm(Form):
    """What came of it."""

    happened = TextareaField(label=_("What happened?"), max_length=500, rows=3)
    learned = TextareaField(label=_("What was learned?"), max_length=500, rows=3)
    verdict = RadiosField(label=_("What follows?"), choices=Verdict.choices)

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "verdict": Verdict(self.cleaned_data["verdict"])}


class BarrierForm(Form):
    """Something in the way."""

    words = TextareaField(
        label=_("What is in the way?"),
        help_text=_("One sentence, for example: “No bus after 7pm on Sundays.”"),
        max_length=300,
        rows=2,
        error_messages={"required": _("Say in a sentence what is in the way.")},
    )
    kind = RadiosField(label=_("What is it about?"), choices=BarrierKind.choices)
    statement_key = SelectField(
        label=_("Which statement does it touch most?"), required=False
    )

    def __init__(
        self, *args: Any, statements: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement_key"].choices = [  # type: ignore[attr-defined]
            ("", gettext("None in particular")),
            *((key, f"{key} {short}") for key, short in statements.items()),
        ]

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "kind": BarrierKind(self.cleaned_data["kind"])}


def first_day() -> dict[str, Any]:
    """What the form for a trial begins with."""
    return {"tried_on": clock.today()}

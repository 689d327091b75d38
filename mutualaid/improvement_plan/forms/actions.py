"""What is asked of an action, and of each thing that is done with one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.measures import Indicator, Unit
from mutualaid.design_system.forms import (
    CheckboxesField,
    DateField,
    Form,
    SelectField,
    TextareaField,
    TextField,
)
from mutualaid.improvement_plan.answers import ActionAnswers
from mutualaid.improvement_plan.models import Barrier, Cause
from mutualaid.organisations.forms.places import LineField
from mutualaid.organisations.models import Membership, Service

LARGEST = 1_000_000


class NumberField(TextField):
    """A number as people write it: 90, 90%, 7.5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(width=5, inputmode="decimal", **kwargs)

    def clean(self, value: Any) -> float | None:
        text = super().clean(value).removesuffix("%").strip()
        if not text:
            return None
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            number = math.nan
        if not 0 <= number <= LARGEST:
            raise ValidationError(gettext("Write a number, like 90."), code="number")
        return number

    def prepare_value(self, value: Any) -> Any:
        return f"{value:g}" if isinstance(value, float) else value


class Offered:
    """What the fields of an action can be chosen from."""

    def __init__(
        self,
        *,
        statements: Mapping[str, str],
        barriers: Sequence[Barrier],
        owners: Sequence[Membership],
        services: Sequence[Service],
        indicators: Mapping[str, Indicator],
    ) -> None:
        self.statements = statements
        self.barriers = {each.reference: each for each in barriers}
        self.owners = {each.reference: each for each in owners}
        self.services = {each.reference: each for each in services}
        self.indicators = indicators

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """By field."""
        return {
            "statement_keys": [
                (key, f"{key} {short}") for key, short in self.statements.items()
            ],
            "barriers": [(key, row.words) for key, row in self.barriers.items()],
            "owner": [
                ("", gettext("Nobody yet, or a body without an account")),
                *((key, _named(row)) for key, row in self.owners.items()),
            ],
            "service": [
                ("", gettext("The owner’s, if they have one")),
                *((key, row.name) for key, row in self.services.items()),
            ],
            "indicator_key": [
                ("", gettext("Nothing that is counted here")),
                *((key, str(row.title)) for key, row in self.indicators.items()),
            ],
        }


def _named(owner: Membership) -> str:
    return f"{owner.user.name} ({owner.role_name()}, {owner.place()})"


class ActionForm(Form):
    """An action with everything that can be said of it; only the title is needed."""

    title = LineField(
        label=_("What is to be done?"),
        help_text=_("Begin with a verb: “Ask the Tuesday group for a helpers’ rota”."),
        max_length=160,
        error_messages={"required": _("Say what is to be done.")},
    )
    cause = SelectField(
        label=_("Why is there a gap?"), choices=Cause.choices, initial=Cause.NOT_KNOWN
    )
    cause_words = TextareaField(
        label=_("More about why, if you know"),
        required=False,
        max_length=300,
        rows=2,
    )
    owner = SelectField(label=_("Who does it?"), required=False)
    owner_body = LineField(
        label=_("Or a body without an account"),
        help_text=_("For example, the library. Leave out people’s names."),
        required=False,
        max_length=120,
        width=30,
    )
    service = SelectField(
        label=_("Which service’s line is it?"),
        help_text=_("Its manager can change it, too."),
        required=False,
    )
    due_on = DateField(label=_("By when?"), required=False)
    review_on = DateField(
        label=_("When does somebody look at it again?"), required=False
    )
    indicator_key = SelectField(
        label=_("What will show whether it helped?"), required=False
    )
    target = NumberField(
        label=_("What should it reach?"),
        help_text=_("In the unit of its chart: a share in percent, else a number."),
        required=False,
        max_length=12,
    )
    resources = TextareaField(
        label=_("What does it take?"),
        help_text=_("Time, money, a room, somebody’s word."),
        required=False,
        max_length=300,
        rows=2,
    )
    statement_keys = CheckboxesField(
        label=_("Which statements of the self-assessment is it about?"), required=False
    )
    barriers = CheckboxesField(
        label=_("Which barriers should it lift?"), required=False
    )

    def __init__(
        self,
        *args: Any,
        offered: Offered,
        may_lead: bool,
        answers: ActionAnswers | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=_initial(answers), **kwargs)
        self._offered = offered
        self._before = answers
        for name, choices in offered.choices().items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not may_lead:
            del self.fields["service"]
        if not offered.barriers:
            del self.fields["barriers"]

    def clean_due_on(self) -> Any:
        return self._still_to_come("due_on")

    def clean_review_on(self) -> Any:
        return self._still_to_come("review_on")

    def _still_to_come(self, name: str) -> Any:
        day = self.cleaned_data[name]
        before = getattr(self._before, name) if self._before else None
        if day and day < clock.today() and day != before:
            raise ValidationError(
                gettext("That day is over. Choose one that is still to come."),
                code="over",
            )
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("owner") and told.get("owner_body"):
            self.add_error(
                "owner_body",
                gettext("Choose a person, or write a body’s name: not both."),
            )
        self._check_target(told)
        return told

    def _check_target(self, told: dict[str, Any]) -> None:
        target = told.get("target")
        if target is None:
            return
        indicator = self._offered.indicators.get(told.get("indicator_key") or "")
        if indicator is None:
            self.add_error("target", gettext("Choose what is counted first."))
        elif indicator.unit is Unit.SHARE and target > 100:
            self.add_error("target", gettext("A share is at most 100 percent."))

    def answers(self) -> ActionAnswers:
        """What was answered; for a form that is valid."""
        offered = self._offered
        names = {each.name for each in fields(ActionAnswers)}
        told = {name: self.cleaned_data[name] for name in names & self.fields.keys()}
        return ActionAnswers(
            **{
                **told,
                "cause": Cause(told["cause"]),
                "owner": offered.owners.get(told["owner"]),
                "service": offered.services.get(told.get("service", "")),
                "statement_keys": tuple(told["statement_keys"]),
                "barriers": tuple(
                    offered.barriers[each] for each in told.get("barriers", ())
                ),
            }
        )


class ChangedActionForm(ActionForm):
    """The same, and which version of it was read."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            _("This form is not whole. Open the action once more, then change it."),
        ),
    )


def _initial(answers: ActionAnswers | None) -> dict[str, Any]:
    if answers is None:
        return {}
    told = answers.told()
    for name in ("owner", "service"):
        told[name] = told[name].reference if told[name] else ""
    told["barriers"] = [each.reference for each in answers.barriers]
    told["statement_keys"] = list(answers.statement_keys)
    return told

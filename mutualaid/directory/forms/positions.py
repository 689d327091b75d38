"""The form of a service position: a role and a contact that several people share."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from mutualaid.core import clock
from mutualaid.design_system.forms import (
    CheckboxField,
    DateField,
    EmailField,
    Form,
    SelectField,
)
from mutualaid.directory.models import Fellowship, ServicePosition
from mutualaid.directory.models.relations import PositionRole
from mutualaid.directory.position_answers import REVIEWED_EVERY, PositionAnswers
from mutualaid.organisations.forms.places import LineField

TELEPHONE = re.compile(r"[0-9+() ./-]{3,40}")
FEWEST_DIGITS = 3


class PositionForm(Form):
    """What is told of a position; `fellowship` is asked for a new one only."""

    fellowship = SelectField(label=gettext_lazy("Whose position is it?"), choices=())
    role = SelectField(
        label=gettext_lazy("What is it about?"),
        choices=[("", gettext_lazy("Choose one")), *PositionRole.choices],
    )
    description = LineField(
        label=gettext_lazy("What can a professional ask for?"),
        help_text=gettext_lazy(
            "For example, a talk for staff. Leave out who holds the position: no names."
        ),
        required=False,
        max_length=300,
    )
    shared_email = EmailField(
        label=gettext_lazy("Shared e-mail address"),
        help_text=gettext_lazy(
            "One that goes with the position, not with the person who holds it now."
        ),
        required=False,
        autocomplete="off",
        max_length=254,
    )
    is_shared = CheckboxField(
        label=gettext_lazy("The address is no person’s own"),
        required=False,
    )
    shared_telephone = LineField(
        label=gettext_lazy("Shared telephone number"),
        help_text=gettext_lazy("A helpline or an office."),
        required=False,
        max_length=40,
        width=20,
        inputmode="tel",
    )
    review_on = DateField(
        label=gettext_lazy("When should somebody ask whether it is still so?"),
        help_text=gettext_lazy("People rotate. Half a year is usual."),
    )

    def __init__(
        self, *args: Any, position: ServicePosition | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(position), **kwargs)
        if position is not None:
            del self.fields["fellowship"]
            return
        known = Fellowship.objects.order_by("name").values_list("key", "name")
        self.fields["fellowship"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Choose one")),
            *known,
        ]

    def clean_shared_telephone(self) -> str:
        text: str = self.cleaned_data["shared_telephone"]
        digits = sum(letter.isdigit() for letter in text)
        if text and not (TELEPHONE.fullmatch(text) and digits >= FEWEST_DIGITS):
            raise ValidationError(
                gettext("Write the number in digits and spaces, like 01632 960 001."),
                code="telephone",
            )
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("shared_email") and not told.get("is_shared"):
            self.add_error(
                "is_shared",
                gettext(
                    "Tick this once you know it. An address of somebody’s own would tell "
                    "who is a member."
                ),
            )
        return told

    def answers(self) -> PositionAnswers:
        """What was answered; for a form that is valid."""
        told = self.cleaned_data
        return PositionAnswers(
            **{name: told[name] for name in PositionAnswers.__dataclass_fields__}
        )


def _initial(position: ServicePosition | None) -> dict[str, Any]:
    if position is None:
        return {"review_on": clock.today() + REVIEWED_EVERY}
    names = PositionAnswers.__dataclass_fields__
    told = {name: getattr(position, name) for name in names}
    return {**told, "is_shared": bool(position.shared_email)}

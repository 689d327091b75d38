"""Forms of those who look after an area."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput
from django.utils.translation import gettext, gettext_lazy

from mutualaid.core import clock
from mutualaid.design_system.forms import DateField, Form, RadiosField, TextField
from mutualaid.organisations.roles import ChampionLevel

YEARS_BACK, YEARS_AHEAD = 5, 10
# Characters without a shape of their own: they could end a line or turn it round.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

ABOUT_LEVELS: dict[str, Any] = {
    "strategic": gettext_lazy(
        "For the whole partnership: plans, contracts and what is missing."
    ),
    "therapeutic": gettext_lazy(
        "Among the staff of the service: training, practice and supervision."
    ),
    "community": gettext_lazy(
        "Among people in recovery: goes along, introduces, keeps the list true."
    ),
}


class LineField(TextField):
    """One line of text whose characters can all be seen; spaces in a row count as one."""

    def to_python(self, value: Any) -> str:
        text = " ".join((super().to_python(value) or "").split())
        if any(unicodedata.category(letter) in UNSEEN for letter in text):
            raise ValidationError(
                gettext("Take out the characters that cannot be seen."), code="unseen"
            )
        return text


class PlaceNameForm(Form):
    """The name of an organisation or a service."""

    name = LineField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As people know it. It is shown on pages and in lists."),
        max_length=120,
        width=30,
    )


class HolidayForm(Form):
    """One day on which services are shut."""

    on = DateField(
        label=gettext_lazy("Which day?"),
        help_text=gettext_lazy("For example, 27 12 2027."),
    )
    name = LineField(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("For example, Staff training day."),
        max_length=80,
        width=20,
    )

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        this_year = clock.today().year
        first, last = this_year - YEARS_BACK, this_year + YEARS_AHEAD
        if not first <= on.year <= last:
            raise ValidationError(
                gettext("Choose a day between %(first)d and %(last)d.")
                % {"first": first, "last": last},
                code="year",
            )
        return on


class ChampionLevelForm(Form):
    """The level at which a recovery champion leads."""

    level = RadiosField(
        label=gettext_lazy("At which level does this champion lead?"),
        choice_hints=ABOUT_LEVELS,
    )

    def __init__(
        self, *args: Any, levels: tuple[ChampionLevel, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in levels
        ]

    def clean_level(self) -> ChampionLevel:
        return ChampionLevel(self.cleaned_data["level"])


class PlainForm(Form):
    """Nothing but a button."""


class ClosingForm(Form):
    """A button that says for how many people it speaks: one hidden answer for each role."""

    def __init__(self, *args: Any, held: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = dict(held)
        self.fields["seen"] = CharField(widget=HiddenInput, required=False)

    def expected(self) -> dict[str, int]:
        """What the page told whoever pressed the button; for a form that is valid."""
        return _read_counts(self.cleaned_data["seen"])

    @property
    def seen(self) -> str:
        """What the page tells now, for its hidden answer."""
        return " ".join(f"{role}:{number}" for role, number in self.held.items())


def _read_counts(text: str) -> dict[str, int]:
    pairs = (each.partition(":") for each in text.split())
    return {role: int(n) for role, _, n in pairs if re.fullmatch(r"[0-9]{1,6}", n)}

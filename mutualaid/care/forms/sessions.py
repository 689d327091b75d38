"""Beginning a session."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mutualaid.care.models import Occasion, SessionKind, Way
from mutualaid.design_system.forms import DateField, Form, RadiosField


class StartForm(Form):
    """Which conversation, where in the treatment and how; today unless another day is named."""

    kind = RadiosField(label=_("Which conversation?"), choices=SessionKind.choices)
    occasion = RadiosField(
        label=_("When does it take place?"), choices=Occasion.choices
    )
    way = RadiosField(label=_("How?"), choices=Way.choices)
    held_on = DateField(
        label=_("Which day?"),
        help_text=_("Leave it empty for today."),
        required=False,
    )

    def given(self) -> dict[str, Any]:
        """For the action; for a form that is valid."""
        told = self.cleaned_data
        return {
            "kind": SessionKind(told["kind"]),
            "occasion": Occasion(told["occasion"]),
            "way": Way(told["way"]),
            "held_on": told["held_on"],
        }

"""Planning a meeting with a client, and saying how it went."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutualaid.clients.models import CommitmentStatus
from mutualaid.design_system.forms import (
    Form,
    RadiosField,
    SelectField,
    TextareaField,
)
from mutualaid.organisations.forms.places import LineField

from .identity import NOT_WHOLE

DAYS = [
    ("", _("Any day")),
    ("today", _("Today")),
    ("tomorrow", _("Tomorrow")),
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
]


class LookForMeetingForm(Form):
    """Sent, never written into an address: beside a reference it would tell too much."""

    q = LineField(
        label=_("Name, fellowship or place"),
        required=False,
        max_length=80,
        width=20,
    )
    place = LineField(
        label=_("Near a postcode or a town"),
        required=False,
        max_length=60,
        width=20,
    )
    day = SelectField(label=_("Which day?"), choices=DAYS, required=False)

    def asked(self) -> dict[str, list[str]]:
        """As the finder is asked."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: [value] for name, value in told.items() if value}


class PlanForm(Form):
    """Which date of the meeting, and anything worth a note."""

    on = RadiosField(label=_("Which date?"))
    note = TextareaField(
        label=_("Note"),
        help_text=_(
            "For example: by bus, wants to sit near the door. Nobody else’s name."
        ),
        required=False,
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, dates: Mapping[date, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [  # type: ignore[attr-defined]
            (each.isoformat(), words) for each, words in dates.items()
        ]

    def clean_on(self) -> date:
        return date.fromisoformat(self.cleaned_data["on"])


class MoveForm(Form):
    """What came of it; `was` is what the page showed."""

    to = RadiosField(label=_("What came of it?"))
    was = forms.ChoiceField(
        choices=CommitmentStatus.choices,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NOT_WHOLE),
    )
    note = TextareaField(
        label=_("Note"),
        help_text=_("What they said of it, in few words. Nobody else’s name."),
        required=False,
        max_length=500,
        rows=3,
    )

    def __init__(
        self, *args: Any, offered: list[CommitmentStatus], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (each.value, each.label) for each in offered
        ]

    def given(self) -> dict[str, Any]:
        """For the action; for a form that is valid."""
        told = self.cleaned_data
        return {
            "to": CommitmentStatus(told["to"]),
            "was": CommitmentStatus(told["was"]),
            "note": told["note"],
        }

"""What is asked about a record whose time is over, and about one that has to stay."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.design_system.forms import DateField, Form, RadiosField, TextareaField
from mutualaid.privacy.models import HoldReason, ReviewOutcome

LONGEST = 500


class ReviewForm(Form):
    """What becomes of the record."""

    outcome = RadiosField(
        label=_("What becomes of it?"),
        choices=ReviewOutcome.choices,
        error_messages={"required": _("Choose what becomes of it.")},
    )
    reason = TextareaField(
        label=_("If it is kept longer: why?"),
        help_text=_("Write no name. Only those who read the record read this."),
        max_length=LONGEST,
        rows=3,
        required=False,
    )
    keep_until = DateField(
        label=_("If it is kept longer: until when?"),
        help_text=_("On that day it is listed here again."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == ReviewOutcome.KEEP:
            if not cleaned.get("reason"):
                self.add_error("reason", gettext("Say why it is kept longer."))
            if "keep_until" in cleaned and not cleaned["keep_until"]:
                self.add_error("keep_until", gettext("Say until when it is kept."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """As `decide_review` takes it."""
        outcome = ReviewOutcome(self.cleaned_data["outcome"])
        return {**self.cleaned_data, "outcome": outcome}


class HoldForm(Form):
    """Why a record has to stay, and until when."""

    reason = RadiosField(
        label=_("Why does it have to stay?"),
        choices=HoldReason.choices,
        error_messages={"required": _("Choose why it has to stay.")},
    )
    words = TextareaField(
        label=_("What else should whoever looks at it later know?"),
        help_text=_("Write no name. It is sealed like the record itself."),
        max_length=LONGEST,
        rows=3,
        required=False,
    )
    until = DateField(
        label=_("Until when?"),
        help_text=_("The last day of it. Leave this empty if nobody knows yet."),
        required=False,
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until < clock.today():
            self.add_error("until", gettext("Choose today or a day that lies ahead."))
        return until

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("reason") == HoldReason.OTHER and not cleaned.get("words"):
            self.add_error("words", gettext("Say in a few words what it is."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """As `place_hold` takes it."""
        reason = HoldReason(self.cleaned_data["reason"])
        return {**self.cleaned_data, "reason": reason}

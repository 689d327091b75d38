"""What somebody said when they were asked, or that nobody reached them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutualaid.clients.forms.identity import NOT_WHOLE

from .asking import QuestionsForm

NOTE = _("What they said of it, in few words")
REACHED = {"yes": _("Save"), "no": _("We could not reach them")}


class FollowUpForm(QuestionsForm):
    """Which button was pressed says whether they were reached."""

    reached = forms.ChoiceField(
        choices=list(REACHED.items()),
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NOT_WHOLE),
    )

    def given(self) -> dict[str, Any]:
        return {**super().given(), "is_reached": self.cleaned_data["reached"] == "yes"}

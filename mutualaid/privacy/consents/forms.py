"""What is asked once the words have been read out: yes or no, and how they said it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.dates import day
from mutualaid.design_system.forms import Form, RadiosField, TextareaField, TextField
from mutualaid.privacy.models import HowSaid, HowTold, Route
from mutualaid.privacy.wording import Wording

from .agreements import ChosenMeeting

LONGEST_HOURS = 300
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
NOT_READ = _("Open this page again and read the words out first.")


class ReadForm(Form):
    """Carries the version of the words that stood on the page."""

    wording = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": NOT_READ, "invalid": NOT_READ},
    )

    def __init__(self, *args: Any, words: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.initial["wording"] = words.version

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"wording": self.cleaned_data["wording"]}


class ToldForm(ReadForm):
    """Being told is not asked for a yes."""

    how = RadiosField(
        label=_("How did they get to know this?"), choices=HowTold.choices
    )

    def given(self) -> dict[str, Any]:
        return {**super().given(), "how": HowTold(self.cleaned_data["how"])}


class AnswerForm(ReadForm):
    """The question stands as it is read out; nothing is chosen beforehand."""

    answer = RadiosField(
        choices=YES_NO, error_messages={"required": _("Choose yes or no.")}
    )
    how = RadiosField(label=_("How did they say it?"), choices=HowSaid.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = self.words.asks

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data.get("answer") == "yes"

    def given(self) -> dict[str, Any]:
        return {
            **super().given(),
            "is_yes": self.is_yes,
            "how": HowSaid(self.cleaned_data["how"]),
        }

    @property
    def can_be_answered(self) -> bool:
        """Whether there is anything to ask about."""
        return True

    def ask_again(self, **shown: str) -> None:
        """Shown once more, with whatever stands now; an answer to other words is no answer."""
        self.initial.update(shown)
        if not self.is_bound:
            return
        data = self.data.copy()  # type: ignore[attr-defined]
        was_read = data.get("wording") == str(self.words.version)
        if not was_read:
            data.pop("answer", None)
        data.update({**shown, "wording": str(self.words.version)})
        self.data = data


class TellingForm(AnswerForm):
    """One person, one visit."""

    whom = TextField(
        label=_("Who is to be told?"),
        max_length=60,
        width=20,
        help_text=_("The first name is enough. They are asked about this one person."),
    )
    meeting = RadiosField(label=_("Which meeting?"))
    field_order = ("wording", "whom", "meeting", "answer", "how")

    def __init__(
        self, *args: Any, meetings: Sequence[ChosenMeeting], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._meetings = {
            f"{each.key}/{each.on.isoformat()}": each for each in meetings
        }
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (key, _said(each)) for key, each in self._meetings.items()
        ]

    @property
    def can_be_answered(self) -> bool:
        return bool(self._meetings)

    def given(self) -> dict[str, Any]:
        """As `answer_telling` takes it."""
        return {
            **super().given(),
            "whom": self.cleaned_data["whom"],
            "meeting": self._meetings[self.cleaned_data["meeting"]],
        }


def _said(meeting: ChosenMeeting) -> str:
    told = {"meeting": meeting.words, "day": day(meeting.on)}
    return gettext("%(day)s: %(meeting)s") % told


class ContactForm(AnswerForm):
    """One way of getting in touch."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    message = RadiosField(
        label=_("If they do not pick up: may we leave a message?"),
        choices=YES_NO,
        required=False,
    )
    safe_hours = TextareaField(
        label=_("When is it safe?"),
        rows=2,
        max_length=LONGEST_HOURS,
        required=False,
        help_text=_(
            "As they said it: “weekdays before three”. Leave it empty if any time is."
        ),
    )
    field_order = ("wording", "seen", "answer", "message", "safe_hours", "how")

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rings = route is Route.TELEPHONE
        if not self._rings:
            del self.fields["message"]

    def clean(self) -> dict[str, Any]:
        if self._rings and self.is_yes and not self.cleaned_data.get("message"):
            self.add_error("message", gettext("Ask whether we may leave a message."))
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """As `answer_contact` takes it."""
        return {
            **super().given(),
            "seen": self.cleaned_data["seen"],
            "may_leave_message": self.cleaned_data.get("message") == "yes",
            "safe_hours": self.cleaned_data["safe_hours"],
        }

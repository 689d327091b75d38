"""What is asked when somebody asks about their data, and when that is answered."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.design_system.forms import (
    CheckboxField,
    DateField,
    Form,
    RadiosField,
    SelectField,
    TextareaField,
)
from mutualaid.privacy.models import (
    SHELF_NAMES,
    IdentityCheck,
    KeptBecause,
    RightsKind,
    RightsStatus,
)
from mutualaid.privacy.shelves import Shelf

from .erasing_rows import GOES_AT_ONCE, SHELVES_OF_PEOPLE

LONGEST = 2000
ERASE = "erase"


class OpenRequestForm(Form):
    """What somebody asked for, and how we know that it is they."""

    kind = RadiosField(label=_("What do they ask for?"), choices=RightsKind.choices)
    words = TextareaField(
        label=_("What did they say?"),
        help_text=_(
            "In their words, as far as you can. They get to read it. Leave out other people."
        ),
        max_length=LONGEST,
        required=False,
    )
    received_on = DateField(
        label=_("On which day did they ask?"),
        help_text=_("The day it reached the service, on paper or by mouth."),
    )
    identity_check = RadiosField(
        label=_("How do you know that it is they who ask?"),
        help_text=_("Keep no copy of a document."),
        choices=IdentityCheck.choices,
    )

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > clock.today():
            raise ValidationError(gettext("Choose today or an earlier day."))
        return day

    def given(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {
            **answers,
            "kind": RightsKind(answers["kind"]),
            "identity_check": IdentityCheck(answers["identity_check"]),
        }


class ExtendRequestForm(Form):
    """Why it takes longer."""

    reason = TextareaField(
        label=_("Why does it take longer?"),
        help_text=_(
            "The law allows it where there is very much to look through, or where they asked "
            "for many things. You have to tell them why. They get to read this."
        ),
        max_length=LONGEST,
    )


class AnswerRequestForm(Form):
    """How a request ends."""

    status = RadiosField(
        label=_("How does it end?"),
        choices=[(status, status.label) for status in RightsStatus if status != "open"],
    )
    words = TextareaField(
        label=_("What did you tell them?"),
        help_text=_(
            "In short plain sentences: it stands in their letter. Where you refuse, say why."
        ),
        max_length=LONGEST,
    )


class DecideErasureForm(Form):
    """For each shelf whether it goes, or why it stays."""

    words = TextareaField(
        label=_("What do you tell them?"),
        help_text=_("In short plain sentences: it stands in their letter."),
        max_length=LONGEST,
        required=False,
    )
    is_whole = CheckboxField(
        label=_(
            "I have seen that everything goes, and that nobody can bring any of it back."
        ),
        required=False,
    )

    def __init__(self, *args: Any, is_held: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = {name: self.fields.pop(name) for name in ("words", "is_whole")}
        for shelf in SHELVES_OF_PEOPLE:
            self.fields[shelf.value] = _shelf_field(shelf, is_held=is_held)
        self.fields |= last

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.errors:
            return answers
        if not self.kept() and not answers["is_whole"]:
            self.add_error(
                "is_whole", gettext("Say that you have seen that everything goes.")
            )
        if self.kept() and not answers["words"]:
            self.add_error("words", gettext("Say what you tell them."))
        return answers

    def kept(self) -> Mapping[Shelf, KeptBecause]:
        """What stays, with the reason."""
        return {
            shelf: KeptBecause(self.cleaned_data[shelf.value])
            for shelf in SHELVES_OF_PEOPLE
            if self.cleaned_data[shelf.value] != ERASE
        }


def _shelf_field(shelf: Shelf, *, is_held: bool) -> RadiosField:
    usual = ERASE if shelf in GOES_AT_ONCE else KeptBecause.CARE_RECORD.value
    stays = [
        (because.value, gettext("It stays: %(because)s") % {"because": because.label})
        for because in KeptBecause
    ]
    return RadiosField(
        label=SHELF_NAMES[shelf],
        choices=[(ERASE, gettext("It goes now")), *stays],
        initial=KeptBecause.HOLD.value if is_held else usual,
        error_messages={
            "required": gettext("Say whether it goes or stays: %(part)s.")
            % {"part": SHELF_NAMES[shelf]}
        },
    )


class CorrectionForm(Form):
    """What is wrong, in the person's own words."""

    about = SelectField(label=_("What is wrong?"), required=False)
    words = TextareaField(
        label=_("What should it say?"),
        help_text=_(
            "In their words. What stood there before stays, and this stands beside it."
        ),
        max_length=LONGEST,
    )

    def __init__(
        self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", gettext("All of it, or something else")),
            *offered,
        ]

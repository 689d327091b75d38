"""Forms by which somebody tells us what is not right, and by which it is taken over."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import (
    CheckboxesField,
    CheckboxField,
    EmailField,
    Form,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TimeField,
)
from mutualaid.directory.formats.joining_details import dial_digits, web_address
from mutualaid.directory.models import Fellowship
from mutualaid.directory.models.corrections import CorrectionKind
from mutualaid.directory.told_parts import ToldPart, plain_line, plain_words

LONGEST_WORDS = 1000
NEW_PLACE = "new"


class PlainLineField(TextField):
    """One line; telephone numbers, addresses and mark-up are taken out of it."""

    def to_python(self, value: Any) -> str:
        return plain_line(super().to_python(value) or "")


class PlainWordsField(TextareaField):
    """The same of several lines."""

    def to_python(self, value: Any) -> str:
        return plain_words(super().to_python(value))


class LinkField(TextField):
    """An address on the web, without the passwords that it may hold."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        link = web_address(text)
        if text and not link:
            raise ValidationError(
                gettext("Write the link in full, like https://example.org/meeting."),
                code="link",
            )
        return link


class DialledField(TextField):
    """A telephone number to take part by."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        number = dial_digits(text)
        if text and not number:
            raise ValidationError(
                gettext("Write the number with its area code."), code="telephone"
            )
        return number


def told_fields(suffix: str = "") -> dict[str, Any]:
    """What a meeting's day, time and place should be; none of it has to be told."""
    days = [("", gettext("As it is listed")), *WEEKDAYS.items()]
    fields: dict[ToldPart, Any] = {
        ToldPart.DAY: SelectField(label=gettext("Day"), choices=days, required=False),
        ToldPart.TIME: TimeField(
            label=gettext("Time it starts"),
            help_text=gettext("For example, 7:30pm."),
            required=False,
        ),
        ToldPart.PLACE: PlainLineField(
            label=gettext("Name of the place"),
            max_length=200,
            width=30,
            required=False,
        ),
        ToldPart.POSTCODE: PlainLineField(
            label=gettext("Postcode of the place"),
            max_length=10,
            width=10,
            spellcheck=False,
            required=False,
        ),
        ToldPart.LINK: LinkField(
            label=gettext("Link to join online"),
            max_length=500,
            spellcheck=False,
            required=False,
        ),
        ToldPart.TELEPHONE: DialledField(
            label=gettext("Telephone number to join"),
            max_length=40,
            width=20,
            inputmode="tel",
            required=False,
        ),
    }
    return {f"{key}{suffix}": field for key, field in fields.items()}


def told_of(given: Mapping[str, Any], suffix: str = "") -> dict[str, Any]:
    """What was told, as JSON holds it."""
    told: dict[str, Any] = {}
    for key in ToldPart:
        value = given.get(f"{key}{suffix}")
        if value in (None, ""):
            continue
        told[key.value] = _written(key, value)
    return told


def _written(key: ToldPart, value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    if key is ToldPart.DAY:
        return int(value)
    return value.upper() if key is ToldPart.POSTCODE else value


class TellingForm(Form):
    """What both ways of telling us have in common."""

    kind: Any
    words = PlainWordsField(
        label=gettext_lazy("Anything else we should know"),
        help_text=gettext_lazy(
            "No names of people. We take out telephone numbers and e-mail addresses."
        ),
        max_length=LONGEST_WORDS,
        rows=4,
        required=False,
    )
    reply_to = EmailField(
        label=gettext_lazy("Your e-mail address, if you want an answer"),
        help_text=gettext_lazy(
            "You need not give it. We use it for one answer and then delete it; "
            "after 90 days we delete it in any case."
        ),
        max_length=254,
        required=False,
    )
    # Nobody sees it; what fills in every box is no reader of ours.
    leave_empty = CharField(required=False)

    @property
    def is_by_machine(self) -> bool:
        return bool(self.cleaned_data["leave_empty"])

    def given(self) -> dict[str, Any]:
        """What the action is told."""
        given = self.cleaned_data
        return {
            "kind": CorrectionKind(given["kind"]),
            "told": told_of(given),
            "words": given["words"],
            "reply_to": given["reply_to"],
        }


class TellUsForm(TellingForm):
    """Something about a listed meeting is not right."""

    kind = RadiosField(
        label=gettext_lazy("What is not right?"),
        choices=[
            each for each in CorrectionKind.choices if each[0] != CorrectionKind.MISSING
        ],
        size="m",
        error_messages={"required": gettext_lazy("Choose what is not right.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= told_fields()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_plain = given.get("kind") in (CorrectionKind.NOT_THERE, CorrectionKind.ENDED)
        if self.errors or is_plain or told_of(given) or given.get("words"):
            return given
        raise ValidationError(
            gettext("Say what it should be: fill in what is different, or write it.")
        )


class MissingMeetingForm(TellingForm):
    """A meeting that is not in the list."""

    name = PlainLineField(
        label=gettext_lazy("What is the meeting called?"),
        max_length=200,
        width=30,
        error_messages={"required": gettext_lazy("Write what it is called.")},
    )
    fellowship = SelectField(
        label=gettext_lazy("Which fellowship is it?"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Fellowship.objects.order_by("name").values_list("key", "name")
        self.fields |= told_fields()
        self.fields["fellowship"].choices = [  # type: ignore[attr-defined]
            ("", gettext("I do not know, or another")),
            *known,
        ]
        self.fields["day"].choices = [  # type: ignore[attr-defined]
            ("", gettext("I do not know")),
            *WEEKDAYS.items(),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["kind"] = CorrectionKind.MISSING
        return given


class ApplyForm(Form):
    """Which parts of what we were told are taken over."""

    def __init__(
        self,
        *args: Any,
        parts: Iterable[tuple[str, str]],
        venues: Iterable[tuple[str, str]],
        can_close: bool,
        has_reply_to: bool,
        **kwargs: Any,
    ) -> None:
        """`parts` by ToldPart, with what each says; `venues` that may be the place meant."""
        super().__init__(*args, **kwargs)
        if parts := list(parts):
            self.fields["taken"] = CheckboxesField(
                label=gettext("What do you take over?"), choices=parts, required=False
            )
        if venues := list(venues):
            self.fields["venue"] = RadiosField(
                label=gettext("Which place do they mean?"),
                choices=[
                    *venues,
                    (NEW_PLACE, gettext("A place that is not listed yet")),
                ],
                initial=venues[0][0],
                required=False,
            )
        if can_close:
            self.fields["is_closing"] = CheckboxField(
                label=gettext("Take the meeting out of the list"), required=False
            )
        if has_reply_to:
            self.fields["answer"] = answer_field(is_required=False)

    def given(self) -> dict[str, Any]:
        """What the action is told."""
        given = self.cleaned_data
        venue = given.get("venue", "")
        return {
            "taken": given.get("taken", []),
            "venue": "" if venue == NEW_PLACE else venue,
            "is_closing": given.get("is_closing", False),
            "answer": given.get("answer", ""),
        }


class AnswerForm(Form):
    """Why nothing is changed; stands on one page with the form above."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="unchanged-%s", **kwargs)
        self.fields["answer"] = answer_field(is_required=True)


def answer_field(*, is_required: bool) -> PlainWordsField:
    return PlainWordsField(
        label=gettext("What did you find?"),
        help_text=gettext(
            "One or two sentences, without names. Whoever left an address for an answer "
            "gets them by e-mail."
        ),
        max_length=LONGEST_WORDS,
        rows=3,
        required=is_required,
        error_messages={"required": gettext("Write what you found.")},
    )

"""A group's answer to its letter: one form for all of its meetings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mutualaid.design_system.forms import Form, RadiosField
from mutualaid.directory.answers import MeetingAnswer, Says, SpecialAnswer
from mutualaid.directory.models import Meeting
from mutualaid.directory.special_dates import DateStatus, SpecialDate

from .corrections import LONGEST_WORDS, PlainWordsField, told_fields, told_of

ASKED = (DateStatus.NOT_CONFIRMED, DateStatus.RUNNING, DateStatus.SHUT)
_STANDS = {
    DateStatus.RUNNING: SpecialAnswer.RUNNING,
    DateStatus.SHUT: SpecialAnswer.SHUT,
    DateStatus.NOT_CONFIRMED: SpecialAnswer.UNKNOWN,
}


def special_choices() -> list[tuple[str, str]]:
    """The answers about one special day."""
    return [
        (SpecialAnswer.RUNNING.value, gettext("It runs as usual")),
        (SpecialAnswer.SHUT.value, gettext("It does not run")),
        (SpecialAnswer.UNKNOWN.value, gettext("Not known yet")),
    ]


def special_fields(
    dates: Iterable[SpecialDate], labels: Mapping[date, str], suffix: str = ""
) -> dict[str, RadiosField]:
    """A question for each date that can be answered so; what was moved is told elsewhere."""
    return {
        field_of(each.on, suffix): RadiosField(
            label=labels[each.on],
            choices=special_choices(),
            initial=_STANDS[each.status].value,
            required=False,
        )
        for each in dates
        if each.status in ASKED
    }


def field_of(on: date, suffix: str = "") -> str:
    return f"on-{on.isoformat()}{suffix}"


class LetterForm(Form):
    """Still right, changed, or over: for each meeting, and its special days."""

    def __init__(
        self,
        *args: Any,
        meetings: Sequence[Meeting],
        dates: Mapping[str, Sequence[SpecialDate]],
        labels: Mapping[date, str],
        **kwargs: Any,
    ) -> None:
        """`dates` by a meeting's reference."""
        super().__init__(*args, **kwargs)
        self.meetings = {meeting.reference: meeting for meeting in meetings}
        self.dates = dates
        for reference in self.meetings:
            suffix = f"-{reference}"
            self.fields |= {
                f"says{suffix}": self._says(),
                **told_fields(suffix),
                f"words{suffix}": self._words(),
                **special_fields(dates.get(reference, ()), labels, suffix),
            }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for reference in self.meetings:
            if given.get(f"says-{reference}") == Says.CHANGED and not self._is_told(
                reference
            ):
                self.add_error(
                    f"words-{reference}",
                    gettext("Say what has changed: fill it in, or write it here."),
                )
        return given

    def is_open(self, reference: str) -> bool:
        """Whether the part for what has changed is unfolded."""
        return self.is_bound and self[f"says-{reference}"].value() == Says.CHANGED

    def names_of_dates(self, reference: str) -> list[str]:
        """The questions about a meeting's special days."""
        names = (field_of(each.on, f"-{reference}") for each in self.dates[reference])
        return [name for name in names if name in self.fields]

    def say_that_nothing_was_said(self) -> None:
        self.add_error(None, gettext("Choose an answer for at least one meeting."))

    def answers(self) -> list[MeetingAnswer]:
        """What the group says, of each meeting about which it says anything."""
        answers = [self._answer(reference) for reference in self.meetings]
        return [each for each in answers if each.says or each.dates]

    def _answer(self, reference: str) -> MeetingAnswer:
        given, suffix = self.cleaned_data, f"-{reference}"
        says = Says(given[f"says{suffix}"])
        is_changed = says is Says.CHANGED
        return MeetingAnswer(
            self.meetings[reference],
            says,
            told=told_of(given, suffix) if is_changed else {},
            words=given[f"words{suffix}"] if is_changed else "",
            dates=special_answers(given, self.dates.get(reference, ()), suffix),
        )

    def _is_told(self, reference: str) -> bool:
        given, suffix = self.cleaned_data, f"-{reference}"
        return bool(told_of(given, suffix) or given.get(f"words{suffix}"))

    def _says(self) -> RadiosField:
        return RadiosField(
            label=gettext("Is this meeting still right?"),
            choices=[
                (Says.RIGHT.value, gettext("Still right")),
                (Says.CHANGED.value, gettext("Something has changed")),
                (Says.ENDED.value, gettext("It does not meet any more")),
                (Says.NOTHING.value, gettext("I cannot say")),
            ],
            required=False,
        )

    def _words(self) -> PlainWordsField:
        return PlainWordsField(
            label=gettext("In your own words"),
            max_length=LONGEST_WORDS,
            rows=3,
            required=False,
        )


def special_answers(
    given: Mapping[str, Any], dates: Iterable[SpecialDate], suffix: str = ""
) -> dict[date, SpecialAnswer]:
    """What was answered that is not as it stands."""
    answers = {}
    for each in dates:
        said = given.get(field_of(each.on, suffix))
        if said and SpecialAnswer(said) is not _STANDS.get(each.status):
            answers[each.on] = SpecialAnswer(said)
    return answers


class SpecialDatesForm(Form):
    """The same days, asked of somebody who keeps the list."""

    def __init__(
        self,
        *args: Any,
        dates: Sequence[SpecialDate],
        labels: Mapping[date, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dates = dates
        self.fields |= special_fields(dates, labels)

    def answers(self) -> dict[date, SpecialAnswer]:
        return special_answers(self.cleaned_data, self.dates)

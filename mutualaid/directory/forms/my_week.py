"""What somebody says of their week: four groups of questions, none of which needs an answer.

The public page and a care session ask the same ones. What was typed can be taken up again from
`typed()`, which is as JSON wants it; the public page never does.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import (
    BoundField,
    CheckboxesField,
    Form,
    RadiosField,
    SelectField,
    TextField,
    TimeField,
)
from mutualaid.directory.fitting.travel import Way
from mutualaid.directory.fitting.week import USUAL_MINUTES, BusyTime, Company, Need
from mutualaid.directory.formats.vocabulary import LANGUAGES
from mutualaid.directory.my_week_choices import (
    MINUTES,
    company_names,
    minutes_words,
    need_names,
    needed_names,
    online_names,
    way_names,
)
from mutualaid.geography.lookup import LONGEST_TYPED

FIRST_ROWS, MORE_ROWS, MOST_ROWS = 2, 2, 12
EVERY_DAY, WORKING_DAYS = "every", "working"


class MyWeekForm(Form):
    """Every question may be left out."""

    place = TextField(
        label=gettext_lazy("Where do you set out from?"),
        help_text=gettext_lazy("A postcode, the first part of one, or a town"),
        max_length=LONGEST_TYPED,
        autocomplete="postal-code",
        spellcheck=False,
        width=20,
        required=False,
    )
    ways = CheckboxesField(label=gettext_lazy("How can you get there?"), required=False)
    most_minutes = SelectField(
        label=gettext_lazy("How long may the way take?"), required=False
    )
    not_before = TimeField(
        label=gettext_lazy("I leave home no earlier than"), required=False
    )
    home_by = TimeField(label=gettext_lazy("I must be home by"), required=False)
    need = RadiosField(label=gettext_lazy("Who is it for?"), required=False)
    first_choice = SelectField(
        label=gettext_lazy("Which group would you like best?"), required=False
    )
    second_choice = SelectField(label=gettext_lazy("And next best?"), required=False)
    avoid = TextField(
        label=gettext_lazy("Is there anywhere you want to stay away from?"),
        help_text=gettext_lazy(
            "The name of a group, a hall or a town. Put a comma between two."
        ),
        max_length=200,
        required=False,
    )
    must_haves = CheckboxesField(
        label=gettext_lazy("What do you need there?"), required=False
    )
    language = SelectField(label=gettext_lazy("In which language?"), required=False)
    online = CheckboxesField(
        label=gettext_lazy("Could you join from home?"), required=False
    )
    company = RadiosField(
        label=gettext_lazy("Will somebody come with you?"), required=False
    )

    def __init__(
        self,
        *args: Any,
        fellowships: Sequence[tuple[str, str]],
        languages: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """`fellowships` are keys and names; `languages` those that some meeting is held in."""
        super().__init__(*args, **kwargs)
        self.rows = _rows_in(self.data)
        for number in range(self.rows):
            self.fields |= _busy_fields(number)
        unsure = [("", gettext("I am not sure yet")), *fellowships]
        spoken = [key for key in LANGUAGES if key in languages and key != "en"]
        offered: dict[str, list[tuple[Any, Any]]] = {
            "ways": list(way_names().items()),
            "most_minutes": [(n, minutes_words(n)) for n in MINUTES],
            "need": list(need_names().items()),
            "first_choice": unsure,
            "second_choice": unsure,
            "must_haves": list(needed_names().items()),
            "language": [
                ("", gettext("English")),
                *((key, gettext(LANGUAGES[key])) for key in spoken),
            ],
            "online": list(online_names().items()),
            "company": list(company_names().items()),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        usual = {
            "ways": [Way.WALK, Way.TRANSPORT],
            "most_minutes": USUAL_MINUTES,
            "need": Need.OWN,
            "company": Company.NOBODY,
        }
        for name, value in usual.items():
            self.fields[name].initial = value

    @classmethod
    def from_typed(cls, typed: Mapping[str, Sequence[str]], **kwargs: Any) -> Self:
        """The form as somebody filled it in before."""
        data = {name: list(values) for name, values in typed.items()}
        return cls(MultiValueDict(data), **kwargs)

    def typed(self) -> dict[str, list[str]]:
        """What was typed, and nothing else that came with it."""
        told = {name: self._sent(name) for name in self.fields}
        return {name: values for name, values in told.items() if values}

    def _sent(self, name: str) -> list[str]:
        data = self.data
        values = data.getlist(name) if isinstance(data, MultiValueDict) else []
        return [value for value in values if value]

    @property
    def most_rows(self) -> int:
        return MOST_ROWS

    @property
    def busy_rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """Day, start and end of each busy time."""
        for number in range(self.rows):
            yield tuple(self[name] for name in _busy_fields(number))  # type: ignore[misc]

    def is_unfolded(self, *names: str) -> bool:
        """Whether any of these says something, or has to be mended."""
        if not self.is_bound:
            return False
        return any(self.errors.get(name) or self._sent(name) for name in names)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["busy"] = tuple(self._busy(given))
        language = given.get("language")
        given["must_haves"] = [
            *given.get("must_haves", ()),
            *([language] if language else []),
        ]
        return given

    def _busy(self, given: Mapping[str, Any]) -> Iterator[BusyTime]:
        for number in range(self.rows):
            names = list(_busy_fields(number))
            day, starts, ends = (given.get(name) for name in names)
            if any(self.errors.get(name) for name in names) or not (starts or ends):
                continue
            if starts is None or ends is None:
                name = names[1] if starts is None else names[2]
                self.add_error(name, ValidationError(_half_told(), code="half"))
                continue
            for weekday in _weekdays(day or EVERY_DAY):
                yield BusyTime(starts, ends, weekday=weekday)


def _half_told() -> str:
    return gettext("Write both: when it begins, and when it ends.")


def _rows_in(data: Any) -> int:
    """As many as were sent, and some more where they were asked for."""
    sent = FIRST_ROWS
    while f"busy_day_{sent}" in data and sent < MOST_ROWS:
        sent += 1
    return min(sent + MORE_ROWS * ("more" in data), MOST_ROWS)


def _busy_fields(number: int) -> dict[str, Any]:
    days = [
        (WORKING_DAYS, gettext("Monday to Friday")),
        (EVERY_DAY, gettext("Every day")),
        *WEEKDAYS.items(),
    ]
    return {
        f"busy_day_{number}": SelectField(
            label=gettext("Day"), choices=days, required=False
        ),
        f"busy_from_{number}": TimeField(label=gettext("From"), required=False),
        f"busy_until_{number}": TimeField(label=gettext("Until"), required=False),
    }


def _weekdays(day: str) -> tuple[int | None, ...]:
    if day == WORKING_DAYS:
        return tuple(range(5))
    return (None,) if day == EVERY_DAY else (int(day),)

"""Dates in three boxes and times as people write them."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.dates import clock_time

from .rendering import BoundField, MarkupField
from .text import TextField

PARTS = ("day", "month", "year")
PART_NAMES = {
    "day": gettext_lazy("Day"),
    "month": gettext_lazy("Month"),
    "year": gettext_lazy("Year"),
}
TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:([ap])\.?(?:m\.?)?)?", re.ASCII)
WORDS_FOR_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


class DateBoxes(forms.Widget):
    """Reads `<name>-day`, `<name>-month` and `<name>-year`."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)


class DateField(MarkupField):
    """A date from three boxes; the month may be a word."""

    component = "date-input"
    widget = DateBoxes

    def to_python(self, value: Any) -> date | None:
        if not value or isinstance(value, date):
            return value or None
        parts = dict(zip(PARTS, value, strict=True))
        if not any(parts.values()):
            return None
        for part, text in parts.items():
            if not text:
                raise self.refusal(gettext("The date needs a %(part)s."), part)
        return self.read(parts)

    def read(self, parts: dict[str, str]) -> date:
        numbers = {**parts, "month": month_number(parts["month"])}
        for part, most in (("day", 31), ("month", 12), ("year", 9999)):
            text = numbers[part]
            if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= most:
                raise self.refusal(gettext("The %(part)s is not right."), part)
        if len(parts["year"]) != 4:
            raise self.refusal(gettext("Write the %(part)s with four digits."), "year")
        try:
            return date(*(int(numbers[part]) for part in reversed(PARTS)))
        except ValueError:
            raise self.refusal(
                gettext("That month has no such %(part)s."), "day"
            ) from None

    def refusal(self, message: str, part: str) -> ValidationError:
        name = str(PART_NAMES[part]).lower()
        return ValidationError(message, code=part, params={"part": name})

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {
            **bound.shared_params(),
            "id": bound.id,
            "fieldset": {"legend": self.heading(bound, "govuk-fieldset__legend")},
            "items": self.boxes(bound),
        }

    def boxes(self, bound: BoundField) -> list[dict[str, Any]]:
        wrong = wrong_parts(bound)
        return [
            {
                "id": f"{bound.id}-{part}",
                "name": f"{bound.html_name}-{part}",
                "label": PART_NAMES[part],
                "value": text,
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if part in wrong else ""),
            }
            for part, text in zip(PARTS, shown(bound.value()), strict=True)
        ]

    def first_wrong_id(self, bound: BoundField) -> str:
        wrong = wrong_parts(bound)
        return f"{bound.id}-{wrong[0] if wrong else 'day'}"


def wrong_parts(bound: BoundField) -> list[str]:
    """The boxes an error is about: one of them, or all."""
    if not bound.errors:
        return []
    named = [error.code for error in bound.errors.as_data() if error.code in PARTS]
    return named or list(PARTS)


def shown(value: Any) -> tuple[str, ...]:
    """The texts of the three boxes."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    return value or ("", "", "")


def month_number(text: str) -> str:
    """The number of a month that may be written as a word or its beginning."""
    beginning = text.lower().rstrip(".")
    if len(beginning) < 3:
        return text
    months = (
        n for n, name in MONTHS.items() if str(name).lower().startswith(beginning)
    )
    return str(next(months, text))


class TimeField(TextField):
    """A time of day as people write it: 7:30pm, 19:30, 7pm, noon."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("width", 5)
        super().__init__(spellcheck=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return clock_time(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        found = read_time(text)
        if found is None:
            raise ValidationError(
                gettext("Write the time like 7:30pm or 19:30."), code="invalid"
            )
        return found


def read_time(text: str) -> time | None:
    """The time of day that somebody wrote, or None where it cannot be told."""
    said = text.strip().lower()
    found = TIME.fullmatch(said)
    if said in WORDS_FOR_TIMES or not found:
        return WORDS_FOR_TIMES.get(said)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if not half and not found[2]:
        return None  # "7" alone may be morning or evening
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None

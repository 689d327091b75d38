"""When a meeting meets, as questions."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import (
    CheckboxesField,
    DateField,
    Form,
    RadiosField,
    SelectField,
    TimeField,
)
from mutualaid.directory.meeting_values import pattern_columns, pattern_value
from mutualaid.directory.models.meetings import schedule_from_columns
from mutualaid.directory.recurrence import Frequency

from .fields import NumberField

FREQUENCIES = (
    (Frequency.WEEKLY.value, gettext_lazy("On a day of the week")),
    (Frequency.MONTHLY_WEEKDAY.value, gettext_lazy("On a weekday of the month, say its first Tuesday")),
    (Frequency.MONTHLY_DATE.value, gettext_lazy("On a date of the month, say the 15th")),
    (Frequency.APPOINTMENT.value, gettext_lazy("By appointment: people ask first")),
)  # fmt: skip
INTERVALS = (
    ("1", gettext_lazy("Every week or month")),
    ("2", gettext_lazy("Every second week or month")),
    ("3", gettext_lazy("Every third week or month")),
    ("4", gettext_lazy("Every fourth week or month")),
)
ORDINALS = (
    ("1", gettext_lazy("First")),
    ("2", gettext_lazy("Second")),
    ("3", gettext_lazy("Third")),
    ("4", gettext_lazy("Fourth")),
    ("5", gettext_lazy("Fifth")),
    ("-1", gettext_lazy("Last")),
)
LONDON = "Europe/London"
# What each way of repeating needs besides a time.
NEEDED = {
    Frequency.WEEKLY: ("weekday", "start_time"),
    Frequency.MONTHLY_WEEKDAY: ("weekday", "ordinals", "start_time"),
    Frequency.MONTHLY_DATE: ("day_of_month", "start_time"),
    Frequency.APPOINTMENT: (),
}
PATTERN_FIELDS = (
    "frequency",
    "weekday",
    "ordinals",
    "day_of_month",
    "interval",
    "anchored_on",
    "start_time",
    "duration_minutes",
    "starts_on",
    "ends_on",
)


class PatternFields(Form):
    """The questions; `pattern()` is the answer as MeetingField holds it."""

    frequency = RadiosField(
        label=gettext_lazy("How does it repeat?"),
        choices=FREQUENCIES,
        initial=Frequency.WEEKLY.value,
    )
    weekday = SelectField(
        label=gettext_lazy("Day of the week"),
        choices=[("", ""), *((str(n), name) for n, name in WEEKDAYS.items())],
        required=False,
    )
    ordinals = CheckboxesField(
        label=gettext_lazy("Which of the month?"),
        choices=ORDINALS,
        classes="govuk-checkboxes--small ma-row",
        required=False,
    )
    day_of_month = NumberField(
        label=gettext_lazy("Date of the month"),
        help_text=gettext_lazy("A number from 1 to 31."),
        least=1,
        most=31,
        required=False,
    )
    interval = SelectField(
        label=gettext_lazy("How often?"),
        choices=INTERVALS,
        initial="1",
        required=False,
    )
    anchored_on = DateField(
        label=gettext_lazy("One date on which it meets"),
        help_text=gettext_lazy(
            "Only if it skips weeks or months: they are counted from this date."
        ),
        required=False,
    )
    start_time = TimeField(
        label=gettext_lazy("When does it start?"),
        help_text=gettext_lazy("Like 7:30pm or 19:30."),
        required=False,
    )
    duration_minutes = NumberField(
        label=gettext_lazy("How long does it last?"),
        help_text=gettext_lazy("Leave it empty if nobody says."),
        suffix=gettext_lazy("minutes"),
        least=5,
        most=24 * 60,
        required=False,
    )
    starts_on = DateField(
        label=gettext_lazy("First date"),
        help_text=gettext_lazy("Only if it has not begun yet, or meets in a season."),
        required=False,
    )
    ends_on = DateField(
        label=gettext_lazy("Last date"),
        help_text=gettext_lazy("Only if that is known."),
        required=False,
    )
    timezone = LONDON

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        frequency = given.get("frequency")
        for name in NEEDED[Frequency(frequency)] if frequency else ():
            if name not in self.errors and given.get(name) in (None, "", []):
                self.add_error(name, self.fields[name].error_messages["required"])
        if not self.errors.keys() & set(PATTERN_FIELDS):
            self._check_dates(given)
        return given

    def _check_dates(self, given: dict[str, Any]) -> None:
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last date is before the first."))
        counted_from = given.get("anchored_on") or first
        if self._interval(given) > 1 and not counted_from:
            self.add_error(
                "anchored_on",
                gettext("Tell one date on which it meets, to count from."),
            )
        anchor = given.get("anchored_on")
        if anchor and anchor != self.initial.get("anchored_on") and not self.errors:
            columns = pattern_columns(self.pattern()) | {
                "starts_on": None,
                "ends_on": None,
            }
            if not schedule_from_columns(columns).falls_on(anchor):
                self.add_error(
                    "anchored_on", gettext("It would not meet on that date.")
                )

    def _interval(self, given: dict[str, Any]) -> int:
        is_asked_for = given["frequency"] == Frequency.APPOINTMENT
        return 1 if is_asked_for else int(given.get("interval") or 1)

    def pattern(self) -> dict[str, Any]:
        """The answers to the questions that belong to this way of repeating."""
        given = self.cleaned_data
        frequency = Frequency(given["frequency"])
        needed = NEEDED[frequency]
        is_regular = frequency != Frequency.APPOINTMENT
        weekday = given["weekday"] if "weekday" in needed else ""
        ordinals = given["ordinals"] if "ordinals" in needed else []
        return pattern_value(
            {
                "frequency": frequency.value,
                "weekday": int(weekday) if weekday else None,
                "interval": self._interval(given),
                "ordinals": [int(each) for each in ordinals],
                "day_of_month": given["day_of_month"]
                if "day_of_month" in needed
                else None,
                "start_time": given["start_time"] if is_regular else None,
                "duration_minutes": given["duration_minutes"],
                "timezone": self.timezone,
                "starts_on": given["starts_on"],
                "ends_on": given["ends_on"],
                "anchored_on": given["anchored_on"] if is_regular else None,
            }
        )


def pattern_initial(value: dict[str, Any]) -> dict[str, Any]:
    """The questions answered as a pattern stands."""
    columns = pattern_columns(value)
    named = {name: columns[name] for name in PATTERN_FIELDS}
    weekday = columns["weekday"]
    return {
        **named,
        "weekday": "" if weekday is None else str(weekday),
        "interval": str(columns["interval"]),
        "ordinals": [str(each) for each in columns["ordinals"]],
    }

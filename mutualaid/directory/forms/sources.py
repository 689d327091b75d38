"""Forms about the lists that meetings come from."""

from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import (
    CheckboxField,
    DateField,
    FileField,
    Form,
    SelectField,
    TextField,
)
from mutualaid.directory.models import Fellowship
from mutualaid.directory.models.sources import Permission
from mutualaid.organisations.forms.places import LineField

LARGEST_FILE = 20_000_000  # bytes, as with what is fetched
LONDON = "Europe/London"
NOTHING = "ignore"  # the field of what is left out
EVERY = (
    ("", gettext_lazy("Only when somebody asks")),
    ("24", gettext_lazy("Every day")),
    ("72", gettext_lazy("Every third day")),
    ("168", gettext_lazy("Every week")),
    ("672", gettext_lazy("Every four weeks")),
)


def fellowship_choices() -> list[tuple[str, Any]]:
    """Every fellowship, and none: then each record must say its own."""
    known = Fellowship.objects.order_by("name").values_list("key", "name")
    return [("", gettext("The list itself says, record by record")), *known]


class AddressField(TextField):
    """A web address of a list."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        if text and not text.lower().startswith(("https://", "http://")):
            raise ValidationError(
                gettext("A web address starts with https:// or http://."), code="scheme"
            )
        return text


class ZoneField(TextField):
    """A time zone by its name."""

    def to_python(self, value: Any) -> str:
        zone = (super().to_python(value) or "").strip() or LONDON
        if zone not in available_timezones():
            raise ValidationError(
                gettext("There is no time zone of that name. Ours is Europe/London."),
                code="zone",
            )
        return zone


class ImportForm(Form):
    """A list to be read: what to call it, and a file or an address."""

    source_name = LineField(
        label=gettext_lazy("What do you call this list?"),
        help_text=gettext_lazy(
            "The same name each time you read it. For example, AA in Northbridge."
        ),
        max_length=120,
        width=30,
    )
    file = FileField(
        label=gettext_lazy("A file"),
        help_text=gettext_lazy(
            "A spreadsheet (XLSX or CSV), a calendar (ICS), or a feed (JSON). 20 MB at most."
        ),
        required=False,
    )
    address = AddressField(
        label=gettext_lazy("Or the address where the list is kept up to date"),
        help_text=gettext_lazy("It starts with https://."),
        max_length=1000,
        required=False,
        spellcheck=False,
    )
    fellowship = SelectField(
        label=gettext_lazy("Whose meetings are in it?"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fellowship"].choices = fellowship_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("file")) == bool(given.get("address")) and not self.errors:
            raise ValidationError(
                gettext("Give either a file or an address, one of the two.")
            )
        return given

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError(gettext("The file is larger than 20 MB."))
        return file


class MappingForm(Form):
    """For each heading of a list, what it means to us."""

    def __init__(
        self,
        *args: Any,
        headings: dict[str, list[str]],
        targets: dict[str, str],
        **kwargs: Any,
    ) -> None:
        """`headings` with samples of what stands under them; `targets` with their labels."""
        super().__init__(*args, **kwargs)
        self.headings = tuple(headings)
        choices = [(key, gettext(label)) for key, label in targets.items()]
        for number, (heading, samples) in enumerate(headings.items()):
            self.fields[f"heading_{number}"] = SelectField(
                label=heading,
                help_text=_samples(samples),
                choices=choices,
                required=False,
            )
        self.fields["fellowship"] = SelectField(
            label=gettext("Whose meetings are in it?"),
            choices=fellowship_choices(),
            required=False,
        )
        self.fields["timezone"] = ZoneField(
            label=gettext("In which time zone are its times?"),
            width=20,
            required=False,
        )

    def mapping(self) -> dict[str, str]:
        """From each heading to our field."""
        return {
            heading: self.cleaned_data[f"heading_{number}"] or NOTHING
            for number, heading in enumerate(self.headings)
        }


def _samples(samples: list[str]) -> str:
    if not samples:
        return gettext("Nothing stands under it.")
    return gettext("For example: %(samples)s") % {"samples": "; ".join(samples)}


class FeedForm(Form):
    """From where and how often a list is read, and whether we may."""

    address = AddressField(
        label=gettext_lazy("Address where the list is kept up to date"),
        help_text=gettext_lazy("Leave it empty for a list that comes as a file."),
        max_length=1000,
        required=False,
        spellcheck=False,
    )
    every_hours = SelectField(
        label=gettext_lazy("How often shall it be read?"),
        choices=EVERY,
        required=False,
    )
    stale_after_days = TextField(
        label=gettext_lazy("After how many days without news is it out of date?"),
        width=3,
        inputmode="numeric",
    )
    is_fellowships_own = CheckboxField(
        label=gettext_lazy("The fellowship itself publishes this list"), required=False
    )
    permission = SelectField(
        label=gettext_lazy("May we use it?"), choices=Permission.choices, required=False
    )
    permission_note = LineField(
        label=gettext_lazy("Who said so, and for what?"),
        help_text=gettext_lazy(
            "An office or a role, never a person’s name. For example, the intergroup’s "
            "web office."
        ),
        max_length=300,
        required=False,
    )
    permission_on = DateField(label=gettext_lazy("On which day?"), required=False)

    def clean_every_hours(self) -> int | None:
        hours = self.cleaned_data["every_hours"]
        return int(hours) if hours else None

    def clean_stale_after_days(self) -> int:
        text = self.cleaned_data["stale_after_days"].strip()
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 365):
            raise ValidationError(gettext("Write a number of days from 1 to 365."))
        return int(text)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("every_hours") and not given.get("address"):
            self.add_error(
                "address", gettext("A list that is read by itself needs its address.")
            )
        return given

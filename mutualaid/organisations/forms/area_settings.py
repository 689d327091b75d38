"""The form of an area's settings, and what it does when two people have it open at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import EmailField, Form, TextField
from mutualaid.organisations.area_settings import AreaSettings, settings_of
from mutualaid.organisations.models import Area
from mutualaid.organisations.retention import (
    ACTIVITY_LOG,
    CARE_RECORD,
    KINDS,
    LONGEST,
    SHORTEST,
    Kind,
    in_words,
)
from mutualaid.organisations.themes import (
    LEAST_CONTRAST,
    is_readable,
    nearest_readable,
    read_colour,
    worst_ground,
)

from .places import LineField

SALT = "area settings as they were opened"
TELEPHONE = re.compile(r"[0-9+() ./-]{3,30}")
FEWEST_DIGITS = 3
GROUND_NAMES = {
    "white": gettext_lazy("white"),
    "cream": gettext_lazy("the cream of our pages"),
    "deep cream": gettext_lazy("the darker cream of our lists"),
}


def about_period(kind: Kind) -> str:
    """From when a period is counted, and how long it usually is."""
    told = {"since": kind.since, "days": kind.days, "words": in_words(kind.days)}
    return (
        gettext("Counted from %(since)s. Usual: %(days)d, which is %(words)s.") % told
    )


def which_days() -> str:
    """What a period may be."""
    return gettext("Write a number of days from %(shortest)d to %(longest)d.") % {
        "shortest": SHORTEST,
        "longest": LONGEST,
    }


def hard_to_read(colour: str) -> str:
    """Why a colour is refused, and one close to it that is not."""
    ground, ratio = worst_ground(colour)
    told = {
        "colour": colour,
        "ground": GROUND_NAMES[ground],
        "ratio": f"{int(ratio * 10) / 10}",
        "least": LEAST_CONTRAST,
        "instead": nearest_readable(colour),
    }
    return (
        gettext(
            "Words in %(colour)s are hard to read on %(ground)s: the contrast is %(ratio)s, and "
            "%(least)s is the least. %(instead)s is close to it and can be read."
        )
        % told
    )


class DaysField(TextField):
    """A number of days."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(
            label=kind.label,
            help_text=about_period(kind),
            width=5,
            inputmode="numeric",
            suffix=gettext("days"),
            error_messages={"required": which_days()},
        )

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        text = (super().to_python(value) or "").replace(",", "").strip()
        if not text:
            return None
        is_number = re.fullmatch(r"[0-9]{1,6}", text, re.ASCII)
        if not is_number or not SHORTEST <= int(text) <= LONGEST:
            raise ValidationError(which_days(), code="days")
        return int(text)


class AreaSettingsForm(Form):
    """Everything an area settles for itself."""

    name = LineField(label=gettext_lazy("Name of the area"), max_length=120, width=30)
    colour = TextField(
        label=gettext_lazy("Colour of headings and links"),
        help_text=gettext_lazy(
            "Six digits after a #, as a designer gives them. Empty for our own green."
        ),
        required=False,
        max_length=20,
        width=10,
        spellcheck=False,
    )
    contact_name = LineField(
        label=gettext_lazy("Office that answers questions"),
        help_text=gettext_lazy(
            "Shown to the public. An office, never a person’s own details."
        ),
        required=False,
        max_length=120,
        width=30,
    )
    contact_email = EmailField(
        label=gettext_lazy("E-mail address of the office"),
        required=False,
        autocomplete="off",
        max_length=254,
    )
    contact_telephone = LineField(
        label=gettext_lazy("Telephone of the office"),
        required=False,
        max_length=30,
        width=20,
        inputmode="tel",
    )
    safeguarding_contact = LineField(
        label=gettext_lazy("Whom to reach about somebody’s safety"),
        help_text=gettext_lazy(
            "One sentence for staff, with a telephone number that is answered."
        ),
        required=False,
        max_length=200,
    )
    opened = CharField(widget=HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields[f"keep_{kind.key}"] = DaysField(kind)

    def clean_colour(self) -> str:
        text = self.cleaned_data["colour"].strip()
        if not text:
            return ""
        colour = read_colour(text)
        if colour is None:
            raise ValidationError(
                gettext("Write the colour as a # and six digits, like #17504a."),
                code="colour",
            )
        if not is_readable(colour):
            raise ValidationError(hard_to_read(colour), code="contrast")
        return colour

    def clean_contact_telephone(self) -> str:
        text = self.cleaned_data["contact_telephone"]
        digits = sum(letter.isdigit() for letter in text)
        if text and not (TELEPHONE.fullmatch(text) and digits >= FEWEST_DIGITS):
            raise ValidationError(
                gettext("Write the number in digits and spaces, like 01632 960 001."),
                code="telephone",
            )
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        log, record = (told.get(f"keep_{key}") for key in (ACTIVITY_LOG, CARE_RECORD))
        if log and record and log < record:
            self.add_error(
                f"keep_{ACTIVITY_LOG}",
                gettext(
                    "The log tells who looked at the notes, so keep it at least as long: "
                    "%(days)d days."
                )
                % {"days": record},
            )
        return told

    def answers(self) -> AreaSettings:
        """What was answered; for a form that is valid."""
        told = self.cleaned_data
        return AreaSettings(
            **{name: told[name] for name in self._line_names()},
            retention={kind.key: told[f"keep_{kind.key}"] for kind in KINDS},
        )

    @staticmethod
    def _line_names() -> list[str]:
        return [n for n in AreaSettings.__dataclass_fields__ if n != "retention"]

    @property
    def main_fields(self) -> list[Any]:
        """Those before the periods."""
        return [self[name] for name in self._line_names()]

    @property
    def period_fields(self) -> list[Any]:
        return [self[f"keep_{kind.key}"] for kind in KINDS]


def opened_now(area: Area) -> dict[str, Any]:
    """What the form starts with: the settings, and a sealed copy of them to compare with later."""
    told = settings_of(area).flat()
    sealed = signing.dumps(
        {"at": area.updated_at.isoformat(), "told": told}, salt=SALT, compress=True
    )
    return {**told, "opened": sealed}


def opened_before(sealed: str) -> tuple[datetime | None, Mapping[str, Any]]:
    """When the settings were last saved before somebody opened them, and what they were.

    A copy that is missing or not ours is older than anything: None, and nothing known.
    """
    try:
        kept = signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        return None, {}
    return parse_datetime(kept["at"]), kept["told"]


def merged(
    typed: Mapping[str, Any], before: Mapping[str, Any], area: Area
) -> dict[str, Any]:
    """What two people wrote, in one: whatever this one changed, else what the other saved."""
    now = opened_now(area)
    return {
        name: typed[name]
        if name in typed and str(typed[name]) != str(before.get(name))
        else value
        for name, value in now.items()
    } | {"opened": now["opened"]}


def changed_meanwhile(
    form: AreaSettingsForm, before: Mapping[str, Any], area: Area
) -> Iterator[tuple[str, str]]:
    """Label and present value of every answer that somebody else has changed."""
    for name, value in settings_of(area).flat().items():
        if before and str(before.get(name)) != str(value):
            yield str(form[name].label), str(value) or gettext("nothing")

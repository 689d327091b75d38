"""How far an area reaches: an outline from a file, or a circle; looked at before it is saved."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput
from django.utils.translation import gettext, gettext_lazy

from mutualaid.core.refusal import Refused
from mutualaid.design_system.forms import FileField, Form, RadiosField, TextField
from mutualaid.geography.boundaries import (
    LARGEST_FILE,
    BoundaryError,
    as_geojson,
    kept_outline,
    read_boundary,
)
from mutualaid.geography.outlines import Outline
from mutualaid.organisations.actions.reach import LEAST_MILES, MOST_MILES, read_codes

SALT = "reach of an area as it was looked at"
OUTLINE, CIRCLE = "outline", "circle"


@dataclass(frozen=True, slots=True)
class ReachAnswers:
    """An outline and where it is from, or miles."""

    outline: Outline | None = None
    authority_codes: tuple[str, ...] = ()
    radius_miles: float | None = None

    def sealed(self) -> str:
        """As a hidden answer carries it to the next page."""
        told = {
            "boundary": as_geojson(self.outline) if self.outline else None,
            "codes": list(self.authority_codes),
            "miles": self.radius_miles,
        }
        return signing.dumps(told, salt=SALT, compress=True)


def opened(sealed: str) -> ReachAnswers | None:
    """What was looked at; None for what is not ours."""
    try:
        told = signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        return None
    boundary = told["boundary"]
    return ReachAnswers(
        kept_outline(boundary) if boundary else None,
        tuple(told["codes"]),
        told["miles"],
    )


class ReachForm(Form):
    """What to look at."""

    how = RadiosField(
        label=gettext_lazy("How do you want to say it?"),
        choices=[
            (OUTLINE, gettext_lazy("By an outline from a file")),
            (CIRCLE, gettext_lazy("By miles around the middle of the area")),
        ],
    )
    file = FileField(
        label=gettext_lazy("File with the outline"),
        help_text=gettext_lazy(
            "GeoJSON in degrees (WGS 84), 2 MB at most. Councils and statistical offices "
            "publish generalised ones."
        ),
        accept=".geojson,.json,application/geo+json,application/json",
        required=False,
    )
    codes = TextField(
        label=gettext_lazy("Codes of authorities in it"),
        help_text=gettext_lazy(
            "Only for a file of many authorities. For example, E10000007, E06000015."
        ),
        required=False,
        max_length=600,
        spellcheck=False,
    )
    miles = TextField(
        label=gettext_lazy("Miles around the middle"),
        required=False,
        max_length=6,
        width=4,
        inputmode="decimal",
    )

    def clean_codes(self) -> tuple[str, ...]:
        try:
            return tuple(read_codes(self.cleaned_data["codes"]))
        except Refused as refusal:
            raise ValidationError(refusal.sentence, code="codes") from refusal

    def clean_miles(self) -> float | None:
        text = self.cleaned_data["miles"].strip()
        if not text:
            return None
        try:
            miles = float(text)
        except ValueError:
            miles = 0.0
        if not LEAST_MILES <= miles <= MOST_MILES:
            raise ValidationError(
                gettext("Write a number from %(least)d to %(most)d.")
                % {"least": LEAST_MILES, "most": MOST_MILES},
                code="miles",
            )
        return miles

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        self.outline: Outline | None = None
        if told.get("how") == CIRCLE and not told.get("miles") and not self.errors:
            self.add_error("miles", gettext("Write how many miles."))
        if told.get("how") == OUTLINE and not self.errors:
            self._read_outline(told)
        return told

    def _read_outline(self, told: dict[str, Any]) -> None:
        file = told.get("file")
        if file is None:
            self.add_error("file", gettext("Choose the file with the outline."))
            return
        try:
            self.outline = read_boundary(file.read(LARGEST_FILE + 1), told["codes"])
        except BoundaryError as error:
            self.add_error("file", str(error))

    def answers(self) -> ReachAnswers:
        """What to look at; for a form that is valid."""
        if self.outline is None:
            return ReachAnswers(radius_miles=self.cleaned_data["miles"])
        return ReachAnswers(self.outline, self.cleaned_data["codes"])


class SealedForm(Form):
    """Saves what was looked at."""

    sealed = CharField(widget=HiddenInput, max_length=500_000)

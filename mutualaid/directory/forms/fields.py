"""Fields for what is told of meetings and places."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from mutualaid.design_system.forms import BoundField, TextareaField, TextField
from mutualaid.directory.formats.joining_details import web_address
from mutualaid.directory.formats.personal_details import without_personal_details
from mutualaid.directory.formats.plain_text import many_lines, one_line
from mutualaid.geography.distance import Box
from mutualaid.geography.postcodes import read_postcode
from mutualaid.organisations.forms.places import LineField

# The United Kingdom and Ireland, roughly: beyond, somebody has swapped the two numbers.
BRITAIN = Box(south=49.0, west=-11.0, north=61.5, east=2.5)
_PIN = re.compile(
    r"(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)[,;\s]+(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)"
)


def refuse_personal_details(text: str) -> None:
    """Whatever is told of a meeting is for everybody to read."""
    if without_personal_details(text) != text:
        raise ValidationError(
            gettext(
                "Take out e-mail addresses, passwords and people’s own telephone numbers: "
                "everybody can read this."
            ),
            code="personal",
        )


class PublicLineField(LineField):
    """One line that everybody may read."""

    def to_python(self, value: Any) -> str:
        text = one_line(super().to_python(value))
        refuse_personal_details(text)
        return text


class PublicTextField(TextareaField):
    """Several lines that everybody may read."""

    def to_python(self, value: Any) -> str:
        text = many_lines(super().to_python(value) or "")
        refuse_personal_details(text)
        return text


class KnownField(PublicLineField):
    """A line with what is known offered while somebody types, without any script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offered: Sequence[str] = ()

    def params(self, bound: BoundField) -> dict[str, Any]:
        attributes = {"list": f"{bound.id}-known"} if self.offered else {}
        return {**super().params(bound), "attributes": attributes}


class LinkField(TextField):
    """A web address, kept without the passwords in it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        super().__init__(spellcheck=False, inputmode="url", **kwargs)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        link = web_address(text) if text else ""
        if text and not link:
            raise ValidationError(
                gettext("Write the address in full, like https://example.org/meeting."),
                code="invalid",
            )
        return link


class NumberField(TextField):
    """A whole number within bounds."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(inputmode="numeric", width=3, spellcheck=False, **kwargs)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        number = int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
        if number is None or not self.least <= number <= self.most:
            raise ValidationError(
                gettext("Write a number from %(least)d to %(most)d.")
                % {"least": self.least, "most": self.most},
                code="number",
            )
        return number


class PostcodeField(TextField):
    """A whole postcode, in the usual spelling."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(spellcheck=False, width=10, max_length=16, **kwargs)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        code = read_postcode(text) if text else None
        if text and (code is None or not code.unit):
            raise ValidationError(
                gettext("Write the whole postcode, like NB3 4QX."), code="postcode"
            )
        return code.label if code else ""


class PinField(TextField):
    """Latitude and longitude, as maps on a telephone give them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Put the pin here"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "Only if the postcode leads to the wrong door. Latitude and longitude, as a "
                "map shows them: 53.8012, 0.7499."
            ),
        )
        super().__init__(spellcheck=False, width=20, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value[0]:.6g}, {value[1]:.6g}" if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> tuple[float, float] | None:  # type: ignore[override]
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        found = _PIN.fullmatch(text)
        if not found:
            raise ValidationError(
                gettext("Write two numbers, like 53.8012, 0.7499."), code="pin"
            )
        point = float(found[1]), float(found[2])
        if not BRITAIN.holds(*point):
            raise ValidationError(
                gettext("That is not in these islands. Latitude comes first."),
                code="far",
            )
        return point

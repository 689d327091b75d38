"""UK postcodes as people type them: whole, without the last letters, or only the first half."""

import re
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from .kinds import PlaceKind

# The outward half is an area of one or two letters, a digit and perhaps one more character,
# or the one that fits no pattern (GIR); the inward half is a digit and two letters. Areas are
# not checked against a list: new ones come, and invented ones serve for demonstration. O and I
# pass for the inward digit, where they can mean nothing else.
_POSTCODE = re.compile(
    r"(?P<outcode>GIR|[A-Z]{1,2}[0-9][0-9A-Z]?)"
    r"(?: ?(?P<digit>[0-9OI])(?P<letters>[A-Z]{0,2}))?"
)
_MISREAD_DIGITS = str.maketrans("OI", "01")
_LONGEST_TYPED = 16  # of a postcode; more is something else


class Reading(NamedTuple):
    """One thing the typed text may name; `is_asked` is False where it only lies around it."""

    kind: PlaceKind
    key: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class TypedPostcode:
    """What was typed, taken apart."""

    outcode: str
    digit: str = ""
    letters: str = ""

    @property
    def sector(self) -> str:
        """ "NB3 4", or nothing where only an outcode was typed."""
        return f"{self.outcode} {self.digit}" if self.digit else ""

    @property
    def unit(self) -> str:
        """The whole postcode without its space, or nothing where it is not whole."""
        whole = len(self.letters) == 2
        return f"{self.outcode}{self.digit}{self.letters}" if whole else ""

    @property
    def label(self) -> str:
        """As it is written: "NB3 4QX"."""
        return f"{self.sector}{self.letters}" if self.digit else self.outcode

    def readings(self) -> tuple[Reading, ...]:
        """What to look for, nearest first."""
        if not self.digit:
            return _readings_of_outcode(self.outcode)
        around = (
            Reading(PlaceKind.SECTOR, self.sector, not self.letters),
            Reading(PlaceKind.OUTCODE, self.outcode, False),
        )
        if self.unit:
            return (Reading(PlaceKind.POSTCODE, self.unit, True), *around)
        return around


def _readings_of_outcode(outcode: str) -> tuple[Reading, ...]:
    """An outcode; or the sector it may be, since "NB34" is also "NB3 4" without the space."""
    asked = Reading(PlaceKind.OUTCODE, outcode, True)
    shorter = _match(f"{outcode[:-1]} {outcode[-1]}")
    if shorter is None:
        return (asked,)
    return (
        asked,
        Reading(PlaceKind.SECTOR, shorter.sector, True),
        Reading(PlaceKind.OUTCODE, shorter.outcode, False),
    )


def _match(text: str) -> TypedPostcode | None:
    found = _POSTCODE.fullmatch(text)
    if found is None:
        return None
    digit = (found["digit"] or "").translate(_MISREAD_DIGITS)
    return TypedPostcode(found["outcode"], digit, found["letters"] or "")


def read_postcode(text: str) -> TypedPostcode | None:
    """Take a typed postcode, sector or outcode apart; None where the text is none of these."""
    if len(text) > 4 * _LONGEST_TYPED:
        return None
    letters = re.sub(r"[\W_]+", " ", normalize("NFKC", text).upper()).strip()
    if len(letters) > _LONGEST_TYPED:
        return None
    compact = letters.replace(" ", "")
    # A whole postcode divides in one way only, wherever its space was put.
    whole = _match(with_space(compact))
    if whole and whole.unit:
        return whole
    return _match(letters) or _match(compact)


def whole_postcode(text: str) -> str | None:
    """The form in which postcodes are stored, "NB34QX"; None where the text is not a whole one.

    Quicker and stricter than `read_postcode`: for files, which do not mistype.
    """
    compact = text.replace(" ", "").upper()
    found = _POSTCODE.fullmatch(with_space(compact))
    if found is None or found["digit"] is None or found["digit"] in "OI":
        return None
    return compact if len(found["letters"]) == 2 else None


def with_space(postcode: str) -> str:
    """ "NB34QX" as it is written on an envelope: "NB3 4QX"."""
    return f"{postcode[:-3]} {postcode[-3:]}"

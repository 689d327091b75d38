"""Who sees what of a client, as the public page says it; a test holds each cell to the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Viewer(StrEnum):
    """The columns: people as a client knows them."""

    YOU = "you"
    KEYWORKER = "keyworker"
    MANAGER = "manager"
    TEAM = "team"
    OFFICES = "offices"
    ANYBODY = "anybody"


class Sees(StrEnum):
    """What stands in a cell."""

    YES = "yes"
    SAYS_WHY = "says why"
    STANDING_IN = "standing in"
    WROTE_IT = "wrote it"
    COUNTS = "counts"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Kept:
    """A row: one thing that is kept, where it stands, and who sees it.

    `columns` are what the person's own copy shows of it, as `person_tables` names them.
    """

    key: str
    words: str | Promise
    table: str
    columns: tuple[str, ...]
    cells: Mapping[Viewer, Sees]


VIEWERS: Mapping[Viewer, str | Promise] = {
    Viewer.YOU: _("You"),
    Viewer.KEYWORKER: _("Your keyworker"),
    Viewer.MANAGER: _("Their manager"),
    Viewer.TEAM: _("The rest of the team"),
    Viewer.OFFICES: _("Who pays, and who checks"),
    Viewer.ANYBODY: _("Anybody else"),
}
ANSWERS: Mapping[Sees, str | Promise] = {
    Sees.YES: _("Yes"),
    Sees.SAYS_WHY: _("Says why first"),
    Sees.STANDING_IN: _("If they stand in"),
    Sees.WROTE_IT: _("If you asked them"),
    Sees.COUNTS: _("Only how many"),
    Sees.NO: _("No"),
}

_RECORD = {
    Viewer.YOU: Sees.YES,
    Viewer.KEYWORKER: Sees.YES,
    Viewer.MANAGER: Sees.YES,
    Viewer.TEAM: Sees.STANDING_IN,
    Viewer.OFFICES: Sees.NO,
    Viewer.ANYBODY: Sees.NO,
}
_WHO = {**_RECORD, Viewer.MANAGER: Sees.SAYS_WHY}
_IDENTITY = "clients.ClientIdentity"
ROWS = (
    Kept("name", _("What you like to be called"), _IDENTITY, ("sealed_name",), _WHO),
    Kept(
        "contact",
        _("How to reach you, and when"),
        _IDENTITY,
        ("sealed_contact", "sealed_safe_contact"),
        _WHO,
    ),
    Kept(
        "needs",
        _("What helps you to read or get in"),
        _IDENTITY,
        ("sealed_needs", "format", "language"),
        _RECORD,
    ),
    Kept(
        "client",
        _("That you come here, and your keyworker"),
        "clients.Client",
        ("status", "last_contact_on"),
        {**_RECORD, Viewer.OFFICES: Sees.COUNTS},
    ),
    Kept(
        "commitments",
        _("The meetings you plan to go to"),
        "clients.Commitment",
        ("meeting", "original_date", "sealed_note"),
        _RECORD,
    ),
    Kept(
        "consents",
        _("What you said yes or no to"),
        "privacy.TellingPermission",
        ("sealed_whom", "sealed_place", "visit_on"),
        _RECORD,
    ),
    Kept(
        "requests",
        _("What you asked us to do with it"),
        "privacy.RightsRequest",
        ("kind", "received_on", "status"),
        {**_RECORD, Viewer.KEYWORKER: Sees.WROTE_IT, Viewer.TEAM: Sees.WROTE_IT},
    ),
    Kept(
        "looks",
        _("Who has looked at your record"),
        "privacy.Look",
        ("membership", "what", "looked_at"),
        _RECORD,
    ),
)


def as_rows() -> list[list[str]]:
    """The table's lines: what is kept, then a word for each viewer."""
    return [
        [str(kept.words), *(str(ANSWERS[kept.cells[viewer]]) for viewer in VIEWERS)]
        for kept in ROWS
    ]

"""Who may open each address. A route that is not here fails test_routes.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MEETING_REFERENCE = "BCDFGHJKMN"
FELLOWSHIP_KEY = "sample-fellowship"


class Who(StrEnum):
    """The people an address is for."""

    PUBLIC = "public"


@dataclass(frozen=True)
class Access:
    """One route: for whom, sample arguments, and what the right person is answered."""

    who: Who
    arguments: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


PUBLIC = Access(Who.PUBLIC)
PUBLIC_MEETING = Access(Who.PUBLIC, {"reference": MEETING_REFERENCE})

ACCESS: dict[str, Access] = {
    "show_home": PUBLIC,
    "find_meetings": PUBLIC,
    "show_meeting": PUBLIC_MEETING,
    "download_calendar": PUBLIC_MEETING,
    "list_fellowships": PUBLIC,
    "show_fellowship": Access(Who.PUBLIC, {"key": FELLOWSHIP_KEY}),
    "show_first_meeting": PUBLIC,
    "show_family_help": PUBLIC,
    "show_about": PUBLIC,
    "show_privacy": PUBLIC,
    "show_accessibility": PUBLIC,
    # For whoever works on the design; elsewhere there is no such page.
    "show_components": Access(Who.PUBLIC, status=404),
}

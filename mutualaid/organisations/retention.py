"""How long each kind of record is kept, and what happens to it then.

The defaults are what records schedules and common practice suggest; each area settles its own.
What removes the records reads the periods from here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

DAYS_OF_A_YEAR = 365.25
SHORTEST, LONGEST = 1, 36_525


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record; `days` is the usual period, counted from `since`."""

    key: str
    label: str | Promise
    days: int
    since: str | Promise
    end: str | Promise


@dataclass(frozen=True, slots=True)
class Period:
    """How long one area keeps one kind."""

    kind: Kind
    days: int

    @property
    def words(self) -> str:
        """As pages say it: "8 years"."""
        return in_words(self.days)


CARE_RECORD, INCIDENT, ACTIVITY_LOG = "care-record", "incident", "activity-log"
KINDS = (
    Kind(
        CARE_RECORD,
        _("Notes of sessions, goals and follow-up"),
        2922,
        _("the last time we met"),
        _("We look at them once more. Then they are erased, or only counts stay."),
    ),
    Kind(
        "pairing",
        _("Who went along to which meeting"),
        90,
        _("the meeting"),
        _("Erased. Only the date and how it went stay."),
    ),
    Kind(
        "peer-checks",
        _("Checks and training of peers"),
        365,
        _("the day the peer stops"),
        _("Erased."),
    ),
    Kind(
        "journal",
        _("A private journal kept on this site"),
        90,
        _("the day the account is closed"),
        _("Erased. Its owner is told before, and can erase it at any time."),
    ),
    Kind(
        "follow-up-words",
        _("What people wrote when asked how it went"),
        730,
        _("the day they wrote it"),
        _("The words are erased. What was ticked stays."),
    ),
    Kind(
        INCIDENT,
        _("What we wrote down when something went wrong with data"),
        2922,
        _("the day the work on it ended"),
        _("Erased."),
    ),
    Kind(
        ACTIVITY_LOG,
        _("The log of who looked at what"),
        2922,
        _("the day of the line"),
        _("Erased. It is kept for no less time than the notes."),
    ),
)


def periods(chosen: Mapping[str, int]) -> Iterator[Period]:
    """Every kind with its period in an area; `chosen` is what the area settled itself."""
    for kind in KINDS:
        yield Period(kind, chosen.get(kind.key, kind.days))


def departures(days: Mapping[str, int]) -> dict[str, int]:
    """What an area has to remember: only where it departs from the usual."""
    return {kind.key: days[kind.key] for kind in KINDS if days[kind.key] != kind.days}


def in_words(days: int) -> str:
    """Whole years where they are, else days."""
    years = round(days / DAYS_OF_A_YEAR)
    if years and abs(days - years * DAYS_OF_A_YEAR) <= 1:
        return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}

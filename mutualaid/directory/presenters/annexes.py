"""Annexes as tables of words: the same rows for the page and for files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from mutualaid.design_system import dates
from mutualaid.directory.annexes import (
    MODES,
    Annexes,
    FellowshipContact,
    FellowshipCount,
)
from mutualaid.directory.coverage import Week
from mutualaid.directory.gap_choices import time_names
from mutualaid.directory.models.relations import PositionRole

from .gap_words import day_name


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One table; `numeric` are the columns whose figures stand on the right."""

    caption: str
    head: list[str]
    rows: list[list[str]]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: its number in the tool, and one table or more."""

    number: int
    title: str
    tables: list[AnnexTable]
    nothing: str  # what to say where there is nothing

    @property
    def is_empty(self) -> bool:
        return not any(table.rows for table in self.tables)


def coverage_words(annexes: Annexes) -> list[str]:
    """A sentence each for meetings in person and online."""
    return [
        _week_words(gettext("In person"), annexes.coverage.in_person),
        _week_words(gettext("Online"), annexes.coverage.online),
    ]


def _week_words(what: str, week: Week) -> str:
    told = {"what": what, "days": week.days_covered}
    missing = [day_name(day) for day in week.days_missing]
    if not missing:
        return gettext("%(what)s: on all 7 days of the week.") % told
    if not week.days_covered:
        return gettext("%(what)s: on no day of the week.") % told
    words = gettext("%(what)s: on %(days)d of 7 days, none on %(missing)s.")
    return words % {**told, "missing": _listed(missing)}


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return gettext("%(some)s and %(last)s") % {
        "some": ", ".join(names[:-1]),
        "last": names[-1],
    }


def present_annexes(annexes: Annexes) -> list[Annex]:
    """Those that a directory can fill, in the order of the tool."""
    return [
        Annex(
            1,
            gettext("Availability of group meetings"),
            list(_meetings(annexes)),
            gettext("No meeting is in the list yet."),
        ),
        Annex(
            2,
            gettext("Local recovery groups"),
            [_local_groups(annexes)],
            gettext("No local group is in the list yet."),
        ),
        Annex(
            3,
            gettext("Service positions"),
            [_positions(annexes)],
            gettext("No service position is kept yet."),
        ),
        Annex(
            5,
            gettext("Groups for people who use"),
            [_contacts(annexes.for_people_who_use)],
            gettext("No fellowship is known yet."),
        ),
        Annex(
            6,
            gettext("Groups for relatives and friends"),
            [_contacts(annexes.for_families)],
            gettext("No fellowship is known yet."),
        ),
    ]


def _short_days() -> list[str]:
    """As they stand in the head of a narrow column, Monday first."""
    return [
        gettext("Mon"),
        gettext("Tue"),
        gettext("Wed"),
        gettext("Thu"),
        gettext("Fri"),
        gettext("Sat"),
        gettext("Sun"),
    ]


def _meetings(annexes: Annexes) -> Iterator[AnnexTable]:
    rows = annexes.meetings
    if rows:
        rows = (*rows, annexes.all_meetings)
    yield AnnexTable(
        gettext("Meetings by day"),
        [gettext("Fellowship"), *_short_days(), gettext("No set day"), gettext("All")],
        [[_name(row), *map(str, (*row.by_day, row.no_day, row.total))] for row in rows],
        tuple(range(1, 10)),
    )
    times = [name.capitalize() for name in time_names().values()]
    yield AnnexTable(
        gettext("Meetings by time of day, and by how people take part"),
        [gettext("Fellowship"), *times, gettext("No set time"), *_mode_names()],
        [[_name(row), *map(str, _by_time_and_mode(row))] for row in rows],
        tuple(range(1, 9)),
    )


def _by_time_and_mode(row: FellowshipCount) -> list[int]:
    return [*row.by_time.values(), *(row.by_mode[mode] for mode in MODES)]


def _mode_names() -> list[str]:
    return [
        gettext("In person"),
        gettext("Online"),
        gettext("Both"),
        gettext("Not stated"),
    ]


def _name(row: FellowshipCount) -> str:
    return row.name or gettext("All together")


def _local_groups(annexes: Annexes) -> AnnexTable:
    return AnnexTable(
        gettext("Groups of the area’s own"),
        [gettext("Name of group"), gettext("Meetings")],
        [[group.name, str(group.meetings)] for group in annexes.local_groups],
        (1,),
    )


def _positions(annexes: Annexes) -> AnnexTable:
    return AnnexTable(
        gettext("Whom professionals may ask"),
        [
            gettext("Organisation"),
            gettext("Position"),
            gettext("What for"),
            gettext("Contact"),
            gettext("Look again"),
        ],
        [
            [
                line.fellowship,
                str(PositionRole(line.role).label),
                line.description,
                ", ".join(filter(None, (line.email, line.telephone)))
                if line.is_filled
                else gettext("vacant"),
                dates.full_date(line.review_on),
            ]
            for line in annexes.positions
        ],
    )


def _contacts(contacts: Sequence[FellowshipContact]) -> AnnexTable:
    return AnnexTable(
        gettext("What there is here, and whom to ask"),
        [
            gettext("Organisation"),
            gettext("About"),
            gettext("Meetings here"),
            gettext("Website"),
            gettext("Helpline"),
        ],
        [
            [each.name, each.about, str(each.meetings), each.website, _helpline(each)]
            for each in contacts
        ],
        (2,),
    )


def _helpline(contact: FellowshipContact) -> str:
    if not contact.helpline:
        return ""
    if contact.checked_on is None:
        return gettext("%(number)s (not confirmed)") % {"number": contact.helpline}
    told = {"number": contact.helpline, "day": dates.full_date(contact.checked_on)}
    return gettext("%(number)s (confirmed %(day)s)") % told


def title_words(annexes: Annexes) -> str:
    """The finding as a title."""
    covered = annexes.coverage.in_person.days_covered
    total = annexes.coverage.meetings
    words = ngettext(
        "%(n)s meeting, in person on %(days)d of 7 days",
        "%(n)s meetings, in person on %(days)d of 7 days",
        total,
    )
    return words % {"n": f"{total:,}", "days": covered}

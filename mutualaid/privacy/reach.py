"""Whose records a hat may open: the apps that keep records say it, the pages here ask.

Rights, consent and incidents are about a person, whoever keeps the record of them. An emergency
opens a record for an hour to read; to decide about it takes more.
"""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from mutualaid.organisations.hats import Hat

# For a hat, the keys of privacy.Person as a query of one column.
Finder = Callable[[Hat], "QuerySet"]
_finders: list[Finder] = []
_lasting: list[Finder] = []


def register_reach(finder: Finder, *, lasting: Finder) -> None:
    """Add whose records an app lets a hat open; `lasting` leaves out emergencies."""
    _finders.append(finder)
    _lasting.append(lasting)


def reach_of(hat: Hat) -> "QuerySet | Iterable[int]":
    """The keys of everybody whose record this hat may open; none where no app says so."""
    return _together(_finders, hat)


def lasting_reach_of(hat: Hat) -> "QuerySet | Iterable[int]":
    """The same without those who are open for an emergency only."""
    return _together(_lasting, hat)


def _together(finders: list[Finder], hat: Hat) -> "QuerySet | Iterable[int]":
    if not finders:
        return ()
    first, *others = (finder(hat) for finder in finders)
    return first.union(*others) if others else first

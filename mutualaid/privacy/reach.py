"""Whose records a hat may open: the apps that keep records say it, the pages here ask.

Rights, consent and incidents are about a person, whoever keeps the record of them.
"""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from mutualaid.organisations.hats import Hat

# For a hat, the keys of privacy.Person as a query of one column.
Finder = Callable[[Hat], "QuerySet"]
_finders: list[Finder] = []


def register_reach(finder: Finder) -> Finder:
    """Add whose records an app lets a hat open."""
    _finders.append(finder)
    return finder


def reach_of(hat: Hat) -> "QuerySet | Iterable[int]":
    """The keys of everybody whose record this hat may open; none where no app says so."""
    if not _finders:
        return ()
    first, *others = (finder(hat) for finder in _finders)
    return first.union(*others) if others else first

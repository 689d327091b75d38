"""Lines of the activity log as pages and files tell them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from mutualaid.activity_log.details import details_in_words, subject_in_words
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.design_system.dates import full_date
from mutualaid.organisations.pseudonyms import PERSON, SYSTEM, pseudonym_of
from mutualaid.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One line; nothing of it tells how many lines there are, or of any between."""

    at: str
    who: str
    role: str
    what: str
    about: str
    details: str

    def cells(self) -> list[str]:
        """In the order of the columns."""
        return [self.at, self.who, self.role, self.what, self.about, self.details]


def present_activity(
    entries: Iterable[Entry], names: Mapping[str, str] | None
) -> list[ActivityLine]:
    """Lines for somebody who may know these names by token; None for pseudonyms instead."""
    return [
        ActivityLine(
            at=local_time(entry.recorded_at),
            who=said_of(entry.actor, names),
            role=role_label(entry.role),
            what=entry.sentence,
            about=said_of(entry.subject, names),
            details=details_in_words(entry.detail),
        )
        for entry in entries
    ]


def headings() -> list[str]:
    """Of the columns."""
    return [
        gettext("When"),
        gettext("Who"),
        gettext("As"),
        gettext("What"),
        gettext("About"),
        gettext("Details"),
    ]


def local_time(instant: datetime) -> str:
    """To the second, with the zone: one hour of the year comes twice."""
    local = instant.astimezone(clock.LOCAL_ZONE)
    return f"{full_date(local)}, {local:%H:%M:%S %Z}"


def said_of(token: str, names: Mapping[str, str] | None) -> str:
    """Whom or what a token stands for."""
    if token.startswith(SYSTEM):
        return gettext("the system (%(part)s)") % {"part": token.removeprefix(SYSTEM)}
    if not token.startswith(PERSON):
        return subject_in_words(token)
    known = names.get(token) if names is not None else None
    return known or gettext("person %(letters)s") % {"letters": pseudonym_of(token)}


def role_label(role: str) -> str:
    """The role as pages name it; nothing for somebody without a hat, or for the system."""
    return str(Role(role).label) if role in Role.values else ""

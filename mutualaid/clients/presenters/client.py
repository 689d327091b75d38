"""One client in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.clients.models import Caseload
from mutualaid.clients.reading import Help, Identity
from mutualaid.design_system.dates import full_date
from mutualaid.directory.formats.vocabulary import LANGUAGES

Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """One keyworker's time with the client."""

    keyworker: str
    when: str


def identity_facts(identity: Identity) -> Facts:
    """Who it is; what is empty is left out where it is shown."""
    return [
        (gettext("Name"), identity.name),
        (gettext("Initials"), identity.initials),
        (gettext("Local number"), identity.local_number),
        (gettext("How to get in touch"), identity.contact),
        (gettext("When and how that is safe"), identity.safe_contact),
    ]


def help_facts(helps: Help) -> Facts:
    """What helps, without who it is."""
    return [
        (gettext("What helps"), helps.needs),
        (gettext("Format"), str(helps.format.label)),
        (gettext("Language"), language_words(helps.language)),
    ]


def language_words(key: str) -> str:
    """A language by its key; the key itself for one that nobody has named."""
    return gettext(LANGUAGES[key]) if key in LANGUAGES else key


def present_caseloads(rows: Iterable[Caseload]) -> list[CaseloadLine]:
    """Who worked with the client, the newest first."""
    return [CaseloadLine(row.membership.user.name, _when(row)) for row in rows]


def _when(row: Caseload) -> str:
    first = full_date(row.started_at)
    if row.ended_at is None:
        return gettext("since %(first)s") % {"first": first}
    last = full_date(row.ended_at)
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}

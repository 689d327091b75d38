"""How sure we are of a meeting, in words for everybody."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.design_system.remembered import remembered
from mutualaid.directory.answers import GROUP_REPRESENTATIVE
from mutualaid.directory.confidence import (
    Confidence,
    Evidence,
    confidence,
    is_listed_lately,
)
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.organisations.roles import Role


class Checked(Protocol):
    """What a meeting and a row of a list have in common."""

    @property
    def verified_on(self) -> date | None: ...
    @property
    def verified_how(self) -> str: ...
    @property
    def doubted_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Sureness:
    """The level, what it rests on, and what to do about it where that is not enough."""

    level: Confidence
    words: str
    advice: str
    is_checked: bool = False  # the words tell of a check alone

    @property
    def is_confirmed(self) -> bool:
        return self.level is Confidence.CONFIRMED

    def told_by(self, role: str) -> "Sureness":
        """The same with the role of whoever told us, where a check is what it rests on."""
        if not role or not self.is_checked:
            return self
        words = gettext("%(words)s, told by a %(role)s") % {
            "words": self.words,
            "role": role_words(role),
        }
        return replace(self, words=words)

    @property
    def sentence(self) -> str:
        """Both in one, for a row."""
        return f"{self.words}. {self.advice}" if self.advice else self.words


def sureness_of(
    row: Checked, source: str | None, read_at: datetime | None, today: date
) -> Sureness:
    """Of a meeting or a row; `source` is the list that has it, and when it was last read."""
    return sureness(
        row.verified_on, row.verified_how, source, read_at, today, row.doubted_on
    )


@remembered
def sureness(
    verified_on: date | None,
    verified_how: str,
    source: str | None,
    read_at: datetime | None,
    today: date,
    doubted_on: date | None = None,
) -> Sureness:
    """How sure we are, by the table in `directory/confidence.py`."""
    listed_on = read_at.astimezone(clock.LOCAL_ZONE).date() if read_at else None
    evidence = Evidence(verified_on, listed_on if source else None, doubted_on)
    level = confidence(evidence, today)
    advice = ""
    if level in (Confidence.CHECK, Confidence.NEVER):
        advice = gettext("Ring or look before you go")
    words = _basis(evidence, verified_how, source, today)
    is_checked = verified_on is not None and words == checked_words(
        verified_on, verified_how
    )
    return Sureness(level, words, advice, is_checked)


def _basis(evidence: Evidence, how: str, source: str | None, today: date) -> str:
    if evidence.is_doubted and evidence.doubted_on is not None:
        return gettext("Somebody told us %(ago)s that it may not meet") % {
            "ago": dates.ago(evidence.doubted_on)
        }
    if evidence.verified_on is None:
        return _never_checked(evidence, source)
    said = checked_words(evidence.verified_on, how)
    if confidence(Evidence(evidence.verified_on), today) is not Confidence.CHECK:
        return said
    if evidence.listed_on and is_listed_lately(evidence.listed_on, today):
        return f"{said}. {_listed(evidence.listed_on, source)}"
    return said


def checked_words(verified_on: date, how: str) -> str:
    """How long ago somebody checked, and how."""
    said = {
        VerificationKind.CONFIRMED: gettext("Checked %(ago)s by the group"),
        VerificationKind.SEEN: gettext("Checked %(ago)s in the fellowship’s own list"),
        VerificationKind.VISITED: gettext("Checked %(ago)s by a visit"),
    }[VerificationKind(how)]
    return said % {"ago": dates.ago(verified_on)}


def _never_checked(evidence: Evidence, source: str | None) -> str:
    said = gettext("Not confirmed")
    if evidence.listed_on is None:
        return said
    return f"{said}. {_listed(evidence.listed_on, source)}"


def _listed(on: date, source: str | None) -> str:
    return gettext("Listed by %(source)s %(ago)s") % {
        "source": source,
        "ago": dates.ago(on),
    }


def role_words(role: str) -> str:
    """A role in the middle of a sentence; never a name."""
    if role == GROUP_REPRESENTATIVE:
        return gettext("group representative")
    if role in Role:
        return str(Role(role).label).lower()
    return role

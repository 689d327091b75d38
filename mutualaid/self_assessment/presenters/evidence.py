"""Evidence beside a part: what the area's own records suggest, and what people brought."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core import clock
from mutualaid.core.measures import Indicator
from mutualaid.improvement_plan.models import Barrier
from mutualaid.indicators.live import address_of, sentence
from mutualaid.indicators.registry import find_indicator
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role
from mutualaid.self_assessment.evidence_at_hand import AtHand, at_hand
from mutualaid.self_assessment.models import (
    Evidence,
    EvidenceKind,
    EvidenceStatus,
    Round,
)
from mutualaid.self_assessment.permissions import can_withdraw_evidence

# Features that are still to be built, by the first part of their indicators' keys.
TO_COME: dict[str, str | Promise] = {
    "accompaniment": _("going along to meetings"),
    "care": _("sessions with clients"),
    "case_audits": _("case audits"),
    "directory": _("how often the list is opened"),
    "documents": _("plans and specifications"),
    "handouts": _("printed hand-outs"),
    "ndtms": _("treatment figures (NDTMS)"),
    "organisations": _("the register of champions"),
    "partnership": _("the partnership’s meetings and training"),
}


class ReadingState(StrEnum):
    """What was said of a suggested reading."""

    SUGGESTED = "suggested"
    KEPT = "kept"
    NOT_RIGHT = "not-right"
    NOTHING = "nothing"  # nothing can be said at the moment


@dataclass(frozen=True, slots=True)
class SuggestedReading:
    """What an indicator says, and what was said of it. `kept_value` is as it was decided on."""

    key: str
    title: str
    value: str
    as_of: date
    address: str
    last_value: str
    state: ReadingState
    kept_value: str = ""
    decided_on: date | None = None
    reason: str = ""
    reference: str = ""
    may_withdraw: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is ReadingState.SUGGESTED


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """A file, an address or a note, or a reading that was taken back."""

    reference: str
    kind: str
    title: str
    words: str
    relates_to: date
    added_on: date
    added_by: str
    is_earlier: bool
    address: str = ""  # http or https, for links
    size: str = ""  # set for files
    withdrawn_because: str = ""
    may_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class PartEvidence:
    """Everything beside one part."""

    key: str
    text: str
    readings: list[SuggestedReading] = field(default_factory=list)
    given: list[GivenEvidence] = field(default_factory=list)
    withdrawn: list[GivenEvidence] = field(default_factory=list)
    to_come: list[str] = field(default_factory=list)
    has_evidence_in_round: bool = False

    @property
    def anchor(self) -> str:
        return f"evidence-{self.key.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    """What `_evidence.jinja` shows; `back` is the word for the page that it stands on."""

    round_reference: str
    statement_key: str
    back: str
    parts: list[PartEvidence]
    barriers: list[Barrier]
    may_give: bool
    evidence_from: date


def evidence_of(
    opened: Round,
    part_keys: Collection[str],
    today: date,
    *,
    live: bool,
    hat: Hat | None = None,
) -> dict[str, PartEvidence]:
    """By part, in the order of the instrument; constant queries but for measuring `live`."""
    found = at_hand(opened, part_keys, today, live=live)
    return {key: _part(opened, key, found, today, hat) for key in found.parts}


def _part(
    opened: Round, key: str, found: AtHand, today: date, hat: Hat | None
) -> PartEvidence:
    part = found.parts[key]
    rows = [row for row in found.rows if row.part_key == key]
    kept = [row for row in rows if row.status == EvidenceStatus.KEPT]
    indicators = [find_indicator(each) for each in part.evidence]
    shown = [
        _reading(each, opened, rows, found, today, hat) for each in indicators if each
    ]
    return PartEvidence(
        key=key,
        text=part.text,
        readings=[each for each in shown if each],
        given=[_given(row, hat) for row in kept if row.kind != EvidenceKind.READING],
        withdrawn=[
            _given(row, None) for row in rows if row.status == EvidenceStatus.WITHDRAWN
        ],
        to_come=_to_come(part.evidence) if not opened.is_over() else [],
        has_evidence_in_round=any(not _is_earlier(row) for row in kept),
    )


def _reading(
    indicator: Indicator,
    opened: Round,
    rows: Iterable[Evidence],
    found: AtHand,
    today: date,
    hat: Hat | None,
) -> SuggestedReading | None:
    """None where a round is over that nobody decided about it in."""
    decided = _decision(indicator.key, rows)
    if decided is None and opened.is_over():
        return None
    value, as_of = _value(indicator, found, today)
    state = ReadingState.SUGGESTED if value else ReadingState.NOTHING
    last = found.last_time.get(indicator.key)
    return SuggestedReading(
        key=indicator.key,
        title=str(indicator.title),
        value="" if opened.is_over() else value,
        as_of=as_of,
        address=address_of(indicator, hat),
        last_value=sentence(indicator, last) if last else "",
        state=ReadingState(decided.status) if decided else state,
        kept_value=decided.words if decided else "",
        decided_on=decided.relates_to if decided else None,
        reason=decided.reason if decided else "",
        reference=decided.reference if decided else "",
        may_withdraw=_may_withdraw(decided, hat) if decided else False,
    )


def _decision(key: str, rows: Iterable[Evidence]) -> Evidence | None:
    about = (row for row in rows if row.indicator_key == key)
    return next((row for row in about if row.status != EvidenceStatus.WITHDRAWN), None)


def _value(indicator: Indicator, found: AtHand, today: date) -> tuple[str, date]:
    """In words, with the day it is of; "" where nothing can be said."""
    if indicator.key in found.now:
        measured = found.now[indicator.key]
        return (sentence(indicator, measured) if measured else "", today)
    reading = found.readings.get(indicator.key)
    if reading is None:
        return "", today
    taken_on = reading.taken_at.astimezone(clock.LOCAL_ZONE).date()
    return sentence(indicator, reading), taken_on


def _given(row: Evidence, hat: Hat | None) -> GivenEvidence:
    return GivenEvidence(
        reference=row.reference,
        kind=row.get_kind_display(),
        title=_title(row),
        words=": ".join(filter(None, (row.words, row.reason))),
        relates_to=row.relates_to,
        added_on=row.created_at.astimezone(clock.LOCAL_ZONE).date(),
        added_by=_added_by(row),
        is_earlier=_is_earlier(row),
        address=row.address,
        size=_size(row.file.size) if row.file else "",
        withdrawn_because=row.withdrawn_because,
        may_withdraw=_may_withdraw(row, hat),
    )


def _size(count: int) -> str:
    """In round kilobytes, or megabytes with a digit."""
    if count < 1_000_000:
        return gettext("%(size)d kB") % {"size": max(1, round(count / 1_000))}
    return gettext("%(size).1f MB") % {"size": count / 1_000_000}


def _title(row: Evidence) -> str:
    if row.file:
        return row.file.name
    if row.address:
        return urlsplit(row.address).netloc
    indicator = find_indicator(row.indicator_key)
    return str(indicator.title) if indicator else ""


def _added_by(row: Evidence) -> str:
    """The role or the kind of rater, never a name."""
    if row.rater:
        return row.rater.get_kind_display()
    return str(Role(row.added_by.role).label) if row.added_by else ""


def _is_earlier(row: Evidence) -> bool:
    """Whether it tells of a time before this round, and so cannot carry the highest level."""
    return row.relates_to < row.round.evidence_from


def _may_withdraw(row: Evidence, hat: Hat | None) -> bool:
    if hat is None or row.round.is_over():
        return False
    return can_withdraw_evidence(hat, row)


def _to_come(keys: Iterable[str]) -> list[str]:
    """What these slots wait for, each feature once."""
    apps = [key.partition(".")[0] for key in keys if find_indicator(key) is None]
    names = (TO_COME.get(app, gettext("another part of this toolkit")) for app in apps)
    return list(dict.fromkeys(str(each) for each in names))

"""The overview of a round: each statement with what is known of it, and who rates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from mutualaid.indicators.live import sentence
from mutualaid.indicators.models import Reading
from mutualaid.indicators.registry import find_indicator
from mutualaid.self_assessment.asked import statements_asked
from mutualaid.self_assessment.instrument import Part, Statement
from mutualaid.self_assessment.results import PartResult
from mutualaid.self_assessment.round_state import RoundState

from .result_words import rating_words, spread_words


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a statement; `text` only where there are several."""

    key: str
    text: str
    told: tuple[str, ...]  # what is measured, and how much evidence there is
    spread: str
    agreed: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement, where it leads, and whether one has rated it oneself."""

    key: str
    short: str
    view: str
    mine: str
    is_done: bool
    parts: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section of the instrument."""

    key: str
    title: str
    lines: tuple[StatementLine, ...]


def present_sections(state: RoundState, *, may_lead: bool) -> list[SectionLines]:
    """All statements, as the round keeps them."""
    asked = asked_of_me(state)
    view = _view(state, may_lead=may_lead)
    found = _results_by_part(state)
    return [
        SectionLines(
            section.key,
            section.title,
            tuple(
                _statement_line(state, each, found, asked=asked, view=view)
                for each in section.statements
            ),
        )
        for section in state.opened.statements.sections
    ]


def asked_of_me(state: RoundState) -> dict[str, bool]:
    """The statements that this hat rates, and whether each is rated; none for the others."""
    if state.mine is None:
        return {}
    statements = statements_asked(state.opened.statements, state.mine.asked_as)
    return {
        each.key: all(part.key in state.answered for part in each.parts)
        for each in statements
    }


def _view(state: RoundState, *, may_lead: bool) -> str:
    """Name of the address behind each statement that is not one's own to rate."""
    if state.opened.is_being_agreed() and may_lead:
        return "agree_statement"
    return "show_evidence"


def _results_by_part(state: RoundState) -> Mapping[str, PartResult]:
    if state.results is None:
        return {}
    return {
        part.part.key: part for one in state.results.statements for part in one.parts
    }


def _statement_line(
    state: RoundState,
    statement: Statement,
    results: Mapping[str, PartResult],
    *,
    asked: Mapping[str, bool],
    view: str,
) -> StatementLine:
    is_mine = statement.key in asked and state.opened.is_being_rated()
    is_done = asked.get(statement.key, False)
    has_parts = len(statement.parts) > 1
    return StatementLine(
        key=statement.key,
        short=statement.short,
        view="rate_statement" if is_mine else view,
        mine=_mine_words(is_done) if is_mine else "",
        is_done=is_done,
        parts=tuple(
            _part_line(state, part, results.get(part.key), has_parts=has_parts)
            for part in statement.parts
        ),
    )


def _mine_words(is_done: bool) -> str:
    return gettext("You have rated it") if is_done else gettext("Yours to rate")


def _part_line(
    state: RoundState, part: Part, result: PartResult | None, *, has_parts: bool
) -> PartLine:
    has_scale = state.opened.uses_scale
    spread = result.spread if result and has_scale else None
    return PartLine(
        key=part.key,
        text=part.text if has_parts else "",
        told=(
            *_live(part.evidence, state.readings),
            *_evidence_words(state.evidence.get(part.key, 0)),
        ),
        spread=spread_words(spread) if result and has_scale else "",
        agreed=rating_words(result.claimed) if result else "",
        is_wide=bool(result and result.is_to_discuss),
    )


def _evidence_words(count: int) -> Iterator[str]:
    if count:
        words = ngettext("%(n)d piece of evidence", "%(n)d pieces of evidence", count)
        yield words % {"n": count}


def _live(keys: Iterable[str], readings: Mapping[str, Reading]) -> Iterator[str]:
    for key in keys:
        indicator = find_indicator(key)
        if indicator and key in readings:
            yield gettext("%(title)s: %(value)s") % {
                "title": indicator.title,
                "value": sentence(indicator, readings[key]),
            }


def read_at(state: RoundState) -> datetime | None:
    """When the newest of the values on the page was taken."""
    return max((each.taken_at for each in state.readings.values()), default=None)

"""The meeting's pages: the list of what to talk about, and a statement on the wall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from mutualaid.design_system.forms import Form
from mutualaid.organisations.models import Service
from mutualaid.self_assessment.instrument import Part, Statement
from mutualaid.self_assessment.models import AgreedRating, Round
from mutualaid.self_assessment.reading import record_of
from mutualaid.self_assessment.results import (
    PartResult,
    StatementResult,
    results_of,
    to_discuss,
)

from . import result_words as words
from .report import PartTold
from .results import part_told
from .voices import comments_on

Comments = Sequence[tuple[str, Sequence[str]]]
Rows = Mapping[int | None, AgreedRating]  # by service; None is the whole area


class FormOfPart(Protocol):
    """Makes the form of one part, empty or with what was typed; forms are the view's."""

    def __call__(
        self,
        *,
        part: Part,
        rows: Rows,
        services: Sequence[Service],
        uses_scale: bool,
    ) -> Form: ...


@dataclass(frozen=True, slots=True)
class DiscussRow:
    """A line of the list."""

    key: str
    short: str
    spread_words: str
    is_first: bool  # to be talked about before the others
    has_an_unsure_kind: bool
    agreed: str


@dataclass(frozen=True, slots=True)
class PartOnWall:
    """A part: what raters said, and the form for what is agreed."""

    told: PartTold
    offered: str
    comments: Comments
    minority_view: str
    form: Form
    standing: str  # what is written down by now, where somebody overtook the writer


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement and where it stands among the others."""

    statement: Statement
    parts: tuple[PartOnWall, ...]
    previous: str
    next: str
    number: int
    of: int
    rating: str
    votes: str
    needs_evidence: bool

    @property
    def forms(self) -> list[Form]:
        return [each.form for each in self.parts]

    def is_filled(self) -> bool:
        """Sent, and nothing wrong with what was typed; every form is asked for its mistakes."""
        return not any(bool(form.errors) or not form.is_bound for form in self.forms)


def present_list(opened: Round) -> list[DiscussRow]:
    """What is split or opposed first."""
    return [
        DiscussRow(
            key=each.statement.key,
            short=each.statement.short,
            spread_words=words.spread_words(each.spread),
            is_first=each.is_to_discuss,
            has_an_unsure_kind=each.has_an_unsure_kind,
            agreed=words.rating_words(each.rating),
        )
        for each in to_discuss(results_of(record_of(opened)))
    ]


def present_statement(
    opened: Round, statement: Statement, form_of: FormOfPart
) -> StatementPage:
    """A page of the meeting, with a form for each part."""
    ordered = to_discuss(results_of(record_of(opened)))
    keys = [each.statement.key for each in ordered]
    place = keys.index(statement.key)
    result = ordered[place]
    return StatementPage(
        statement=statement,
        parts=tuple(_parts(opened, result, form_of)),
        previous=keys[place - 1] if place else "",
        next=keys[place + 1] if place + 1 < len(keys) else "",
        number=place + 1,
        of=len(keys),
        rating=words.rating_words(result.rating),
        votes=words.votes_words(result.votes),
        needs_evidence=result.needs_evidence,
    )


def _parts(
    opened: Round, result: StatementResult, form_of: FormOfPart
) -> list[PartOnWall]:
    keys = [each.part.key for each in result.parts]
    comments = comments_on(opened, keys)
    rows = _rows(opened, keys)
    services = list(
        Service.objects.filter(area=opened.area_id, closed_on=None).order_by("name")
    )
    return [
        _on_wall(opened, each, rows[each.part.key], services, form_of, comments)
        for each in result.parts
    ]


def _on_wall(
    opened: Round,
    one: PartResult,
    rows: Rows,
    services: Sequence[Service],
    form_of: FormOfPart,
    comments: Mapping[str, Comments],
) -> PartOnWall:
    row = rows.get(None)
    form = form_of(
        part=one.part,
        rows=rows,
        services=services,
        uses_scale=opened.uses_scale,
    )
    return PartOnWall(
        told=part_told(one, row),
        offered="" if one.offered is None else words.rating_words(one.offered),
        comments=comments.get(one.part.key, ()),
        minority_view=row.minority_view if row else "",
        form=form,
        standing=_standing(row),
    )


def _standing(row: AgreedRating | None) -> str:
    if row is None:
        return ""
    answer = row.get_answer_display() if row.answer else ""
    return ". ".join(filter(None, (answer, row.comment)))


def _rows(opened: Round, keys: Sequence[str]) -> dict[str, dict[int | None, Any]]:
    found: dict[str, dict[int | None, Any]] = {key: {} for key in keys}
    for row in AgreedRating.objects.filter(round=opened, part_key__in=keys):
        found[row.part_key][row.service_id] = row
    return found

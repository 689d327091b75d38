"""What somebody who rates is shown: one statement, or how far they have come with all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.self_assessment.asked import Question, questions_of, statements_asked
from mutualaid.self_assessment.instrument import Instrument, Statement
from mutualaid.self_assessment.models import AgreedRating, Answer, Rater, Rating

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LastRound:
    """What was agreed of a part last time; no answer where the words have changed since."""

    text: str
    said: str
    is_comparable: bool


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement as it is put to one rater."""

    key: str
    title: str
    why: str
    good: tuple[str, ...]
    part_keys: tuple[str, ...]
    number: int
    total: int
    before: str  # addresses; "" where there is none
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in the list of one's own, and whether it has an answer."""

    key: str
    words: str
    address: str
    state: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """One's own way through the statements."""

    lines: list[Line]
    done: int
    next_address: str

    @property
    def total(self) -> int:
        return len(self.lines)


def present_statement(
    rater: Rater, statement: Statement, address: Address
) -> StatementPage:
    """`address` leads to the page of a statement by its key."""
    keys = [
        each.key for each in statements_asked(rater.round.statements, rater.asked_as)
    ]
    at = keys.index(statement.key)
    return StatementPage(
        key=statement.key,
        title=words_of(statement, rater),
        why=statement.why,
        good=statement.good,
        part_keys=tuple(each.key for each in statement.parts),
        number=at + 1,
        total=len(keys),
        before=address(keys[at - 1]) if at else "",
        after=address(keys[at + 1]) if at + 1 < len(keys) else "",
    )


def words_of(statement: Statement, rater: Rater) -> str:
    """The statement as this rater reads it."""
    return statement.plain if rater.asked_as else statement.text


def present_progress(
    rater: Rater, ratings: Iterable[Rating], address: Address
) -> Progress:
    """Every statement asked, with one's own state; of the area as a whole."""
    by_part = {each.part_key: each for each in ratings if each.service_id is None}
    lines = [
        _line(rater, statement, by_part, address)
        for statement in statements_asked(rater.round.statements, rater.asked_as)
    ]
    open_ones = [line.address for line in lines if not line.is_answered]
    return Progress(
        lines=lines,
        done=sum(line.is_answered for line in lines),
        next_address=open_ones[0] if open_ones else "",
    )


def _line(
    rater: Rater,
    statement: Statement,
    by_part: Mapping[str, Rating],
    address: Address,
) -> Line:
    questions = questions_of(statement, rater.asked_as)
    found = [by_part.get(each.key) for each in questions]
    answered = [_is_answer(each, uses_scale=rater.round.uses_scale) for each in found]
    return Line(
        key=statement.key,
        words=statement.plain if rater.asked_as else statement.short,
        address=address(statement.key),
        state=_state(answered, has_any=any(found)),
        is_answered=all(answered),
    )


def _is_answer(rating: Rating | None, *, uses_scale: bool) -> bool:
    if rating is None:
        return False
    return bool(rating.answer if uses_scale else rating.comment)


def _state(answered: Sequence[bool], *, has_any: bool) -> str:
    if all(answered):
        return gettext("Answered")
    if any(answered):
        return gettext("Answered in part")
    return gettext("Comment only") if has_any else gettext("No answer yet")


def present_last_round(
    agreed: Iterable[AgreedRating],
    before: Instrument,
    questions: Sequence[Question],
    statement: Statement,
) -> list[LastRound]:
    """Only what was asked in the same words can be set beside an answer of today."""
    said = {each.part_key: each for each in agreed if each.service_id is None}
    old = {part.key: part.text for each in before.statements for part in each.parts}
    texts = {part.key: part.text for part in statement.parts}
    return [
        LastRound(
            text=texts[question.key],
            said=str(Answer(said[question.key].answer).label),
            is_comparable=old.get(question.key) == texts[question.key],
        )
        for question in questions
        if question.key in said and said[question.key].answer
    ]

"""What one rater is asked: every part, or one plain question for each statement they can judge."""

from dataclasses import dataclass

from django.utils.translation import gettext

from .instrument import Asked, Instrument, Statement
from .models import Answer

MOST_PLAIN = 12  # statements that somebody is asked in plain words
MOST_VOTES = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What is answered at once. `key` is the part that carries it; `covers` are all it holds for."""

    key: str
    text: str
    covers: tuple[str, ...]


def statements_asked(
    instrument: Instrument, asked_as: Asked | None
) -> tuple[Statement, ...]:
    """In order; all of them where nobody asks in plain words."""
    if asked_as is None:
        return instrument.statements
    return instrument.asked_of(asked_as)[:MOST_PLAIN]


def questions_of(statement: Statement, asked_as: Asked | None) -> tuple[Question, ...]:
    """Each part; in plain words the whole, since its parts are put in words of staff."""
    if asked_as is None:
        return tuple(
            Question(each.key, each.text, (each.key,)) for each in statement.parts
        )
    keys = tuple(each.key for each in statement.parts)
    return (Question(keys[0], statement.plain, keys),)


def parts_asked(instrument: Instrument, asked_as: Asked | None) -> frozenset[str]:
    """Keys of every part that such a rater may answer."""
    return frozenset(
        part.key
        for statement in statements_asked(instrument, asked_as)
        for part in statement.parts
    )


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as somebody gave it: for all `covers` at once, on top of the revision they saw."""

    covers: tuple[str, ...]
    answer: str
    reason: str
    comment: str
    revision: int

    def is_blank(self) -> bool:
        return not (self.answer or self.reason or self.comment)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be chosen, with the sentence it is tested by."""

    answer: str
    name: str
    test: str


def choices_of(instrument: Instrument, asked_as: Asked | None) -> tuple[Choice, ...]:
    """The levels, then the two answers that are none."""
    return _plain_choices() if asked_as else _choices(instrument)


def _choices(instrument: Instrument) -> tuple[Choice, ...]:
    return (
        *(Choice(str(each.level), each.name, each.test) for each in instrument.levels),
        Choice(
            Answer.UNKNOWN,
            gettext("Don’t know"),
            gettext(
                "I am not placed to judge. It counts as not known, never as nothing."
            ),
        ),
        Choice(
            Answer.NOT_APPLICABLE,
            gettext("Does not apply"),
            gettext("It cannot apply here. Say why below."),
        ),
    )


def _plain_choices() -> tuple[Choice, ...]:
    return (
        Choice("0", gettext("Not at all"), gettext("This does not happen.")),
        Choice("1", gettext("A little"), gettext("It happens in some places.")),
        Choice(
            "2",
            gettext("Mostly"),
            gettext("It happens in most places, most of the time."),
        ),
        Choice("3", gettext("Fully"), gettext("It happens in every place I know.")),
        Choice(
            Answer.UNKNOWN, gettext("Don’t know"), gettext("I can’t say. That is fine.")
        ),
        Choice(
            Answer.NOT_APPLICABLE,
            gettext("Does not fit"),
            gettext("This makes no sense here. Say why below."),
        ),
    )

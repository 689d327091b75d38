"""What became of a statement since the round before."""

from enum import StrEnum

from .instrument import Instrument, Statement
from .scoring import Rating, Unrated


class Change(StrEnum):
    """From the last signed round to this one; without a word on chance, as ratings bear none."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    NEWLY_KNOWN = "newly-known"
    NO_LONGER_KNOWN = "no-longer-known"
    NOT_COMPARABLE = "not-comparable"


def change_of(before: Rating, now: Rating) -> Change:
    """The change of a statement that was asked in the same words and on the same scale.

    Whether something applies is no matter of more or less.
    """
    if Unrated.NOT_APPLICABLE in (before, now) and before != now:
        return Change.NOT_COMPARABLE
    if isinstance(before, int) and isinstance(now, int):
        return _in_numbers(before, now)
    if before == now:
        return Change.SAME
    return Change.NEWLY_KNOWN if isinstance(now, int) else Change.NO_LONGER_KNOWN


def _in_numbers(before: int, now: int) -> Change:
    if before == now:
        return Change.SAME
    return Change.UP if now > before else Change.DOWN


def is_comparable(before: Instrument, now: Instrument, key: str) -> bool:
    """Whether both ask this statement in the same words, of the same parts and levels."""
    earlier, later = _asked(before, key), _asked(now, key)
    return earlier is not None and (earlier, before.levels) == (later, now.levels)


def _asked(instrument: Instrument, key: str) -> tuple[str, ...] | None:
    found = next((each for each in instrument.statements if each.key == key), None)
    return None if found is None else _words(found)


def _words(statement: Statement) -> tuple[str, ...]:
    return (statement.text, statement.plain, *(each.text for each in statement.parts))

"""A sheet as it is read aloud: the same text, led in and out for somebody who only listens."""

from dataclasses import dataclass
from itertools import chain

from mutualaid.design_system.reading_age import words

from .sheets import Block, Sheet

WORDS_A_MINUTE = 130
SHORTEST, LONGEST = 90, 150  # seconds


@dataclass(frozen=True, slots=True)
class Script:
    """Passages in the order in which they are read."""

    passages: tuple[Block, ...]

    @property
    def words(self) -> int:
        return sum(len(words(line)) for line in self._said())

    @property
    def seconds(self) -> int:
        return round(self.words / WORDS_A_MINUTE * 60)

    @property
    def is_of_a_good_length(self) -> bool:
        return SHORTEST <= self.seconds <= LONGEST

    def _said(self) -> list[str]:
        each = ((passage.heading, *passage.lines) for passage in self.passages)
        return list(chain.from_iterable(each))


def script_of(sheet: Sheet) -> Script:
    """What is heard of a sheet."""
    edition = sheet.edition
    said = [
        Block(f"{sheet.numbered()}: {sheet.title}", (sheet.promise,)),
        *sheet.blocks,
        *(Block(cell.label, (cell.prompt,)) for cell in sheet.cells),
        *_questions(sheet),
        Block(edition.who_will_know, sheet.who_will_know),
        Block(edition.ask, sheet.ask + sheet.aloud),
    ]
    if sheet.has_safety:
        said.append(edition.safety)
    return Script(tuple(said))


def _questions(sheet: Sheet) -> list[Block]:
    lines = tuple(f"{each.asks} {each.either} {each.other}" for each in sheet.questions)
    return [Block(sheet.edition.either_or, lines)] if lines else []

"""Whether a sheet, or a paragraph for one, is as plain as we promise.

The grade is Flesch-Kincaid's (`design_system.reading_age`), which knows English only: of
other languages the length of sentences is looked at, and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext

from mutualaid.design_system.reading_age import Reading, reading_of, unwelcome_words
from mutualaid.directory.fellowship_list import national_fellowships

from .reading_aloud import script_of
from .sheets import Format, Question, Sheet

# The sheets that speak of stopping, or of using again.
NUMBERS_WITH_SAFETY = frozenset({"1", "2", "3", "5a", "5b", "5c"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may come to."""

    longest: int  # words in a sentence
    mean: float
    grade: float


PAGE = Limits(longest=20, mean=12, grade=5)
EASY_READ = Limits(longest=20, mean=12, grade=3)


def faults_of(sheet: Sheet, made_as: Format) -> list[str]:
    """What keeps a sheet from being handed out; nothing where all is well."""
    limits = EASY_READ if made_as is Format.EASY else PAGE
    is_english = not sheet.edition.is_translated
    said = lines_of(sheet, made_as)
    headed = [sheet.title, *(block.heading for block in sheet.blocks)]
    found = list(_hard_to_read(reading_of(_page(said)), limits, is_english))
    if is_english:
        found += _unwelcome([*said, *headed])
    if not any(sheet.who_will_know):
        found.append("It does not say who will know.")
    if sheet.has_safety != (sheet.number in NUMBERS_WITH_SAFETY):
        found.append("The safety box stands on 1, 2, 3 and 5, and nowhere else.")
    if made_as is Format.ALOUD and not script_of(sheet).is_of_a_good_length:
        found.append(f"It takes {script_of(sheet).seconds} seconds to read out.")
    return found


def lines_of(sheet: Sheet, made_as: Format) -> list[str]:
    """What is read of a sheet, line by line, without its headings."""
    edition = sheet.edition
    if made_as is Format.EASY:
        safety = edition.easy_safety if sheet.has_safety else ()
        return [line.words for line in (*sheet.easy, *safety)]
    if made_as is Format.ALOUD:
        return [line for part in script_of(sheet).passages for line in part.lines]
    return [
        sheet.promise,
        *(line for block in sheet.blocks for line in block.lines),
        *(word for each in sheet.questions for word in _asked(each)),
        *(cell.prompt for cell in sheet.cells),
        *sheet.ticks,
        *sheet.who_will_know,
        *sheet.ask,
        *(edition.safety.lines if sheet.has_safety else ()),
    ]


def advice_on(text: str) -> list[str]:
    """What somebody may like to change in a paragraph they wrote; it is never refused for it."""
    reading = reading_of(_page(text.splitlines()))
    return [*_hard_to_read(reading, PAGE, is_english=True), *_unwelcome([text])]


def _hard_to_read(reading: Reading, limits: Limits, is_english: bool) -> Iterator[str]:
    if reading.longest > limits.longest:
        yield gettext("One sentence has %(n)d words: “%(sentence)s”") % {
            "n": reading.longest,
            "sentence": reading.longest_sentence,
        }
    if reading.words > limits.mean * reading.sentences:
        yield gettext("Its sentences are long: more than %(n)d words on average.") % {
            "n": limits.mean
        }
    if is_english and reading.grade > limits.grade:
        yield gettext(
            "It reads like school year %(grade)s, and we aim for %(limit)d. "
            "Shorter words and sentences help."
        ) % {"grade": reading.grade, "limit": limits.grade}


def _unwelcome(lines: Iterable[str]) -> Iterator[str]:
    names = tuple(fellowship.name for fellowship in national_fellowships())
    for word in unwelcome_words(_page(lines), names, in_hand_out=True):
        yield gettext("“%(word)s” is a word that we leave out.") % {"word": word}


def _asked(question: Question) -> tuple[str, ...]:
    return (question.asks, question.either, question.other)


def _page(lines: Iterable[str]) -> str:
    """As the formula reads it: a line ends a sentence even without a full stop."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)

"""How hard a page is to read: its school grade, and its longest sentence.

The grade is Flesch-Kincaid, from "Derivation of new readability formulas for Navy enlisted
personnel", Research Branch Report 8-75, US Naval Technical Training Command, 1975.
Grades 4 and 5 are the school years of people aged 9 to 11.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_UNREAD = {"script", "style", "title"}
# A row of short headings would flatter the grade, so they are left out of it.
_HEADINGS = {"h1", "h2", "h3", "h4", "caption", "legend"}
_BLOCKS = _HEADINGS | {
    "br", "dd", "div", "dt", "li", "ol", "p", "section", "summary", "td", "th", "ul",
}  # fmt: skip

_WORD = re.compile(r"[^\W_][\w'.@/&-]*")
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”)]*\s+")

# Words of these pages that the rules of spelling below get wrong.
_SYLLABLES = {
    "area": 3, "create": 2, "diet": 2, "evening": 2, "every": 2, "everyday": 3, "idea": 3,
    "ideas": 3, "lifering": 2, "maybe": 2, "nineteen": 2, "people": 2, "quiet": 2,
    "quietly": 3, "science": 2, "sobriety": 4, "society": 4, "somebody": 3, "someone": 2,
    "someone's": 2, "something": 2, "sometimes": 2, "somewhere": 2,
}  # fmt: skip


_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels side by side that are said apart: ra-di-o, try-ing, u-su-al, vid-e-o.
_PARTED = re.compile(r"[^tscgq]i[aou]|iat|[aeiouy]ing$|[^qg]ua[^r]|eo")
# A last e that nobody says (time, times, asked), but not in ta-ble, hou-ses or wan-ted;
# and the e of care-ful and safe-ly.
_SILENT = re.compile(
    r"(?:[^aeiouylr]|[aeiouy][lr])(?:e|(?<![scxzg])(?<![sc]h)es|(?<![td])ed)$"
    r"|(?<=[aeiou][^aeiou])e(?=ful|ly|ment|less)"
)
# A beat without a vowel of its own: Bud-dhis-m, does-n't.
_UNWRITTEN = re.compile(r"sm$|[^aeiou]n't$")


_LISTS = tomllib.loads(
    Path(__file__).with_name("unwelcome_words.toml").read_text("utf-8")
)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{listed})\b|!", re.IGNORECASE)


_UNWELCOME = _any_of(_LISTS["everywhere"])
_UNWELCOME_IN_HAND_OUTS = _any_of(_LISTS["everywhere"] + _LISTS["in_hand_outs"])


@dataclass(frozen=True)
class Reading:
    """What was counted in one text."""

    sentences: int
    words: int
    syllables: int
    longest_sentence: str

    @property
    def grade(self) -> float:
        if not self.words:
            return 0.0
        length = self.words / self.sentences
        weight = self.syllables / self.words
        return round(0.39 * length + 11.8 * weight - 15.59, 2)

    @property
    def longest(self) -> int:
        return len(words(self.longest_sentence))


class _Text(HTMLParser):
    """Gathers the words of a page, a line for each block."""

    def __init__(self, *, read_headings: bool) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.unread_tags = _UNREAD if read_headings else _UNREAD | _HEADINGS
        self.depth_unread = 0

    def text_of(self, markup: str) -> str:
        self.feed(markup)
        self.close()
        return "".join(self.pieces)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth_unread += tag in self.unread_tags
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.depth_unread -= tag in self.unread_tags
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.depth_unread:
            # A line break inside a block is only how the template was typed.
            data = re.sub(r"\s+", " ", data)
            self.pieces.append(data.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def reading_of(markup: str) -> Reading:
    """Counts of plain text or HTML."""
    found = sentences(markup)
    counted = [word for sentence in found for word in words(sentence)]
    return Reading(
        sentences=len(found),
        words=len(counted),
        syllables=sum(syllables(word) for word in counted),
        longest_sentence=max(found, key=lambda text: len(words(text)), default=""),
    )


def sentences(markup: str) -> list[str]:
    """The sentences of a page; a block ends one even where it has no full stop."""
    blocks = _Text(read_headings=False).text_of(markup).split("\n")
    found = [part for block in blocks for part in _SENTENCE_END.split(block.strip())]
    return [sentence for sentence in found if words(sentence)]


def words(sentence: str) -> list[str]:
    return [word.rstrip(".'-/") for word in _WORD.findall(sentence)]


def unwelcome_words(
    markup: str, names: tuple[str, ...] = (), *, in_hand_out: bool = False
) -> list[str]:
    """Words that should not be there, outside the names that organisations gave themselves."""
    unwelcome = _UNWELCOME_IN_HAND_OUTS if in_hand_out else _UNWELCOME
    text = _Text(read_headings=True).text_of(markup)
    for name in names:
        text = text.replace(name, "")
    return unwelcome.findall(text)


def syllables(word: str) -> int:
    """How many syllables a reader says, by rules of spelling: right for most words."""
    if word.isupper() and len(word) <= 3:
        return len(word)  # AA, NA: said letter by letter
    return sum(_spoken(part) for part in re.findall(r"[0-9]+|[a-z']+", word.lower()))


def _spoken(word: str) -> int:
    if word.isdigit():
        # A phone number is said figure by figure, a small number as a word.
        return len(word) if len(word) > 2 else 1 + (int(word) > 12)
    if word in _SYLLABLES:
        return _SYLLABLES[word]
    bare = word.removesuffix("'s").replace("'", "")
    count = len(_VOWELS.findall(bare)) + len(_PARTED.findall(bare))
    count -= len(_SILENT.findall(bare))
    count += len(_UNWRITTEN.findall(word))
    return max(count, 1)

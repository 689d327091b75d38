"""Finding meetings by words: every word must be there, and the beginning of one will do."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from . import bits

_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_WORD = re.compile(r"\w+")
_SHORTEST_BEGINNING = 3  # "a" would match half the vocabulary
_LAST_CHARACTER = "\U0010ffff"


def words_of(text: str) -> list[str]:
    """Words as they are compared: no accents, no capitals, no apostrophes.

    >>> words_of("St Anne's Café, NB3 4QX")
    ['st', 'annes', 'cafe', 'nb3', '4qx']
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _WORD.findall(bare.casefold())


def same_words(*texts: str) -> str:
    """A text that two lots of texts share when they are made of the same words."""
    return " ".join(sorted({word for text in texts for word in words_of(text)}))


class WordIndex:
    """Which positions hold which word."""

    def __init__(self, texts: Sequence[Iterable[str]]) -> None:
        """`texts[position]` holds the words of that position; repeats do no harm."""
        postings: dict[str, array[int]] = {}
        for position, words in enumerate(texts):
            for word in set(words):
                held = postings.get(word)
                if held is None:
                    held = postings[word] = array("I")
                held.append(position)
        self._size = len(texts)
        self._vocabulary = sorted(postings)
        # A frequent word is quicker, and smaller, as a set made once.
        self._postings = postings
        self._sets = {
            word: bits.from_positions(held, self._size)
            for word, held in postings.items()
            if len(held) > self._size // 32
        }

    def holding_all(self, words: Iterable[str]) -> int:
        """The set of positions that hold every word; all positions for no words."""
        found = (1 << self._size) - 1
        for word in words:
            found &= self._holding(word)
            if not found:
                break
        return found

    def _holding(self, word: str) -> int:
        frequent, rare = 0, array("I")
        for known in self._beginning_with(word):
            held = self._sets.get(known)
            if held is None:
                rare.extend(self._postings[known])
            else:
                frequent |= held
        return frequent | bits.from_positions(rare, self._size) if rare else frequent

    def _beginning_with(self, word: str) -> Sequence[str]:
        if len(word) < _SHORTEST_BEGINNING:
            return [word] if word in self._postings else []
        start = bisect_left(self._vocabulary, word)
        stop = bisect_left(self._vocabulary, word + _LAST_CHARACTER, start)
        return self._vocabulary[start:stop]

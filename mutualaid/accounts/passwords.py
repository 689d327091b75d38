"""Which passwords are guessed first: common ones, local words, one's own name, patterns.

After the NCSC's advice: long, no rules about kinds of characters, no expiry, and a list of
what may not be used. See ADR 0015.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import User

SHORTEST = 12
LONGEST = 256
SHORTEST_WORD = 4
# What must be left beside words that are easily guessed, and beside runs like "abcd".
LEFT_BESIDE_WORDS = 6
LEFT_BESIDE_RUNS = 4
FEWEST_CHARACTERS = 5
OUR_WORDS = (
    "mutualaid",
    "mutual",
    "recovery",
    "meeting",
    "meetings",
    "password",
    "passphrase",
    "welcome",
    "letmein",
    "changeme",
    "change",
    "admin",
    "administrator",
    "secret",
    "keyworker",
    "login",
    "qwerty",
)
DISGUISES = (
    str.maketrans("013457$@!|+8", "oleastsail" + "tb"),
    str.maketrans("013457$@!|+8", "oieastsaii" + "tb"),
)
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
)
BEGINNING, ENDING = re.compile(r"[\W\d_]+"), re.compile(r"[\W\d_]+$")
LONGEST_EDGE = 12

_providers: list[Callable[[], Iterable[str]]] = []


def register_words(
    provider: Callable[[], Iterable[str]],
) -> Callable[[], Iterable[str]]:
    """Have the words of this function refused: the names of places, organisations, services."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


class ShortPasswordValidator(MinimumLengthValidator):
    """Django's own, in our words."""

    def get_error_message(self) -> str:
        return _("Use at least %(least)d characters.") % {"least": self.min_length}


class GuessedPasswordValidator:
    """Refuses what somebody who knows the place and the person would try."""

    def validate(self, password: str, user: User | None = None) -> None:
        if is_guessed(password, words=list(words_about(user))):
            raise ValidationError(
                _(
                    "This password is one that people guess. Take three words that have "
                    "nothing to do with each other, like lantern gravel tuesday."
                ),
                code="guessed",
            )

    def get_help_text(self) -> str:
        return _("Three words that have nothing to do with each other make a good one.")


def words_about(user: User | None) -> Iterator[str]:
    """The words of this site, of its places, and of the person."""
    yield from OUR_WORDS
    said = [text for provider in _providers for text in provider()]
    if user is not None:
        said += [user.name, user.email.partition("@")[0], user.email.partition("@")[2]]
    for text in said:
        yield from _words_in(text)


def _words_in(text: str) -> Iterator[str]:
    parts = re.findall(r"[^\W\d_]+", text.casefold())
    for word in (*parts, "".join(parts)):
        if len(word) >= SHORTEST_WORD:
            yield word


def is_guessed(password: str, *, words: Iterable[str] = ()) -> bool:
    """Whether the password is a common one, a pattern, or hardly more than these words."""
    text = unicodedata.normalize("NFKC", password).casefold()
    if len(set(text)) < FEWEST_CHARACTERS or _is_runs(text):
        return True
    longest_first = sorted(set(words), key=len, reverse=True)
    return any(
        _is_common(core) or _is_hardly_more(core, longest_first)
        for core in _cores(text)
    )


def _cores(text: str) -> set[str]:
    """What may be meant: figures and signs at the ends dropped, those inside read as letters."""
    bare = {re.sub(r"[\W_]", "", text), re.sub(r"[\W\d_]", "", text)}
    disguised = {
        part.translate(table) for part in _middles(text) for table in DISGUISES
    }
    return bare | {re.sub(r"[\W\d_]", "", part) for part in disguised}


def _middles(text: str) -> Iterator[str]:
    """The text without some of the figures and signs it begins and ends with."""
    begins, ends = BEGINNING.match(text), ENDING.search(text)
    first = range((begins.end() if begins else 0) + 1)
    last = range(ends.start() if ends else len(text), len(text) + 1)
    for start, end in product(first[:LONGEST_EDGE], last[:LONGEST_EDGE]):
        yield text[start:end]


def _is_common(core: str) -> bool:
    return not core or any(unit in common_passwords() for unit in _units(core))


def _units(text: str) -> Iterator[str]:
    """What the text may repeat: "password" for "passwordpassword"; itself, at the least."""
    for length in range(1, len(text) + 1):
        times, rest = divmod(len(text), length)
        if not rest and text[:length] * times == text:
            yield text[:length]


def _is_hardly_more(core: str, words: Iterable[str]) -> bool:
    left = core
    for word in words:
        left = left.replace(word, "")
    return left != core and len(left) < LEFT_BESIDE_WORDS


def _is_runs(text: str) -> bool:
    """Whether hardly anything is left beside runs of the alphabet, figures or the keyboard."""
    plain = re.sub(r"[\W_]", "", text)
    return bool(plain) and len(_without_runs(plain)) < LEFT_BESIDE_RUNS


def _without_runs(text: str) -> str:
    """Drops every stretch of four that goes along one of the rows, either way round."""
    in_run: set[int] = set()
    for at in range(len(text) - 3):
        if text[at : at + 4] in _fours():
            in_run.update(range(at, at + 4))
    return "".join(letter for at, letter in enumerate(text) if at not in in_run)


@cache
def _fours() -> frozenset[str]:
    rows = [row + row for row in (*RUNS, *(run[::-1] for run in RUNS))]
    return frozenset(row[at : at + 4] for row in rows for at in range(len(row) - 3))


@cache
def common_passwords() -> frozenset[str]:
    """Django's twenty thousand, and what they are without their figures."""
    listed = CommonPasswordValidator().passwords
    bare = (re.sub(r"[\W\d_]", "", word) for word in listed)
    return frozenset(listed) | {word for word in bare if len(word) >= SHORTEST_WORD}

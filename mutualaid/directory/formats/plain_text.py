"""Text as people read it: no mark-up, no entities, no characters that hide or turn other ones."""

import html
import re
import unicodedata
from typing import Any

LONGEST_LINE = 255
LONGEST_TEXT = 5000

_BLANK = frozenset({"null", "undefined", "nan", "n/a", "#n/a", "#ref!", "-", "–", "—"})
# A semicolon is asked for: "?a=1&copy=2" holds no copyright sign.
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
)
_UNSEEN_ELEMENT = re.compile(r"<(?:script|style)\b[^<>]*>[^<]*", re.IGNORECASE)
_LINE_TAG = re.compile(
    r"<(?:br\b|/p\b|/div\b|/li\b|/tr\b|/h[1-6]\b)[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, soft hyphens, zero widths, changes of direction, halves of pairs, non-characters.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Persian, Urdu and emoji need joiners; beside a plain letter they only hide something.
_JOINER = re.compile(
    r"(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])"
)


def one_line(text: str) -> str:
    """The text on one line; "" where it only says that there is none."""
    if is_plain(text) and "  " not in text:
        text = text.strip()
    else:
        text = " ".join(_visible(_without_markup(text)).split())
    return "" if _is_blank(text) else text


def many_lines(text: str) -> str:
    """The text with its line breaks, at most one blank line at a time."""
    if is_plain(text):
        return one_line(text)
    lines = (" ".join(line.split()) for line in visible_text(text).split("\n"))
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "" if _is_blank(joined) else joined


def visible_text(text: str) -> str:
    """The text without mark-up and hidden characters, its spacing left alone."""
    return text if is_plain(text) else _visible(_without_markup(text))


def without_hidden(text: str) -> str:
    """The text as it came, but for the characters that hide or can't be stored."""
    return text if text.isascii() and text.isprintable() else _visible(text)


def word_of(value: Any) -> str:
    """A string or number of a feed as one line; "" for anything else."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def shortened(text: str, longest: int) -> str:
    """At most so many characters, the last of them a sign that there were more."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def is_plain(text: str) -> bool:
    """Whether the text is what people read: nothing in it hides, breaks a line or marks up."""
    is_bare = text.isascii() and text.isprintable()
    return is_bare and "&" not in text and "<" not in text


def _is_blank(text: str) -> bool:
    return len(text) < 10 and text.casefold() in _BLANK


def _without_markup(text: str) -> str:
    # Entities may be encoded twice and tags hidden in them, but each round takes away a layer.
    for _ in range(3):
        bare = _without_tags(_ENTITY.sub(_character, text))
        if bare == text:
            return bare
        text = bare
    return text


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    text = _LINE_TAG.sub("\n", _UNSEEN_ELEMENT.sub(" ", text))
    return _TAG.sub("", text)


def _visible(text: str) -> str:
    text = _HIDDEN.sub("", _LINE_BREAK.sub("\n", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _JOINER.sub("", text))
    return text

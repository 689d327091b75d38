"""A source's record without anybody's details: the first thing that happens to a record.

What a reading makes of a record is made of the redacted one, so nothing that is removed here
can come back by another field.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from math import isfinite
from typing import Any

from .field_names import IGNORE, FieldNames
from .findings import Refused
from .joining_details import dial_digits
from .personal_details import without_personal_details
from .plain_text import is_plain, shortened, visible_text, without_hidden
from .unpacked import Row, Unpacked, fields_of

_LARGEST_RECORD = 64_000  # characters
_LONGEST_VALUE = 5_000
_LONGEST_NAME = 100
_DEEPEST = 6
_LARGEST_INTEGER = 2**63

# A field with one of these words in its name is about a person or lets one in.
_PERSONAL_WORDS = frozenset({
    "author", "cashapp", "cell", "contact", "contacts", "editor", "email", "emails",
    "fax", "login", "mail", "mobile", "organiser", "organizer", "owner", "passcode",
    "password", "passwd", "paypal", "phone", "phones", "pin", "pwd", "secretary",
    "sponsor", "surname", "tel", "telephone", "telephones", "token", "treasurer",
    "username", "venmo", "whatsapp", "zelle",
})  # fmt: skip
_PERSONAL_NAMES = frozenset({
    "editurl", "homegrouponline", "mailingaddress", "square", "feedbackemails",
    "firstname", "lastname", "fullname", "forename", "postaladdress",
})  # fmt: skip
_KEPT_NAMES = frozenset({"conferencephonenotes", "conferenceurlnotes"})
_PERSONAL, _KEY, _DIALLED, _ORDINARY = "personal", "key", "dialled", "ordinary"
_PERSONAL_PARTS = re.compile(
    "email|contact|phone|password|passcode|venmo|paypal|whatsapp"
)
_NAME_OF_A_KEY = re.compile(r"(?:.*[^a-z])?(?:id|slug|uuid|guid|oid)|.*ID", re.DOTALL)
_KEY_LIKE = re.compile(r"[\w.:{}-]{1,255}")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class TooLong(Exception):
    """The record has more text than any meeting could need."""


class Redaction:
    """Redacts the records of one reading; `meaning` gives our name of a source's field.

    A field that somebody mapped is kept under our name for it, whatever its own words are.
    """

    def __init__(self, meaning: Callable[[str], str]) -> None:
        self._meaning = meaning
        self._named = lru_cache(maxsize=2048)(self._name_and_kind)
        self._texts: dict[str, str] = {}  # short ones come again and again
        self._room = 0

    def redacted(self, record: dict[str, Any]) -> dict[str, Any]:
        """A copy that can be stored as JSON, without what is about a person or lets one in."""
        self._room = _LARGEST_RECORD
        kept = {}
        for key, value in record.items():
            name, kind = self._named(key)
            if kind != _PERSONAL:
                kept[name] = self._value(kind, value, 1)
        return kept

    def _name_and_kind(self, key: str) -> tuple[str, str]:
        meaning = self._meaning(key)
        # Whoever says to ignore a heading may well mean that nobody should keep it.
        kind = _PERSONAL if meaning == IGNORE else _kind(meaning)
        return stored_name(key), kind

    def _value(self, kind: str, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            text = self._text(kind, value)
            self._spend(len(text))
            return text
        if isinstance(value, list):
            return self._items(kind, value, depth + 1)
        if isinstance(value, dict):
            return self._members(value, depth + 1)
        self._spend(0)
        return _number(value)

    def _items(self, kind: str, items: list[Any], depth: int) -> list[Any] | None:
        self._spend(0)
        if depth > _DEEPEST:
            return None
        return [self._value(kind, item, depth) for item in items]

    def _members(self, members: dict[str, Any], depth: int) -> dict[str, Any] | None:
        self._spend(0)
        if depth > _DEEPEST:
            return None
        kinds = ((key, _kind(key)) for key in members)
        return {
            stored_name(key): self._value(kind, members[key], depth)
            for key, kind in kinds
            if kind != _PERSONAL
        }

    def _spend(self, characters: int) -> None:
        self._room -= characters + 8
        if self._room < 0:
            raise TooLong

    def _text(self, kind: str, text: str) -> str:
        if kind == _DIALLED:
            return dial_digits(without_hidden(text[:_LONGEST_VALUE]))
        if kind == _KEY and _KEY_LIKE.fullmatch(text):
            return text  # it may look like a telephone number, and must stay what it is
        known = self._texts.get(text)
        if known is None:
            known = _without_details(text[: 4 * _LONGEST_VALUE])
            if len(text) < 80 and len(self._texts) < 20_000:
                self._texts[text] = known
        return known


def redacted_or_refused(redaction: Redaction, record: dict[str, Any]) -> dict[str, Any]:
    """The redacted record; Refused, in a sentence, where it has too much text."""
    try:
        return redaction.redacted(record)
    except TooLong:
        reason = "It has more text than any meeting needs."
        raise Refused("", reason) from None


def is_dropped(meaning: str) -> bool:
    """Whether nothing is kept of what stands under a heading with this meaning."""
    return meaning == IGNORE or _kind(meaning) == _PERSONAL


def redacted_rows(unpacked: Unpacked, names: FieldNames) -> Unpacked:
    """The same file with each record redacted, or with its fault where it can't be one."""
    redaction = Redaction(names.meaning)
    rows = [_redacted_row(row, redaction) for row in unpacked.rows]
    told = {heading: names.meaning(heading) for heading in unpacked.headings}
    dropped = tuple(heading for heading in told if is_dropped(told[heading]))
    kept = (heading for heading in told if heading not in dropped)
    return Unpacked(
        unpacked.format,
        rows,
        tuple(dict.fromkeys(map(stored_name, kept))),
        unpacked.companions,
        tuple(map(stored_name, (*unpacked.dropped, *dropped))),
    )


def _redacted_row(row: Row, redaction: Redaction) -> Row:
    try:
        return row._replace(record=redacted_or_refused(redaction, fields_of(row)))
    except Refused as refusal:
        return Row(row.position, None, (refusal.field, refusal.reason))


@lru_cache(maxsize=2048)
def stored_name(key: str) -> str:
    """The name under which a field is stored: its own, unless that holds what must not be."""
    return shortened(without_personal_details(without_hidden(key[:500])), _LONGEST_NAME)


def _without_details(text: str) -> str:
    """The text as it came, or without mark-up where that had hidden something."""
    if not is_plain(text):
        return _without_hidden_details(without_hidden(text))
    return shortened(without_personal_details(text), _LONGEST_VALUE)


def _without_hidden_details(text: str) -> str:
    plain = visible_text(text)
    bare = without_personal_details(plain)
    if plain is not text and bare == plain:
        bare = without_personal_details(text)
    return shortened(bare, _LONGEST_VALUE)


def _number(value: Any) -> Any:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, int) and abs(value) >= _LARGEST_INTEGER:
        return str(value)[:_LONGEST_NAME]
    return value


@lru_cache(maxsize=2048)
def _kind(name: str) -> str:
    """How the values of a field are treated, by its name."""
    letters = _letters(name)
    if letters == "conferencephone":
        return _DIALLED
    if letters not in _KEPT_NAMES and _is_personal(name, letters):
        return _PERSONAL
    return _KEY if _NAME_OF_A_KEY.fullmatch(name) else _ORDINARY


def _is_personal(name: str, letters: str) -> bool:
    if letters in _PERSONAL_NAMES or _PERSONAL_PARTS.search(letters):
        return True
    return any(word.casefold() in _PERSONAL_WORDS for word in _WORDS.findall(name))


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKC", name).casefold())

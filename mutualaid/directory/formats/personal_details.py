"""Takes e-mail addresses and telephone numbers out of text, and with them all that lets one in.

Numbers that only an organisation can have (0800, 0808, 03, 0845, 116 xxx) stay: people in need
of a helpline must find it. So do meeting IDs, dates, times and postcodes.
"""

import re

from .entry_secrets import REMOVED, without_entry_secrets
from .joining_details import without_secrets

# Cheap, and false for nearly every text: nothing below can match without one of these.
_HINT = re.compile(
    r"@|\uff20|%40|\( ?at|\[ ?at| dot |://|www\.|pass|pw|psw|p/w|pin|code|"
    r"contrase|clave|senha|kennwort|mot de|haslo|hasło|пароль"
)
_LONG_NUMBER = re.compile(r"[0-9][0-9\s().+\-–]{4,}[0-9]")
_TIME_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{5,15}Z?")
_WEB = re.compile(r"((?:https?://|www\.)[^\s<>\"'\\^`{|}]+)", re.IGNORECASE)

_AT = re.compile(r"[@\uff20]|%40")
_EMAIL = re.compile(
    r"(?<![\w.+-])(?:mailto:)?[\w.!#$&'*+=?^`{|}~-]++"
    r"(?:(?:[@\uff20]|%40)(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}"
    r"|\s?[@\uff20]\s?(?:[\w-]{1,63}\.){1,6}(?:com|org|net|uk|info|co|me|eu|io|email)\b)",
    re.IGNORECASE,
)
_AT_IN_LETTERS = re.compile(r"[(\[] ?at| dot ")
_SPELT_EMAIL = re.compile(
    r"[\w.+-]{1,64}(?:\s?[(\[]\s?at\s?[)\]]\s?|\sat\s)[\w-]{1,63}"
    r"(?:(?:\s?[(\[]\s?dot\s?[)\]]\s?|\sdot\s)[\w-]{1,63}){1,5}"
    r"|[\w.+-]{1,64}\s?[(\[]\s?at\s?[)\]]\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)

_GAP = r"[\s().\-–]{0,3}"
_NOT_WITHIN = r"(?<![0-9])(?<![0-9][.:\-])"
_NO_DATE = r"(?![0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\b|[0-9]{1,2} [0-9]{1,2} [0-9]{4}\b)"
_THREE = "[2-9][0-9]{2}"
_ENDS = r"(?![.:]?[0-9])"
_ANYWHERE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NOT_WITHIN}{_NO_DATE}\(?0[1-9](?:{_GAP}[0-9]){{8,9}}{_ENDS}",
        rf"{_NOT_WITHIN}(?:\+|00[1-9])(?:{_GAP}[0-9]){{7,14}}{_ENDS}",
        rf"{_NOT_WITHIN}44{_GAP}(?:0{_GAP})?[1-9](?:{_GAP}[0-9]){{9}}{_ENDS}",
        rf"{_NOT_WITHIN}(?:1[ .-]?)?\(?{_THREE}\)?[ .\-]{{0,2}}{_THREE}[ .\-][0-9]{{4}}{_ENDS}",
    )
)
_NUMBER_AFTER_A_WORD = re.compile(
    r"\b(?P<word>(?:tele)?phone|tel|mobile|mob|cell|fax|call|ring|text|sms|txt|whats\s?app)\b"
    r"(?P<link>[^\n0-9]{0,12})(?!(?:19|20)[0-9]{2}-|[0-9]{4}\s?[-–]\s?[0-9]{4}\b)"
    rf"(?P<number>[0-9](?:[\s()\-]{{0,2}}[0-9]){{5,14}}){_ENDS}",
    re.IGNORECASE,
)
_MEETING_ID = re.compile(
    r"\b(?:id|zoom|webex|teams)\W{0,4}(?:(?:is|no|number)\W{0,3})?$", re.IGNORECASE
)
_OF_AN_ORGANISATION = re.compile(r"0(?:800|808|500|3|845)|116[0-9]{3}$")


def without_personal_details(text: str) -> str:
    """The text with [removed] for all that could reach or let in somebody."""
    has_number = bool(_LONG_NUMBER.search(text)) and not _TIME_STAMP.fullmatch(text)
    if not has_number and not _HINT.search(text.casefold()):
        return text
    if _WEB.fullmatch(text):
        return _link(text)
    parts = _WEB.split(text)
    parts[::2] = map(_prose, parts[::2])
    parts[1::2] = map(_link, parts[1::2])
    return "".join(parts)


def _prose(text: str) -> str:
    if not text or text.isspace():
        return text
    if _AT.search(text):
        text = _EMAIL.sub(REMOVED, text)
    if _AT_IN_LETTERS.search(text.casefold()):
        text = _SPELT_EMAIL.sub(REMOVED, text)
    text = without_entry_secrets(text)
    for pattern, replacement in _NUMBERS:
        if not _LONG_NUMBER.search(text):
            break
        text = pattern.sub(replacement, text)
    return text


def _link(text: str) -> str:
    if not text.casefold().startswith("www."):
        return without_secrets(text) or REMOVED
    return without_secrets(f"https://{text}").removeprefix("https://") or REMOVED


def _number(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 20) : match.start()]
    is_meeting_id = match[0][0] in "123456789" and _MEETING_ID.search(before)
    if is_meeting_id or _is_public(match[0]):
        return match[0]
    return REMOVED


def _number_after_a_word(match: re.Match[str]) -> str:
    if _is_public(match["number"]):
        return match[0]
    return match["word"] + match["link"] + REMOVED


def _is_public(number: str) -> bool:
    digits = re.sub(r"[^0-9+]", "", number)
    national = re.sub(r"^(?:\+|00)?440?", "0", digits)
    return bool(_OF_AN_ORGANISATION.match(national))


# Numbers that are told by their own shape, then those that only the word before them tells.
_NUMBERS = (
    *((pattern, _number) for pattern in _ANYWHERE),
    (_NUMBER_AFTER_A_WORD, _number_after_a_word),
)

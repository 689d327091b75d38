"""Takes passwords, passcodes, PINs and door codes out of text."""

import re

REMOVED = "[removed]"

_WORD = (
    r"(?:pass\s?-?(?:words?|codes?|phrases?)|passwd|pwd|psw|p/w|pw|"
    r"contrase[nñ]a|clave|senha|passwort|kennwort|mot de passe|has[lł]o|пароль)"
)
_PASSWORD = re.compile(
    rf"\b(?P<word>{_WORD}(?:\s*+(?:/|&|or|and)\s*+{_WORD})*)\b"
    r"(?P<link>\s*+(?:\([^()\n]{0,40}\))?\s*+(?:\b(?:is|are|was|will be)\b)?"
    r"\s*+[:=]*+\s*+[-–—#>]*+\s*+)"
    r"(?P<value>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|“[^”\n]{1,60}”|"
    r"[^\W\d_]{1,30}(?:['’ ][^\W\d_]{1,30}){0,3}(?=\s*(?:[.,;)]+(?:\s|$)|\n|$))|\S+?(?=[.,;)]*(?:\s|$)))",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<!post)(?<!post[ -])(?<!zip[ -])(?<!area[ -])(?<!sort[ -])(?<!dress[ -])\b(?P<word>pin|pass|codes?)\b"
    r"(?P<link>(?:\s*+(?:\b(?:number|no|is)\b|[.:=#–-]))*+\s*+)"
    r"(?P<value>[a-z*#]{0,2}[0-9]{3,10}[a-z*#]{0,2}(?!\w)|[0-9]{2,4}[ -][0-9]{2,4}(?![\w:.])"
    r"|(?:(?<=[:=])|(?<=[:=]\s))\S*[0-9]\S*)",
    re.IGNORECASE,
)
# Every word above holds one of these.
_HINTS = (
    "pass", "pwd", "psw", "p/w", "pw", "contrase", "clave", "senha", "kennwort", "mot de",
    "haslo", "hasło", "пароль",
)  # fmt: skip
_CODE_HINT = re.compile(r"pin|pass|code")
# "Password required to enter" gives nothing away.
_ORDINARY = frozenset({
    "a", "above", "an", "and", "are", "ask", "at", "available", "be", "before",
    "below", "box", "but", "by", "call", "can", "changed", "changes", "contact",
    "e-mail", "email", "field", "for", "from", "given", "has", "have", "here", "if",
    "in", "is", "it", "may", "message", "must", "necessary", "need", "needed", "no",
    "not", "on", "only", "or", "please", "prompt", "protected", "provided", "required",
    "same", "screen", "see", "sent", "text", "that", "the", "there", "this", "to",
    "upon", "via", "was", "we", "when", "which", "who", "will", "with", "you", "your",
})  # fmt: skip


def without_entry_secrets(text: str) -> str:
    """The text with [removed] for every password, passcode, PIN and numbered code."""
    small = text.casefold()
    if any(hint in small for hint in _HINTS):
        text = _PASSWORD.sub(_without_password, text)
    return _CODE.sub(_without_value, text) if _CODE_HINT.search(small) else text


def _without_password(match: re.Match[str]) -> str:
    is_told = ":" in match["link"] or "=" in match["link"]
    first_word = match["value"].split()[0].strip(".,;:!?()[]").casefold()
    if not is_told and (not first_word or first_word in _ORDINARY):
        return match[0]
    return _without_value(match)


def _without_value(match: re.Match[str]) -> str:
    return match["word"] + (match["link"] or " ") + REMOVED

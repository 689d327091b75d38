"""The days on which a meeting is held, in the spellings that lists use. Monday is 0, as in Python."""

import re
from typing import Any

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "mo mon mons monday mondays",
            "tu tue tues tuesday tuesdays",
            "we wed weds wednes wednesday wednesdays",
            "th thu thur thurs thursday thursdays",
            "fr fri fris friday fridays",
            "sa sat sats saturday saturdays",
            "su sun suns sunday sundays",
        )
    )
    for name in names.split()
}
_PHRASES = (
    (r"\b(?:7|seven) days(?: a week| per week)?\b|\b(?:every ?day|daily|all week|all days)\b", "mon-sun"),
    (r"\bweek ?days?\b", "mon-fri"),
    (r"\bweek ?ends?\b", "sat sun"),
    (r"\b(?:to|through|thru|until|till)\b|[–—\u2212]", "-"),
    (r"\b(?:except|excluding|but not|not)\b", "!"),
    (r"\b(?:and|every|each|on|the|only|evenings?|mornings?|afternoons?|nights?|days?)\b|[,;&+/|.]", " "),
)  # fmt: skip
_TOKEN = re.compile(r"[a-z]+|-|!|\S")
_LONGEST = 200


def read_days(value: Any) -> tuple[int, ...] | None:
    """Weekdays in order; () where nothing is stated, None where it can't be understood.

    A number is Meeting Guide's: 0 is Sunday, and so is the 7 that some lists write.
    """
    if isinstance(value, list):
        return _days_of_list(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _day_of_number(value)
    return _days_of_words(value.strip()) if isinstance(value, str) else None


def day_name(weekday: int) -> str:
    """The English name, as sentences use it."""
    return _DAYS[weekday]


def _days_of_list(values: list[Any]) -> tuple[int, ...] | None:
    read = [read_days(value) for value in values if not isinstance(value, list)]
    if len(read) < len(values) or None in read:
        return None
    return tuple(sorted({day for days in read if days for day in days}))


def _day_of_number(number: float) -> tuple[int, ...] | None:
    return (int(number - 1) % 7,) if number in range(8) else None


def _days_of_words(text: str) -> tuple[int, ...] | None:
    if not text:
        return ()
    if len(text) > _LONGEST:
        return None
    if re.fullmatch(r"[0-9](?:\.0)?", text):
        return _day_of_number(float(text))
    if re.fullmatch(r"[0-7](?:\s*[,;&]\s*[0-7])+", text):
        return _days_of_list(re.findall("[0-7]", text))
    return _days_of_tokens(_tokens(text))


def _tokens(text: str) -> list[str]:
    words = text.casefold().replace("'", "").replace("’", "")
    for pattern, replacement in _PHRASES:
        words = re.sub(pattern, f" {replacement} ", words)
    return _TOKEN.findall(words)


def _days_of_tokens(tokens: list[str]) -> tuple[int, ...] | None:
    kept, _, left_out = " ".join(tokens).partition("!")
    days, without = _union(kept.split()), _union(left_out.split())
    if not days or without is None:
        return None
    return tuple(sorted(days - without)) or None


def _union(tokens: list[str]) -> set[int] | None:
    """Days and spans of days ("fri - sun"); None at the first word that is neither."""
    days: set[int] = set()
    position = 0
    while position < len(tokens):
        span = tokens[position : position + 3]
        is_span = len(span) == 3 and span[1] == "-"
        first, last = span[0], span[2] if is_span else span[0]
        if first not in _NAMES or last not in _NAMES:
            return None
        days.update(_span(_NAMES[first], _NAMES[last]))
        position += 3 if is_span else 1
    return days


def _span(first: int, last: int) -> tuple[int, ...]:
    length = (last - first) % 7 + 1
    return tuple((first + step) % 7 for step in range(length))

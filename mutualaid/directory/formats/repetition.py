"""How often a meeting is held, in the words that sheets use: "1st & 3rd Tuesday", "fortnightly"."""

import re
from dataclasses import dataclass

from mutualaid.directory.recurrence import Frequency

from .day_of_week import read_days

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SPELLINGS = (
    (r"[\u2010-\u2015\u2212]", "-"),
    (r"\b(?:of|in) (?:(?:the|each|every|a) )?month\b", "monthly"),
    (r"\bfort-?nightly\b|\bevery fortnight\b|\b(?:every other|alternate|alternating) weeks?\b", "every 2 weeks"),
    (r"\b(?:every other|alternate|alternating) (?=[a-z]+days?\b)", "every 2 weeks "),
    (r"\b(?:[0-9]+|two|three|four|five|six)[- ]weekly\b", lambda m: f"every {m[0][:-7]} weeks"),
    (r"\bevery (third|fourth) week\b", lambda m: f"every {_ORDINALS[m[1]]} weeks"),
    (r"\bevery ([34])(?:rd|th) week\b", lambda m: f"every {m[1]} weeks"),
    (r"\b(?:every|once an?|once per|each) (week|month)\b", r"\1ly"),
)  # fmt: skip
_BY_APPOINTMENT = re.compile(
    r"(?:by |on )?(?:appointment|request|demand)(?: only)?|ad[- ]hoc|ongoing|"
    r"as (?:and when )?(?:required|needed)|always open|open all hours"
)
_WEEKS = re.compile(r"\bevery ([0-9]+|two|three|four|five|six) weeks?\b")
_NTH = re.compile(
    r"\b(?:([0-9]{1,2})(?:st|nd|rd|th)|(first|second|third|fourth|fifth|last))\b"
)
_FILLERS = re.compile(
    r"\b(?:the|on|and|or|meets?|meetings?|only|date|day of)\b|[,&+/().;:]"
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Repetition:
    """A pattern without its time. `ordinals` are empty where "monthly" is all that is said."""

    frequency: Frequency
    interval: int = 1
    ordinals: tuple[int, ...] = ()
    day_of_month: int | None = None
    weekdays: tuple[int, ...] = ()


def read_repetition(text: str) -> Repetition | None:
    """The pattern that the words state, None where they can't be understood.

    "Bi-weekly" and "every second Tuesday" mean two things each, so they count as neither.
    """
    words = _normal(text)
    if len(words) > _LONGEST:
        return None
    if _BY_APPOINTMENT.fullmatch(words):
        return Repetition(Frequency.APPOINTMENT)
    for pattern, replacement in _SPELLINGS:
        words = re.sub(pattern, replacement, words)
    return _of_weeks(words) or _of_month(words)


def _normal(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")


def _of_weeks(words: str) -> Repetition | None:
    found = _WEEKS.search(words)
    interval = _count(found[1]) if found else 1
    rest = _WEEKS.sub(" ", words) if found else re.sub(r"\bweekly\b", " ", words)
    weekdays = read_days(_without_fillers(rest))
    if weekdays is None or not 1 <= interval <= 52:
        return None
    if not weekdays and rest == words:
        return None
    return Repetition(Frequency.WEEKLY, interval=interval, weekdays=weekdays)


def _count(figures: str) -> int:
    return _COUNTS.get(figures) or int(figures[:3])


def _of_month(words: str) -> Repetition | None:
    rest, is_monthly = re.subn(r"\bmonthly\b", " ", words)
    numbers = [_number(match) for match in _NTH.finditer(rest)]
    rest = _without_fillers(_NTH.sub(" ", rest))
    has_every = bool(re.search(r"\b(?:every|each)\b", rest))
    weekdays = read_days(re.sub(r"\b(?:every|each)\b", " ", rest))
    if (
        weekdays is None
        or not (numbers or is_monthly)
        or (has_every and not is_monthly)
    ):
        return None
    return _monthly(numbers, weekdays)


def _number(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else _ORDINALS[match[2]]


def _monthly(numbers: list[int], weekdays: tuple[int, ...]) -> Repetition | None:
    if all(number in (-1, 1, 2, 3, 4, 5) for number in numbers):
        ordinals = tuple(sorted(set(numbers), key=lambda number: number % 7))
        return Repetition(
            Frequency.MONTHLY_WEEKDAY, ordinals=ordinals, weekdays=weekdays
        )
    if len(numbers) == 1 and not weekdays and numbers[0] in range(1, 32):
        return Repetition(Frequency.MONTHLY_DATE, day_of_month=numbers[0])
    return None


def _without_fillers(words: str) -> str:
    return " ".join(_FILLERS.sub(" ", words).split()).strip(" -")

"""What somebody asks the finder, read from an address and written back to one.

The names are public: other sites link with them. Nothing in an address is an error; what
is not understood is left out and said.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from urllib.parse import quote_plus

LONGEST_TEXT = 100
MOST_REPEATS = 20
LAST_PAGE = 200
LEAST_MILES, MOST_MILES = 0.25, 100.0
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = (*WEEKDAYS, "today", "tomorrow")
SORTS = ("soonest", "nearest")
MODES = ("in-person", "online", "hybrid", "not-stated")
APPROACHES = ("12-step", "smart", "other")
AUDIENCES = ("use", "family", "young")
OPENNESSES = ("open", "closed")
CHECKED_WITHIN = (30, 90, 180)  # days

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Choices:
    """The keys this directory knows, for the fields whose choices grow with it."""

    fellowships: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FinderQuery:
    """One question. Field names are those of the address, `for` apart."""

    place: str = ""
    within: float | None = None  # miles
    day: tuple[str, ...] = ()
    after: time | None = None
    before: time | None = None
    fellowship: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()  # "for" in the address
    mode: tuple[str, ...] = ()
    openness: tuple[str, ...] = ()
    feature: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    checked: int | None = None  # days since somebody last confirmed it, at most
    q: str = ""
    sort: str = ""
    page: int = 1
    not_understood: tuple[tuple[str, str], ...] = ()  # (name, what was written)
    _parts: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def read(
        cls, parameters: Mapping[str, Sequence[str]], choices: Choices
    ) -> "FinderQuery":
        """Read the parameters of an address, each name with its list of values."""
        return _Reader(parameters, choices).query()

    def address(self, **changes: Any) -> str:
        """The part of the address after "?", with changes; the first page unless told.

        A page holds a score of addresses that differ in one field or two, so each field's
        part is written once.
        """
        if not self._parts:
            self._parts.update(
                {name: _part(name, getattr(self, name)) for name in _NAMES}
            )
        changed = {name: _part(name, value) for name, value in changes.items()}
        parts = {**self._parts, "page": "", **changed}
        return "&".join(part for part in parts.values() if part)

    @property
    def choices_made(self) -> int:
        """How many of the further choices are set."""
        return sum(len(getattr(self, name)) for name in _LISTS) + bool(self.checked)


class _Reader:
    """Reads one address, noting what it can't make sense of."""

    def __init__(
        self, parameters: Mapping[str, Sequence[str]], choices: Choices
    ) -> None:
        self._parameters = parameters
        self._choices = choices
        self._odd: list[tuple[str, str]] = []

    def query(self) -> FinderQuery:
        choices = self._choices
        features = self._some("feature", choices.features)
        return FinderQuery(
            place=self._text("place"),
            within=self._miles(),
            day=self._some("day", DAYS),
            after=self._time("after"),
            before=self._time("before"),
            fellowship=self._some("fellowship", choices.fellowships),
            approach=self._some("approach", APPROACHES),
            audience=self._some("for", AUDIENCES),
            mode=self._some("mode", MODES),
            openness=self._openness(),
            feature=tuple(key for key in features if key not in choices.access),
            access=self._access(features),
            language=self._some("language", choices.languages),
            joining=self._some("joining", choices.joining),
            checked=self._checked(),
            q=self._text("q"),
            sort=next(iter(self._some("sort", SORTS)), ""),
            page=self._page(),
            not_understood=tuple(self._odd[:MOST_REPEATS]),
        )

    def _text(self, name: str) -> str:
        """The last value, as browsers and readers would have it, on one line and not long."""
        values = self._parameters.get(name) or [""]
        return " ".join(_CONTROL.sub(" ", values[-1][: 4 * LONGEST_TEXT]).split())[
            :LONGEST_TEXT
        ]

    def _some(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        chosen: dict[str, None] = {}
        for value in (self._parameters.get(name) or ())[:MOST_REPEATS]:
            key = value.strip().lower()
            if key in known:
                chosen[key] = None
            elif key:
                self._note(name, value)
        return tuple(chosen)

    def _openness(self) -> tuple[str, ...]:
        """Addresses from before both could be asked for say `open=yes`."""
        said_open = self._some("open", ("yes", "no")) == ("yes",)
        chosen = self._some("openness", OPENNESSES)
        return tuple(dict.fromkeys((*("open",) * said_open, *chosen)))

    def _access(self, features: tuple[str, ...]) -> tuple[str, ...]:
        """Step-free is asked of the place, whichever way an address puts it."""
        known = self._choices.access
        said = (key for key in features if key in known)
        return tuple(dict.fromkeys((*self._some("access", known), *said)))

    def _checked(self) -> int | None:
        days = self._some("checked", [str(each) for each in CHECKED_WITHIN])
        return int(days[-1]) if days else None

    def _time(self, name: str) -> time | None:
        text = self._text(name)
        match = _TIME.fullmatch(text)
        if match:
            return time(int(match[1]), int(match[2]))
        if text:
            self._note(name, text)
        return None

    def _miles(self) -> float | None:
        text = self._text("within")
        try:
            miles = float(text) if text else None
        except ValueError:
            miles = float("nan")
        if miles is not None and not 0 < miles < float("inf"):
            self._note("within", text)
            return None
        return min(max(miles, LEAST_MILES), MOST_MILES) if miles else None

    def _page(self) -> int:
        text = self._text("page")
        if text and not (text.isascii() and text.isdecimal()):
            self._note("page", text)
            return 1
        return min(max(int(text[:9] or 1), 1), LAST_PAGE)

    def _note(self, name: str, value: str) -> None:
        said = " ".join(_CONTROL.sub(" ", value[:LONGEST_TEXT]).split())
        self._odd.append((name, said))


def _part(field: str, value: Any) -> str:
    """One field as it stands in an address; nothing where nothing was asked."""
    if not value or (field == "page" and value == 1):
        return ""
    name = _NAMES[field]
    return "&".join(f"{name}={quote_plus(text)}" for text in _WRITTEN[field](value))


def _one(value: object) -> tuple[str]:
    return (str(value),)


# In the order of an address; `for` would not do as a name in Python.
_NAMES = {
    "place": "place",
    "within": "within",
    "day": "day",
    "after": "after",
    "before": "before",
    "fellowship": "fellowship",
    "approach": "approach",
    "audience": "for",
    "mode": "mode",
    "openness": "openness",
    "feature": "feature",
    "access": "access",
    "language": "language",
    "joining": "joining",
    "checked": "checked",
    "q": "q",
    "sort": "sort",
    "page": "page",
}
_LISTS = (
    "fellowship",
    "approach",
    "audience",
    "mode",
    "openness",
    "feature",
    "access",
    "language",
    "joining",
)
_WRITTEN: dict[str, Callable[[Any], Iterable[str]]] = {
    **dict.fromkeys(("place", "q", "sort", "page", "checked"), _one),
    **dict.fromkeys(("after", "before"), lambda time: (time.strftime("%H:%M"),)),
    **dict.fromkeys(("day", *_LISTS), tuple),
    "within": lambda miles: (f"{miles:g}",),
}

"""What a step of a session can ask: kinds of answer that are counted, never free text.

Words of the client stand in notes, which are sealed; an answer here is a key, a number or a date.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date

Text = str | Promise
# As JSON keeps it: a key, keys, a number from 0 to 10, or a date in ISO form.
Answer = str | int | list[str]
SCALE = range(11)


class Kind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"  # 0 to 10
    ONE = "one"  # one of the choices
    SOME = "some"  # any of the choices
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked in a step; nothing needs an answer."""

    key: str
    label: Text
    kind: Kind
    choices: Mapping[str, Text] = field(default_factory=dict)
    hint: Text = ""

    def in_words(self, answer: Answer) -> str:
        """The answer as a page says it; what is no longer a choice is said by its key."""
        if self.kind is Kind.SCALE:
            return gettext("%(number)s out of 10") % {"number": answer}
        if self.kind is Kind.DAY:
            return full_date(date.fromisoformat(str(answer)))
        keys = answer if isinstance(answer, list) else [str(answer)]
        return ", ".join(str(self.choices.get(key, key)) for key in keys)


def one_of(key: str, label: Text, choices: Mapping[str, Text], **more: Any) -> Question:
    return Question(key, label, Kind.ONE, choices, **more)


def some_of(
    key: str, label: Text, choices: Mapping[str, Text], **more: Any
) -> Question:
    return Question(key, label, Kind.SOME, choices, **more)


def scale(key: str, label: Text, **more: Any) -> Question:
    return Question(key, label, Kind.SCALE, **more)


def day(key: str, label: Text, **more: Any) -> Question:
    return Question(key, label, Kind.DAY, **more)

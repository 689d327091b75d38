"""Collects what is wrong with the records of one file, in words for the person who will mend it."""

from dataclasses import dataclass, replace
from typing import Any

from .personal_details import without_personal_details
from .plain_text import one_line, shortened
from .records import Problem

_LONGEST_QUOTATION = 40
_MOST_REMARKS = 500  # a file that needs more is not in a format we know


class Refused(Exception):
    """The record can't be accepted: which field, and why, in one sentence."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@dataclass(slots=True)
class _Remark:
    problem: Problem
    others: int = 0

    def told(self) -> Problem:
        if not self.others:
            return self.problem
        plural = "record" if self.others == 1 else "records"
        reason = (
            f"{self.problem.reason[:-1]}, here and in {self.others} other {plural}."
        )
        return replace(self.problem, reason=reason)


class Findings:
    """The problems of one reading, in the order in which they were met."""

    def __init__(self) -> None:
        self._found: list[Problem | _Remark] = []
        self._remarks: dict[tuple[str, str], _Remark] = {}

    def refuse(self, record: str, field: str, reason: str) -> None:
        """The record was rejected."""
        self._found.append(Problem(record, field, reason, fatal=True))

    def slip(self, record: str, field: str, reason: str) -> None:
        """Something of this one record could not be taken over."""
        self._found.append(Problem(record, field, reason, fatal=False))

    def remark(self, record: str, field: str, reason: str) -> None:
        """A habit of the list: told once, with the number of records that share it."""
        known = self._remarks.get((field, reason))
        if known:
            known.others += 1
        elif len(self._remarks) < _MOST_REMARKS:
            known = _Remark(Problem(record, field, reason, fatal=False))
            self._remarks[field, reason] = known
            self._found.append(known)

    def problems(self) -> tuple[Problem, ...]:
        return tuple(
            item.told() if isinstance(item, _Remark) else item for item in self._found
        )


def quoted(value: Any) -> str:
    """A source's value for use in a sentence: short, on one line, without personal details."""
    if not isinstance(value, str):
        return _written(value)
    words = without_personal_details(one_line(value[:500]))
    return f"“{shortened(words, _LONGEST_QUOTATION)}”"


def _written(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else f"{value}".lower()
    return shortened(str(value), _LONGEST_QUOTATION)

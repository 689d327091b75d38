"""What can be wrong with a chain, each told in one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

MOST_FINDINGS = 100


class Fault(Enum):
    """A kind of thing that is wrong: with some lines, or with the chain as a whole."""

    UNREADABLE = "cannot be read"
    CHANGED = "not as written"
    UNKNOWN_KEY = (
        "sealed with a key that is not here; MUTUALAID_LOG_OLD_KEYS takes former keys"
    )
    MISSING = "missing"
    UNLINKED = "no continuation of the line before"
    MOVED = "not added in this order"
    END_WAS_CHANGED = "added after somebody had changed the chain's end"
    OUT_OF_PLACE = "holds lines before its start, beyond its end, or twice"
    END_UNKNOWN = "nothing says where it ends"
    END_UNSEALED = (
        "the seal of its end does not hold, so lines may have been cut off there"
    )
    END_ELSEWHERE = "its end and its newest line do not agree"
    GONE = "no line is left of it"
    UNLIKE_ANCHOR = "not the one that the anchor of {day} vouches for"
    BEYOND_END = "missing, though the anchor of {day} vouches for it"
    START_WITHOUT_ANCHOR = "said to have left by retention, but no anchor covers them"
    NOT_ANCHORED = "covered by no anchor after two days"

    @property
    def is_warning(self) -> bool:
        """Whether it shows no tampering, but a place where some could not be shown."""
        return self is Fault.NOT_ANCHORED


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a chain, where it concerns some lines, from which to which."""

    chain: int
    fault: Fault
    first: int = 0
    last: int = 0
    day: str = ""

    @property
    def sentence(self) -> str:
        """The chain, the lines, and what is wrong with them."""
        lines = ""
        if self.first:
            one = self.first == self.last
            lines = (
                f", line {self.first}"
                if one
                else f", lines {self.first} to {self.last}"
            )
        return f"Chain {self.chain}{lines}: {self.fault.value.format(day=self.day)}."

    def as_dict(self) -> dict[str, object]:
        """For a report that a program reads."""
        return {
            "chain": self.chain,
            "first": self.first or None,
            "last": self.last or None,
            "fault": self.fault.name.lower(),
            "is_warning": self.fault.is_warning,
            "sentence": self.sentence,
        }


class Findings:
    """Collects what is wrong with one chain; a run of lines with one fault is one finding."""

    def __init__(self, chain: int) -> None:
        self._chain = chain
        self._found: list[Finding] = []
        self.left_out = 0

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found)

    def add(self, fault: Fault, first: int = 0, last: int = 0, day: str = "") -> None:
        """Note it. Only the first hundred are kept; the others are counted."""
        new = Finding(self._chain, fault, first, last or first, day)
        if self._found and _continues(self._found[-1], new):
            self._found[-1] = replace(self._found[-1], last=new.last)
        elif len(self._found) < MOST_FINDINGS:
            self._found.append(new)
        else:
            self.left_out += 1


def _continues(before: Finding, new: Finding) -> bool:
    return (before.fault, before.day, before.last + 1) == (
        new.fault,
        new.day,
        new.first,
    )

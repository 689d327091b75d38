"""How sure we are that a meeting runs as listed: one rule table for every page and row.

| The first that is so                                       | Level     | In public             |
| ---------------------------------------------------------- | --------- | --------------------- |
| somebody told us since the last check that it did not meet | check     | ring before you go    |
| checked within 90 days                                     | confirmed | checked, how and when |
| checked within 180 days                                    | likely    | checked, how and when |
| in a list that we read within 30 days                      | likely    | listed by whom, when  |
| checked before that, or in a list not read for longer      | check     | ring before you go    |
| nothing of all this                                        | never     | not confirmed         |

A list that can't be fetched ages by itself: what counts is the day of its last good copy.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CONFIRMED_DAYS = 90
LIKELY_DAYS = 180
LIST_DAYS = 30


class Confidence(StrEnum):
    """From surest to least sure."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    CHECK = "check"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a meeting: when it was last checked, last in a list, last doubted."""

    verified_on: date | None = None
    listed_on: date | None = None
    doubted_on: date | None = None

    @property
    def is_doubted(self) -> bool:
        """Whether somebody who was there, or knows it, said so after the last check."""
        if self.doubted_on is None:
            return False
        return self.verified_on is None or self.doubted_on >= self.verified_on


def confidence(evidence: Evidence, today: date) -> Confidence:
    """The level that the table above gives."""
    if evidence.is_doubted:
        return Confidence.CHECK
    if _within(CONFIRMED_DAYS, evidence.verified_on, today):
        return Confidence.CONFIRMED
    if is_likely(evidence, today):
        return Confidence.LIKELY
    is_known = evidence.verified_on is not None or evidence.listed_on is not None
    return Confidence.CHECK if is_known else Confidence.NEVER


def is_likely(evidence: Evidence, today: date) -> bool:
    """Checked not too long ago, or still in a list that is read."""
    return _within(LIKELY_DAYS, evidence.verified_on, today) or is_listed_lately(
        evidence.listed_on, today
    )


def is_confirmed(verified_on: date | None, today: date) -> bool:
    """Whether the last check still counts in full."""
    return _within(CONFIRMED_DAYS, verified_on, today)


def is_listed_lately(listed_on: date | None, today: date) -> bool:
    """Whether the list that has it was read lately enough to lean on."""
    return _within(LIST_DAYS, listed_on, today)


def _within(days: int, day: date | None, today: date) -> bool:
    return day is not None and (today - day).days <= days

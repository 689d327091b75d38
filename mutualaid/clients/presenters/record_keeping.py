"""Whether a service keeps records, in words: which way it is, and what works all the same."""

from dataclasses import dataclass

from mutualaid.clients.permissions import can_turn_record_keeping
from mutualaid.organisations.hats import Hat


@dataclass(frozen=True, slots=True)
class RecordKeepingWords:
    """What the pages of this room say of it."""

    is_on: bool
    may_turn: bool


def present_record_keeping(is_on: bool, hat: Hat) -> RecordKeepingWords:
    return RecordKeepingWords(is_on=is_on, may_turn=can_turn_record_keeping(hat))

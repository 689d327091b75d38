"""What a group, or whoever keeps the list, answers when asked about a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from .models import Meeting

# Holds no account, so it is no Role; what a group answers is kept under it.
GROUP_REPRESENTATIVE = "group-representative"


class SpecialAnswer(StrEnum):
    """What somebody says of one special day."""

    RUNNING = "running"
    SHUT = "shut"
    UNKNOWN = "unknown"


class Says(StrEnum):
    """What a group says of one of its meetings."""

    RIGHT = "right"
    CHANGED = "changed"
    ENDED = "ended"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class MeetingAnswer:
    """The answer about one meeting; `told` and `words` where something has changed."""

    meeting: Meeting
    says: Says
    told: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    dates: Mapping[date, SpecialAnswer] = field(default_factory=dict)

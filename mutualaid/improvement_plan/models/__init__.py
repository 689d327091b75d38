"""Barriers, actions, and what became of them."""

from .actions import (
    ACTION_CHANGES,
    Action,
    ActionBarrier,
    ActionStatus,
    Cause,
)
from .barriers import Barrier, BarrierKind, BarrierStatus
from .cycles import PdsaCycle, Verdict
from .events import ActionEvent, EventKind, HistoryChangedError

__all__ = [
    "ACTION_CHANGES",
    "Action",
    "ActionBarrier",
    "ActionEvent",
    "ActionStatus",
    "Barrier",
    "BarrierKind",
    "BarrierStatus",
    "Cause",
    "EventKind",
    "HistoryChangedError",
    "PdsaCycle",
    "Verdict",
]

"""Barriers, actions, and what became of them."""

from .actions import (
    ACTION_CHANGES,
    Action,
    ActionBarrier,
    ActionEvent,
    ActionStatus,
    Cause,
    EventKind,
)
from .barriers import Barrier, BarrierKind, BarrierStatus
from .cycles import PdsaCycle, Verdict

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
    "PdsaCycle",
    "Verdict",
]

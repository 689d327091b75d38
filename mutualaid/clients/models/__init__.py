"""Clients: who they are to us, who works with them, who else may look."""

from .break_glass import (
    BreakGlass,
    BreakGlassNotice,
    BreakGlassOutcome,
    BreakGlassReason,
)
from .caseload import Caseload
from .clients import Client, ClientStatus
from .commitments import AFTERWARDS, ANSWERS, Commitment, CommitmentStatus
from .identities import ClientIdentity, Format
from .named_readers import NamedReader
from .record_keeping import RecordKeeping
from .tallies import Tally, TallyKind

__all__ = [
    "AFTERWARDS",
    "ANSWERS",
    "BreakGlass",
    "BreakGlassNotice",
    "BreakGlassOutcome",
    "BreakGlassReason",
    "Caseload",
    "Client",
    "ClientIdentity",
    "ClientStatus",
    "Commitment",
    "CommitmentStatus",
    "Format",
    "NamedReader",
    "RecordKeeping",
    "Tally",
    "TallyKind",
]

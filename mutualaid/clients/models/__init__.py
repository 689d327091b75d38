"""Clients: who they are to us, who works with them, who else may look."""

from .break_glass import BreakGlass, BreakGlassReason
from .caseload import Caseload
from .clients import Client, ClientStatus
from .identities import ClientIdentity, Format
from .named_readers import NamedReader
from .record_keeping import RecordKeeping

__all__ = [
    "BreakGlass",
    "BreakGlassReason",
    "Caseload",
    "Client",
    "ClientIdentity",
    "ClientStatus",
    "Format",
    "NamedReader",
    "RecordKeeping",
]

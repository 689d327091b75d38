"""Which conversation comes next with a client."""

from collections.abc import Sequence

from .models import CareSession, Next, SessionKind

KINDS = {Next.TWO: SessionKind.TWO, Next.THREE: SessionKind.THREE}


def suggested_kind(sessions: Sequence[CareSession]) -> SessionKind:
    """What the newest session said comes next; `sessions` has the newest first.

    Where it said to ask now and then, session three is the one that takes an interest.
    """
    if not sessions:
        return SessionKind.ONE
    return KINDS.get(Next(sessions[0].next or Next.THREE), SessionKind.THREE)

"""Changes to sessions, whoever asks for them."""

from typing import Literal

from django.db import transaction

from mutualaid.accounts import locking
from mutualaid.accounts.models import Session, User
from mutualaid.accounts.passkeys import proved_passkey
from mutualaid.accounts.recovery_codes import use_recovery_code
from mutualaid.accounts.totp import Verdict, use_code
from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused

Factor = Literal["totp", "recovery_codes", "webauthn"]


@transaction.atomic
def end_session(*, session: Session, by: Actor, why: str = "asked") -> None:
    """Sign a browser out from the server's side. `why` is one word for the log."""
    Session.objects.filter(pk=session.pk).delete()
    detail = {"session": session.reference, "why": why}
    subject = session.user.token if session.user else ""
    record(act="accounts.end_session", by=by, subject=subject, detail=detail)


@transaction.atomic
def end_sessions_of(*, user: User, by: Actor, besides: Session | None = None) -> int:
    """Sign somebody out of every browser, or of every other one; answers how many."""
    ended = Session.objects.filter(user=user)
    if besides:
        ended = ended.exclude(pk=besides.pk)
    number, _ = ended.delete()
    detail = {"sessions": number}
    record(act="accounts.end_sessions_of", by=by, subject=user.token, detail=detail)
    return number


@transaction.atomic
def lock_session(*, session: Session, by: Actor) -> None:
    """Lock a screen before its time."""
    locking.lock(session)
    record(act="accounts.lock_session", by=by, subject=by.token)


@transaction.atomic
def lock_sessions_of(*, user_id: int, by: Actor) -> int:
    """Ask somebody for a second factor, in each of their browsers, before anything else."""
    sessions = locking.lock_all_of(user_id)
    detail = {"sessions": sessions}
    record(act="accounts.lock_sessions_of", by=by, subject=by.token, detail=detail)
    return sessions


@transaction.atomic
def unlock_session(
    *, session: Session, user: User, by: Actor, code: str = "", credential: str = ""
) -> Factor | None:
    """Open a locked screen; answers with which factor, None where code or passkey was wrong.

    The fifth wrong one ends the session.
    """
    factor = None
    if locking.take_a_guess(session):
        factor = _passkey(user, credential) if credential else _code(user, code)
    if factor is None:
        _refuse(session, user, by)
        return None
    locking.unlock(session)
    detail = {"session": session.reference, "factor": factor}
    record(act="accounts.unlock_session", by=by, subject=user.token, detail=detail)
    return factor


def _refuse(session: Session, user: User, by: Actor) -> None:
    detail = {"session": session.reference}
    record(act="accounts.refuse_unlock", by=by, subject=user.token, detail=detail)
    if not locking.has_guesses_left(session):
        end_session(session=session, by=by, why="guesses")


def _passkey(user: User, credential: str) -> Factor | None:
    try:
        proved_passkey(credential, user=user)
    except Refused:
        return None
    return "webauthn"


def _code(user: User, code: str) -> Factor | None:
    if use_code(user, code) is Verdict.RIGHT:
        return "totp"
    return "recovery_codes" if use_recovery_code(user, code) else None

"""Adding and removing second factors."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.accounts import recovery_codes, totp
from mutualaid.accounts.callers import Caller
from mutualaid.accounts.factors import Kind, can_be_removed
from mutualaid.accounts.letters import send_letter
from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused

from .signing_in import ABOUT_CODES


@transaction.atomic
def add_app(*, user: User, secret: str, code: str, caller: Caller) -> Authenticator:
    """Take an authenticator app that shows the right code for this secret.

    Raises Refused for another code, and where there is an app already.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if Authenticator.objects.filter(user=user, type=Kind.TOTP).exists():
        raise Refused(_("You have an app already. Remove it first, then add another."))
    verdict, step = totp.judged(secret, totp.digits_of(code))
    if verdict is not totp.Verdict.RIGHT:
        raise Refused(str(ABOUT_CODES[verdict]))
    added = totp.add_totp(user, secret=secret, step=step)
    send_letter("factor_added", user=user, caller=caller, kind=added.type)
    _record("accounts.add_factor", user, added)
    return added


@transaction.atomic
def add_passkey(
    *, user: User, name: str, credential: dict[str, Any], caller: Caller
) -> Authenticator:
    """Take a passkey whose registration has been verified."""
    added = WebAuthn.add(user, name, credential).instance
    send_letter("factor_added", user=user, caller=caller, kind=added.type)
    _record("accounts.add_factor", user, added)
    return added


@transaction.atomic
def remove_factor(*, user: User, factor: Authenticator, caller: Caller) -> None:
    """Let a factor go. Raises Refused for the last one."""
    User.objects.select_for_update().get(pk=user.pk)
    if not can_be_removed(factor):
        raise Refused(
            _("This is your only second factor. Add another first, then remove it.")
        )
    factor.delete()
    send_letter("factor_removed", user=user, caller=caller, kind=factor.type)
    _record("accounts.remove_factor", user, factor)


@transaction.atomic
def make_recovery_codes(*, user: User) -> list[str]:
    """Ten new codes in place of the old ones."""
    codes = recovery_codes.make_codes(user)
    record(act="accounts.make_recovery_codes", by=Actor(user.token), subject=user.token)
    return codes


def _record(act: str, user: User, factor: Authenticator) -> None:
    detail = {"factor": factor.type}
    record(act=act, by=Actor(user.token), subject=user.token, detail=detail)

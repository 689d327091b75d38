"""Coming in and going out: what was given is checked, counted and written down."""

from collections.abc import Iterable

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutualaid.accounts.callers import Caller
from mutualaid.accounts.factors import Kind
from mutualaid.accounts.letters import send_letter
from mutualaid.accounts.limits import (
    CODE,
    CODE_FROM_KNOWN_BROWSER,
    GUESS_FROM_ADDRESS,
    PASSWORD,
    PASSWORD_FROM_KNOWN_BROWSER,
    Limit,
    Try,
    same_for_all_spellings,
    take,
)
from mutualaid.accounts.models import User
from mutualaid.accounts.passkeys import proved_passkey
from mutualaid.accounts.recovery_codes import codes_left, use_recovery_code
from mutualaid.accounts.totp import Verdict, digits_of, use_code
from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.refusal import Refused

AT_THE_DOOR = system_actor("sign-in")
TOO_MANY = _(
    "There were too many wrong tries. Wait five minutes, then try again. Nothing is "
    "locked for good."
)
WRONG_PASSWORD = _("The e-mail address and the password do not belong together.")
WRONG_RECOVERY_CODE = _(
    "This is none of your recovery codes. Each one works once; try another."
)
ABOUT_CODES = {
    Verdict.WRONG: _(
        "The code is not right. It changes every half minute: type the one that the "
        "app shows now."
    ),
    Verdict.USED: _(
        "This code has been used. Wait until the app shows the next one, then type that."
    ),
    Verdict.CLOCK_IS_WRONG: _(
        "The code would be right at another time: the clock of your telephone seems to "
        "be wrong. Let it set date and time by itself, then type the new code."
    ),
}


def check_password(*, email: str, password: str, caller: Caller) -> User:
    """Whose address and password these are.

    Raises Refused, in the same words and after the same work, whether or not the address has
    an account.
    """
    user = User.objects.filter(email__iexact=email).first()
    tries = _password_tries(email, user, caller)
    found = authenticate(None, email=email, password=password)
    if found is None:
        _record_refusal(user, "password")
        raise Refused(str(WRONG_PASSWORD))
    for one in tries:
        one.give_back()
    return found


def _password_tries(email: str, user: User | None, caller: Caller) -> list[Try]:
    """The owner's own browser asks nobody else's bucket, so that nobody can shut it out."""
    if device := caller.device_of(user):
        return [_take(PASSWORD_FROM_KNOWN_BROWSER, device)]
    return [
        _take(GUESS_FROM_ADDRESS, caller.address),
        _take(PASSWORD, same_for_all_spellings(email)),
    ]


def _take(limit: Limit, key: str) -> Try:
    taken = take(limit, key)
    if taken is None:
        raise Refused(str(TOO_MANY))
    return taken


@transaction.atomic
def _record_refusal(user: User | None, what: str) -> None:
    """Of an address without an account nothing is kept, not even that it was this one."""
    record(
        act="accounts.refuse_sign_in",
        by=AT_THE_DOOR,
        subject=user.token if user else "",
        detail={"wrong": what},
    )


def _code_try(user: User, caller: Caller) -> Try:
    if device := caller.device_of(user):
        return _take(CODE_FROM_KNOWN_BROWSER, device)
    return _take(CODE, user.reference)


def check_code(*, user: User, code: str, caller: Caller) -> None:
    """Use up the code of an authenticator app. Raises Refused, saying what was wrong with it."""
    taken = _code_try(user, caller)
    verdict = use_code(user, code)
    if verdict is not Verdict.RIGHT:
        _record_refusal(user, "code")
        raise Refused(str(ABOUT_CODES[verdict]))
    taken.give_back()


def check_recovery_code(*, user: User, code: str, caller: Caller) -> None:
    """Use up a recovery code, and write to its owner. Raises Refused for anything else."""
    taken = _code_try(user, caller)
    if not use_recovery_code(user, code):
        _record_refusal(user, "recovery code")
        raise Refused(str(WRONG_RECOVERY_CODE))
    taken.give_back()
    left = codes_left(user)
    send_letter("recovery_code_used", user=user, caller=caller, left=left)


def check_second_factor(
    *, user: User, caller: Caller, code: str = "", credential: str = ""
) -> str:
    """The kind of second factor that was given: a passkey's answer, an app's code, or a
    recovery code. Raises Refused, saying what was wrong with it.
    """
    if credential:
        return str(proved_passkey(credential, user=user).type)
    if digits_of(code):
        check_code(user=user, code=code, caller=caller)
        return str(Kind.TOTP)
    check_recovery_code(user=user, code=code, caller=caller)
    return str(Kind.RECOVERY_CODES)


@transaction.atomic
def record_sign_in(*, user: User, factors: Iterable[str]) -> None:
    """Write down that somebody has come in, and by which ways."""
    record(
        act="accounts.sign_in",
        by=Actor(user.token),
        subject=user.token,
        detail={"factors": list(factors)},
    )


@transaction.atomic
def record_sign_out(*, user: User) -> None:
    """Write down that somebody has gone."""
    record(act="accounts.sign_out", by=Actor(user.token), subject=user.token)

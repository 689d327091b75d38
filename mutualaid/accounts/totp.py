"""Codes of an authenticator app: right once, and what a wrong clock looks like."""

import hmac
from enum import Enum, auto

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from mutualaid.core import clock

from .models import User

STEP_SECONDS = 30
TOLERANCE = 1  # a step either side, for clocks and for slow typing
# Up to ten minutes off, a code is told from a guess and from nothing else.
REACH = 20


class Verdict(Enum):
    """What a code turned out to be."""

    RIGHT = auto()
    USED = auto()
    CLOCK_IS_WRONG = auto()
    WRONG = auto()


def step_now() -> int:
    """The number of the present half minute."""
    return int(clock.now().timestamp()) // STEP_SECONDS


def judged(secret: str, code: str, *, last_step: int = 0) -> tuple[Verdict, int]:
    """What the code is, and which step it is of; every step is looked at in any case."""
    now = step_now()
    matching = [
        step
        for step in range(now - REACH, now + REACH + 1)
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)), code)
    ]
    near = [step for step in matching if abs(step - now) <= TOLERANCE]
    if near:
        step = max(near)
        return (Verdict.RIGHT if step > last_step else Verdict.USED), step
    return (Verdict.CLOCK_IS_WRONG if matching else Verdict.WRONG), 0


def digits_of(typed: str) -> str:
    """The code without the gap that apps show in it; blank where it is none."""
    digits = "".join(typed.split())
    return digits if len(digits) == 6 and digits.isascii() and digits.isdigit() else ""


def add_totp(user: User, *, secret: str, step: int) -> Authenticator:
    """Keep the secret sealed; the code that proved it is used."""
    return Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.TOTP,
        data={"secret": encrypt(secret), "last_step": step},
    )


@transaction.atomic
def use_code(user: User, code: str) -> Verdict:
    """Judge a code and use it up; of two requests with one code, one is told it is used."""
    totp = (
        Authenticator.objects.select_for_update()
        .filter(user=user, type=Authenticator.Type.TOTP)
        .first()
    )
    if totp is None or not digits_of(code):
        return Verdict.WRONG
    secret, last_step = decrypt(totp.data["secret"]), totp.data.get("last_step", 0)
    verdict, step = judged(secret, digits_of(code), last_step=last_step)
    if verdict is Verdict.RIGHT:
        totp.data["last_step"], totp.last_used_at = step, clock.now()
        totp.save(update_fields=["data", "last_used_at"])
    return verdict

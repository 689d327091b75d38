"""Changing a password, and getting a new one where it was forgotten."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mutualaid.accounts.callers import Caller
from mutualaid.accounts.letters import send_letter, written
from mutualaid.accounts.limits import (
    RESET,
    RESET_FROM_ADDRESS,
    same_for_all_spellings,
    take,
)
from mutualaid.accounts.models import Session, User
from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor
from mutualaid.core.addresses import full_address
from mutualaid.core.refusal import Refused
from mutualaid.messages.mail import hand_over

from .sessions import end_sessions_of
from .signing_in import AT_THE_DOOR


def ask_for_reset(*, email: str, caller: Caller) -> Callable[[], None]:
    """What is left to do once the answer has left: sending the letter, or nothing.

    A letter takes as long as a mail server pleases, which would tell that there is an account.
    It is written in any case. Raises Refused where too much is asked from one network address,
    whatever is asked.
    """
    if take(RESET_FROM_ADDRESS, caller.address) is None:
        raise Refused(
            _("Too many letters were asked for from here. Wait a quarter of an hour.")
        )
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    is_within = take(RESET, same_for_all_spellings(email)) is not None
    _record_asking(user)
    letter = _letter(user or User(email=email), caller)
    return partial(hand_over, letter) if user and is_within else _nothing


def _letter(user: User, caller: Caller) -> EmailMessage:
    path = reverse("choose_new_password", kwargs={"key": key_of(user)})
    address = full_address(caller.host, path)
    subject, words = written(
        "password_reset", user=user, caller=caller, address=address
    )
    return EmailMessage(subject=subject, body=words, to=[user.email])


def _nothing() -> None:
    """Nobody to write to, or written to often enough."""


@transaction.atomic
def _record_asking(user: User | None) -> None:
    subject = user.token if user else ""
    record(act="accounts.ask_for_reset", by=AT_THE_DOOR, subject=subject)


def key_of(user: User) -> str:
    """What the letter's link holds: good for an hour, and until the password changes."""
    return f"{user.reference}-{default_token_generator.make_token(user)}"


def owner_of(key: str) -> User | None:
    """Whose the key is; None for one that is used, too old, or no key of ours."""
    reference, _dash, token = key.partition("-")
    user = User.objects.filter(reference=reference, is_active=True).first()
    return user if default_token_generator.check_token(user, token) else None


@transaction.atomic
def reset_password(*, key: str, password: str, caller: Caller) -> User:
    """A new password for whoever got the letter. Raises Refused where the key is no longer good."""
    user = owner_of(key)
    if user is None:
        raise Refused(_("This link has been used, or it is more than an hour old."))
    _set(user, password, caller)
    record(act="accounts.reset_password", by=Actor(user.token), subject=user.token)
    return user


@transaction.atomic
def change_password(
    *, user: User, password: str, caller: Caller, here: Session | None = None
) -> None:
    """A new password in place of the present one; every session but the one here ends."""
    _set(user, password, caller, here)
    record(act="accounts.change_password", by=Actor(user.token), subject=user.token)


def _set(
    user: User, password: str, caller: Caller, here: Session | None = None
) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions_of(user=user, by=Actor(user.token), besides=here)
    send_letter("password_changed", user=user, caller=caller)

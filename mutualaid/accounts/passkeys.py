"""Passkeys: what the browser is asked, and whether its answer holds."""

import json
from base64 import urlsafe_b64decode
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mutualaid.core.refusal import Refused

from .models import User


def asked_for_new(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey; its answer must come within this session."""
    return auth.begin_registration(user, passwordless=True)


def asked_for_known(user: User | None) -> dict[str, Any]:
    """What the browser needs to use one: of this person, or whichever it has for this site."""
    return auth.begin_authentication(user)


def new_credential(answer: str) -> dict[str, Any]:
    """The credential that was made. Raises Refused where it does not hold."""
    credential = _read(answer)
    try:
        auth.parse_registration_response(credential)
        made = auth.complete_registration(credential)
    except (ValidationError, ValueError, KeyError, TypeError):
        raise Refused(_not_taken()) from None
    finally:
        auth.clear_state()
    if not made.is_user_verified():
        raise Refused(_not_taken())
    return credential


def proved_passkey(answer: str, *, user: User | None = None) -> Authenticator:
    """The passkey that answered. Raises Refused unless it is this person's, or anybody's."""
    credential = _read(answer)
    try:
        auth.parse_authentication_response(credential)
        owner = user or _owner(credential)
        found = auth.complete_authentication(owner, credential)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        raise Refused(_not_taken()) from None
    finally:
        auth.clear_state()
    found.user = owner
    return found


def _owner(credential: dict[str, Any]) -> User:
    handle = credential["response"]["userHandle"]
    handle = urlsafe_b64decode(handle + "=" * (-len(handle) % 4)).decode()
    owner = User.objects.filter(reference=handle).first()
    if owner is None:
        raise ValueError("Nobody has this handle.")
    return owner


def _read(answer: str) -> dict[str, Any]:
    try:
        credential = json.loads(answer)
    except (ValueError, RecursionError):
        credential = None
    if not isinstance(credential, dict):
        raise Refused(_not_taken())
    return credential


def _not_taken() -> str:
    return _("The passkey was not taken. Try again, or use another way.")

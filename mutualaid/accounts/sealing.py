"""Secrets of people as the database keeps them: sealed under a key that is not in it."""

import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from mutualaid.core.derived_keys import derived


class NotOurs(Exception):
    """What was to be opened was sealed for something else, under another key, or not at all."""


def seal(text: str, *, purpose: str) -> str:
    """The text under the present key; only the same purpose opens it."""
    return _ring(purpose, *_secrets()).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str, seconds: int | None = None) -> str:
    """What was sealed, with the present key or a former one, at most so many seconds ago.

    Raises NotOurs for anything else.
    """
    try:
        opened = _ring(purpose, *_secrets()).decrypt(sealed.encode(), ttl=seconds)
    except (InvalidToken, UnicodeEncodeError):
        raise NotOurs(purpose) from None
    return opened.decode()


def digests(text: str, *, purpose: str) -> list[str]:
    """What the text looks like under each key, the present one first; nobody gets back to it."""
    keys = (derived(secret, purpose) for secret in _secrets())
    return [hmac.new(key, text.encode(), "sha256").hexdigest() for key in keys]


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=64)
def _ring(purpose: str, *secrets: str) -> MultiFernet:
    keys = (derived(secret, purpose) for secret in secrets)
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])

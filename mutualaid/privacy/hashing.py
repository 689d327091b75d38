"""Keyed hashes: what is sought by its exact words without standing in the database."""

import hmac
import unicodedata
from enum import StrEnum

from django.conf import settings

from mutualaid.core.derived_keys import derived
from mutualaid.core.refusal import Refused

SHORTEST_KEY = 32


class Purpose(StrEnum):
    """What a hash is for; each has a key of its own, so that none can be compared with another."""

    CLIENT_NAME = "client name"
    LOCAL_NUMBER = "local number"


def digest_of(text: str, purpose: Purpose, *, area_id: int) -> str:
    """HMAC-SHA256 in hex, under this purpose's key; "" for nothing. Areas have different ones."""
    plain = plainly(text)
    if not plain:
        return ""
    said = f"{area_id}/{plain}".encode()
    return hmac.digest(derived(_secret(), purpose.value), said, "sha256").hex()


def plainly(text: str) -> str:
    """However it was typed: capitals, accents written in two ways, spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _secret() -> str:
    if len(settings.HASH_KEY) < SHORTEST_KEY:
        raise Refused(
            f"MUTUALAID_HASH_KEY is missing or shorter than {SHORTEST_KEY} characters, and no "
            "client is kept or sought without it; set it, or let `mutualaid new-key` write one."
        )
    return settings.HASH_KEY

"""Keyed hashes: what is sought by its exact words without standing in the database."""

import hmac
import unicodedata
from enum import StrEnum

from mutualaid.core.derived_keys import derived

from .key_files import HASHES


class Purpose(StrEnum):
    """What a hash is for; each has a key of its own, so that none can be compared with another."""

    CLIENT_NAME = "client name"


def digest_of(text: str, purpose: Purpose, *, area_id: int) -> str:
    """HMAC-SHA256 in hex, under this purpose's key; "" for nothing. Areas have different ones."""
    return _digest(text, purpose, area_id, HASHES.current())


def digests_of(text: str, purpose: Purpose, *, area_id: int) -> list[str]:
    """What to look for: the digest under the present key and, while it changes, the former ones."""
    digests = (_digest(text, purpose, area_id, secret) for secret in HASHES.all())
    return [digest for digest in digests if digest]


def plainly(text: str) -> str:
    """However it was typed: capitals, accents written in two ways, spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _digest(text: str, purpose: Purpose, area_id: int, secret: str) -> str:
    plain = plainly(text)
    if not plain:
        return ""
    said = f"{area_id}/{plain}".encode()
    return hmac.digest(derived(secret, purpose.value), said, "sha256").hex()

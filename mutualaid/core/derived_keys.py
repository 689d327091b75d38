"""A key for one purpose out of a secret that serves several; none tells anything of another."""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH = 32


@lru_cache(maxsize=128)
def derived(secret: str, purpose: str) -> bytes:
    """32 bytes by HKDF-SHA256 (RFC 5869)."""
    info = f"mutualaid {purpose}".encode()
    return HKDF(SHA256(), length=LENGTH, salt=None, info=info).derive(secret.encode())

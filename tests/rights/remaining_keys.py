"""Every key that is left anywhere, tried on what was sealed before."""

from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from raw_bytes import vault_files

from mutualaid.core.derived_keys import derived
from mutualaid.privacy.sealing import VERSION
from mutualaid.privacy.shelves import EVERY_SHELF
from mutualaid.privacy.vault import KEY_BYTES, NONCE_BYTES, all_keys, unwrap

TAG_BYTES = 16
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES


def remaining_keys(token: str) -> set[bytes]:
    """The keys of everybody else, the installation's, and whatever the vault's bytes still give."""
    return {
        *(unwrap(kept) for kept in all_keys()),
        *_of_the_installation(),
        *_in_the_bytes(token),
    }


def _of_the_installation() -> Iterator[bytes]:
    for told in (settings.VAULT_KEY, *settings.VAULT_OLD_KEYS, settings.HASH_KEY):
        yield told.encode()[:KEY_BYTES]
        for purpose in ("vault", "id of a vault key", "client name", "local number"):
            yield derived(told, purpose)


def _in_the_bytes(token: str) -> Iterator[bytes]:
    """At every place of every file of the vault: what opens as a wrapped key of this person."""
    secrets = [
        AESGCM(derived(told, "vault"))
        for told in (settings.VAULT_KEY, *settings.VAULT_OLD_KEYS)
    ]
    abouts = [f"{token}/{shelf}".encode() for shelf in EVERY_SHELF]
    for file in vault_files():
        kept = file.read_bytes()
        for start in range(len(kept) - WRAPPED_BYTES + 1):
            piece = kept[start : start + WRAPPED_BYTES]
            if piece.count(0) > WRAPPED_BYTES // 2:
                continue  # nothing random is half empty
            for secret in secrets:
                yield from _opened(secret, piece, abouts)


def opens(sealed: bytes, keys: set[bytes], abouts: list[bytes]) -> bool:
    """Whether any key opens this for any person, shelf and column."""
    piece = sealed[len(VERSION) :]
    return any(list(_opened(AESGCM(key), piece, abouts)) for key in keys)


def _opened(secret: AESGCM, piece: bytes, abouts: list[bytes]) -> Iterator[bytes]:
    nonce, rest = piece[:NONCE_BYTES], piece[NONCE_BYTES:]
    for about in abouts:
        try:
            yield secret.decrypt(nonce, rest, about)
        except InvalidTag:
            continue

"""Changing the vault key and the hash key, cut off anywhere and done again.

The former key is written to the file of former keys before the new one takes its place, and
leaves that file only when nothing is closed under it any more.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from mutualaid.core.refusal import Refused

from .key_files import HASHES, VAULT, Ring
from .vault import (
    Wrapped,
    all_keys,
    current_vault_key,
    locked_vault,
    unwrap,
    wrap,
)

BATCH = 500
OWNER_ONLY = 0o600

# Hashes some rows of an app anew under the present key; says how many were left to do.
Rehash = Callable[[], int]
_rehashes: list[Rehash] = []


def register_rehash(rehash: Rehash) -> Rehash:
    """Let an app hash its own rows anew when the hash key has changed."""
    _rehashes.append(rehash)
    return rehash


def begin_rotation(ring: Ring) -> bool:
    """Put a new key in place; False where a rotation was begun and has not ended.

    Raises Refused for a key of the environment, which nobody can change from here.
    """
    if ring.former() and ring.current() not in ring.former():
        return False
    if ring.is_from_environment():
        raise Refused(
            f"{ring.variable} comes from the environment: put a new key there and the present "
            f"one into MUTUALAID_{ring.old_setting}, start again, and run this command once more."
        )
    replace_file(ring.old_file, ring.current())
    replace_file(ring.file, secrets.token_urlsafe(50))
    return True


def rewrap_keys() -> Iterator[int]:
    """Wrap every key of the vault under the present vault key; tells how many, batch by batch."""
    while True:
        with locked_vault() as vault:
            id_, secret = current_vault_key()
            rows = vault.execute(
                "SELECT token, shelf, wrapped, vault_key FROM keys WHERE vault_key <> ? LIMIT ?",
                (id_, BATCH),
            ).fetchall()
            for kept in (Wrapped(*row) for row in rows):
                anew = wrap(unwrap(kept), kept.token, kept.shelf, secret)
                vault.execute(
                    "UPDATE keys SET wrapped = ?, vault_key = ? WHERE token = ? AND shelf = ?",
                    (anew, id_, kept.token, kept.shelf),
                )
        if not rows:
            return
        yield len(rows)


def rehash_rows() -> Iterator[int]:
    """Hash every row anew; tells how many, round by round."""
    for rehash in _rehashes:
        while done := rehash():
            yield done


def end_rotation(ring: Ring) -> bool:
    """Let the former keys go where nothing needs them; False where the environment has some."""
    with locked_vault():
        if ring is VAULT:
            id_, _ = current_vault_key()
            if any(kept.vault_key != id_ for kept in all_keys()):
                raise Refused("Some keys are still wrapped under a former vault key.")
        ring.old_file.unlink(missing_ok=True)
        _sync(ring.old_file.parent)
    return not ring.former()


def replace_file(file: Path, words: str) -> None:
    """Write a file of the owner's as a whole or not at all; it is on disk when this returns."""
    fresh = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        os.write(handle, words.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    fresh.replace(file)
    _sync(file.parent)


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


__all__ = [
    "HASHES",
    "VAULT",
    "begin_rotation",
    "end_rotation",
    "register_rehash",
    "rehash_rows",
    "replace_file",
    "rewrap_keys",
]

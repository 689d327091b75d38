"""The vault: the keys that people's words are sealed with, outside the database (ADR 0032).

Everybody has a key for each shelf of what is kept about them. A key that was destroyed is gone
from here at once, and every word sealed with it is gone with it, in the database and in each of
its backups. The keys themselves are wrapped under the installation's vault key.
"""

import errno
import os
import secrets
import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from mutualaid.core import clock
from mutualaid.core.derived_keys import derived
from mutualaid.core.refusal import Refused

from .key_files import VAULT
from .ledger import is_erased
from .shelves import Shelf

FILE_NAME = "keys.sqlite3"
KEY_BYTES, NONCE_BYTES = 32, 12

_SETTING_UP = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    """CREATE TABLE IF NOT EXISTS keys (
           token TEXT NOT NULL, shelf TEXT NOT NULL, wrapped BLOB NOT NULL,
           vault_key TEXT NOT NULL, made_on TEXT NOT NULL, PRIMARY KEY (token, shelf)
       ) WITHOUT ROWID""",
)
_open = threading.local()


class NoKey(LookupError):
    """There is no key, since it was destroyed or never made: the words are gone for good."""


class VaultFault(OSError):
    """The vault cannot be reached, or lacks a key that nobody destroyed: a fault of the store."""

    def __init__(self, words: str) -> None:
        super().__init__(errno.EIO, words)


class WrongVaultKey(Refused):
    """The vault was wrapped under a key that the installation does not have."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key as the vault keeps it."""

    token: str
    shelf: str
    wrapped: bytes
    vault_key: str


def vault_file() -> Path:
    return Path(settings.VAULT_DIR) / FILE_NAME


def key_of(token: str, shelf: Shelf) -> bytes:
    """Somebody's key. Raises NoKey, WrongVaultKey."""
    found = (
        _vault()
        .execute(
            "SELECT wrapped, vault_key FROM keys WHERE token = ? AND shelf = ?",
            (token, shelf.value),
        )
        .fetchone()
    )
    if found is None:
        raise NoKey(shelf.value)
    return unwrap(Wrapped(token, shelf.value, *found))


def key_of_sealed(token: str, shelf: Shelf) -> bytes:
    """The key of something that was sealed, so that there was one.

    Raises NoKey where it was destroyed, and VaultFault where it is missing without a line in the
    ledger: then a vault was lost, and nothing must pass for erased.
    """
    try:
        return key_of(token, shelf)
    except NoKey:
        if is_erased(token, shelf):
            raise
        raise VaultFault("A key is missing that nobody has destroyed.") from None


def make_key(token: str, shelf: Shelf) -> bytes:
    """Somebody's key, made where there is none yet. Raises NoKey for somebody erased.

    It is on disk before anything sealed with it is: a key too many opens nothing.
    """
    with suppress(NoKey):
        return key_of(token, shelf)
    with locked_vault() as vault:
        # Asked for inside: whoever erases, or changes the vault key, waits for this or this for
        # them. An erasing enters the ledger first, so it is seen here or takes this key along.
        if is_erased(token, shelf):
            raise NoKey(shelf.value)
        id_, secret = current_vault_key()
        wrapped = wrap(secrets.token_bytes(KEY_BYTES), token, shelf.value, secret)
        vault.execute(
            "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?, ?)",
            (token, shelf.value, wrapped, id_, clock.today().isoformat()),
        )
    return key_of(token, shelf)


def destroy_keys(token: str, shelves: Collection[Shelf]) -> int:
    """Destroy these keys, and what the vault's own journal has of them; how many there were."""
    vault, marks = _vault(), ", ".join("?" * len(shelves))
    gone = vault.execute(
        f"DELETE FROM keys WHERE token = ? AND shelf IN ({marks})",  # noqa: S608
        (token, *(shelf.value for shelf in shelves)),
    ).rowcount
    vault.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone


def all_keys() -> Iterator[Wrapped]:
    """Every key as it is kept."""
    for row in _vault().execute("SELECT token, shelf, wrapped, vault_key FROM keys"):
        yield Wrapped(*row)


def current_vault_key() -> tuple[str, bytes]:
    """The id and the secret that new keys are wrapped under. Raises Refused for want of one."""
    return id_and_secret(VAULT.current())


def wrap(key: bytes, token: str, shelf: str, secret: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(secret).encrypt(nonce, key, f"{token}/{shelf}".encode())


def unwrap(kept: Wrapped) -> bytes:
    """Raises WrongVaultKey."""
    known = dict(map(id_and_secret, VAULT.all()))
    nonce, sealed = kept.wrapped[:NONCE_BYTES], kept.wrapped[NONCE_BYTES:]
    about = f"{kept.token}/{kept.shelf}".encode()
    try:
        return AESGCM(known[kept.vault_key]).decrypt(nonce, sealed, about)
    except (KeyError, InvalidTag):
        raise WrongVaultKey(
            "The keys of clients were wrapped under another vault key than this installation "
            "has; set MUTUALAID_VAULT_KEY to that one, or restore it."
        ) from None


def id_and_secret(told: str) -> tuple[str, bytes]:
    """By which name the vault knows a vault key, and what wraps under it."""
    return derived(told, "id of a vault key").hex()[:8], derived(told, "vault")


@contextmanager
def locked_vault() -> Iterator[sqlite3.Connection]:
    """The vault for one writer at a time; kept at the end, or undone by an error."""
    vault = _vault()
    vault.execute("BEGIN IMMEDIATE")
    try:
        yield vault
    except BaseException:
        vault.execute("ROLLBACK")
        raise
    vault.execute("COMMIT")


def _vault() -> sqlite3.Connection:
    """This thread's connection; a fork, or another directory, gets its own."""
    wanted = (os.getpid(), str(vault_file()))
    if getattr(_open, "of", None) != wanted:
        _open.vault, _open.of = _connect(vault_file()), wanted
    vault: sqlite3.Connection = _open.vault
    return vault


def _connect(file: Path) -> sqlite3.Connection:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        raise VaultFault("The vault cannot be reached.") from error
    vault = sqlite3.connect(file, timeout=20, isolation_level=None)
    for statement in _SETTING_UP:
        vault.execute(statement)
    return vault


def forget_vault() -> None:
    """Close this thread's connection: another file is about to take its place."""
    if getattr(_open, "of", None):
        _open.vault.close()
        _open.of = None

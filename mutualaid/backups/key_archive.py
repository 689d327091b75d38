"""The archive of keys: the vault, the ledger of erasures, and the installation's own keys.

There is one at a place at a time, so that an erased person's key lives on in no older one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from mutualaid.privacy.ledger import ledger_file
from mutualaid.privacy.vault import vault_file

from .age_files import seal_file
from .copying import in_memory
from .host_key import recipient
from .manifest import Holds, Manifest
from .packing import MANIFEST, Packer, compressed
from .places import keys_name, only_one, stamp

VAULT, LEDGER, KEYS = "vault.sqlite3", "erased.jsonl", "keys"


def write_key_archive(place: Path, name: str) -> Path:
    """Put a new one in the place of the last. One writer at a time: the newest copy wins."""
    target = place / keys_name(name)
    with only_one("backup-keys", wait=True):
        seal_file(target, compressed(_pieces(name)), recipient())
    return target


def _pieces(name: str) -> Iterator[bytes]:
    """The keys first, the ledger after them: who is erased in between is in it."""
    packer, made_at = Packer(), stamp()
    for file, told in key_files().items():
        yield from packer.words(f"{KEYS}/{file}", told.encode())
    if vault_file().is_file():
        yield from packer.words(VAULT, in_memory(vault_file()))
    yield from packer.file(LEDGER, ledger_file())
    said = Manifest(Holds.KEYS, name, made_at, dict(packer.sums))
    yield from packer.words(MANIFEST, said.as_bytes())
    yield from packer.end()


def key_files() -> dict[str, str]:
    """Every key of the installation by its file, wherever it comes from."""
    found = {}
    for file, variable in FILES.items():
        path = Path(settings.DATA_DIR) / file
        told = os.environ.get(variable, "").strip()
        told = told or (path.read_text().strip() if path.is_file() else "")
        if told:
            found[file] = told
    return found


# The files of the data directory, and the variables that go before them.
FILES = {
    "secret-key": "MUTUALAID_SECRET_KEY",
    "secret-old-keys": "MUTUALAID_OLD_SECRET_KEYS",
    "log-key": "MUTUALAID_LOG_KEY",
    "log-old-keys": "MUTUALAID_LOG_OLD_KEYS",
    "vault-key": "MUTUALAID_VAULT_KEY",
    "vault-old-keys": "MUTUALAID_VAULT_OLD_KEYS",
    "hash-key": "MUTUALAID_HASH_KEY",
    "hash-old-keys": "MUTUALAID_HASH_OLD_KEYS",
}

"""The archive of keys: the vault, the ledger of erasures, and the installation's own keys.

There is one at a place at a time, so that an erased person's key lives on in no older one.
"""

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
# What the settings put where there is none.
NO_SECRET_KEY = "no-key-yet: good for commands that sign nothing"  # noqa: S105
# The files of the data directory, and the settings that the environment fills.
FILES = {
    "secret-key": "SECRET_KEY",
    "secret-old-keys": "SECRET_KEY_FALLBACKS",
    "log-key": "LOG_KEY",
    "log-old-keys": "LOG_OLD_KEYS",
    "vault-key": "VAULT_KEY",
    "vault-old-keys": "VAULT_OLD_KEYS",
    "hash-key": "HASH_KEY",
    "hash-old-keys": "HASH_OLD_KEYS",
}


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
    found = {name: " ".join(_words(name, setting)) for name, setting in FILES.items()}
    return {name: told for name, told in found.items() if told}


def _words(name: str, setting: str) -> list[str]:
    """The environment goes before the file; of former keys both count."""
    told = getattr(settings, setting)
    path = Path(settings.DATA_DIR) / name
    in_file = path.read_text().split() if path.is_file() else []
    if isinstance(told, str):
        return [told] if told and told != NO_SECRET_KEY else in_file
    return list(dict.fromkeys([*told, *in_file]))

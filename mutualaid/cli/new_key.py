"""Write the keys that the data directory lacks: for signing, the log, the vault, and hashes."""

import os
import secrets
from pathlib import Path

import click
from django.conf import settings

KEY_FILE = "secret-key"
LOG_KEY_FILE = "log-key"
VAULT_KEY_FILE = "vault-key"
HASH_KEY_FILE = "hash-key"
KEY_FILES = (KEY_FILE, LOG_KEY_FILE, VAULT_KEY_FILE, HASH_KEY_FILE)
OWNER_ONLY = 0o600


def ensure_key(data_dir: Path, name: str = KEY_FILE) -> bool:
    """Write a random key that only the owner may read; says whether one was needed."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(
            data_dir / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY
        )
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return True


def ensure_keys() -> list[str]:
    """Write every key that is missing and let this process use it; the names of the files."""
    written = [name for name in KEY_FILES if _ensure(name)]
    if KEY_FILE in written:
        # The settings were read before there was a key to read.
        settings.SECRET_KEY = _read(KEY_FILE)
    if LOG_KEY_FILE in written and not settings.LOG_KEY:
        settings.LOG_KEY = _read(LOG_KEY_FILE)
    return written


def _ensure(name: str) -> bool:
    return ensure_key(settings.DATA_DIR, name)


def _read(name: str) -> str:
    return (settings.DATA_DIR / name).read_text().strip()


@click.command
def command() -> None:
    """Write the keys that are missing in the data directory; those that are there stay."""
    written = ensure_keys()
    click.echo(
        f"Written: {', '.join(written)}."
        if written
        else "The keys are there already; they stay."
    )

"""Write a secret key into the data directory, where there is none."""

import os
import secrets
from pathlib import Path

import click
from django.conf import settings

KEY_FILE = "secret-key"
OWNER_ONLY = 0o600


def ensure_key(data_dir: Path) -> bool:
    """Write a random key that only the owner may read; says whether one was needed."""
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(
            data_dir / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY
        )
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return True


@click.command
def command() -> None:
    """Write a secret key into the data directory; one that is there stays."""
    written = ensure_key(settings.DATA_DIR)
    click.echo(
        "A new key was written." if written else "There is a key already; it stays."
    )

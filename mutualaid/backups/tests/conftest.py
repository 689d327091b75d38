"""An installation of its own for each test: a data directory, a place for backups, a key."""

from pathlib import Path

import pytest

from mutualaid.backups import host_key
from mutualaid.privacy.vault import forget_vault

PAIR = host_key.new_pair()
OTHER = host_key.new_pair()


@pytest.fixture(autouse=True)
def installation(settings, tmp_path) -> Path:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    settings.DATA_DIR = data
    settings.VAULT_DIR = data / "vault"
    settings.ANCHORS_DIR = data / "anchors"
    settings.FILES_DIR = data / "files"
    settings.BACKUPS_DIR = tmp_path / "place"
    settings.BACKUP_RECIPIENT = PAIR.recipient
    forget_vault()
    yield data
    forget_vault()


@pytest.fixture
def identity(tmp_path) -> Path:
    """The kept key, in a file away from the host."""
    file = tmp_path / "kept" / "identity"
    file.parent.mkdir()
    file.write_text(f"# kept by two people\n{PAIR.identity}\n")
    return file

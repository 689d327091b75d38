"""Looking for words in the bytes that a database, a vault and a folder of files are made of."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mutualaid.core.database_roles import as_owner
from mutualaid.core.tests.database_roles import on_postgresql


def database_files() -> list[Path]:
    """The main file with what stands beside it; on PostgreSQL every file of its tables."""
    if not on_postgresql():
        main = Path(connection.settings_dict["NAME"])
        return sorted(main.parent.glob(f"{main.name}*"))
    host = Path(connection.settings_dict["OPTIONS"]["host"])
    tables = host / "data" / "base"
    if not tables.is_dir():
        pytest.skip("the tables of this PostgreSQL are not on this machine")
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (oid,) = cursor.fetchone()
    return sorted(each for each in (tables / str(oid)).iterdir() if each.is_file())


def settle() -> None:
    """What the operator does now and then: on PostgreSQL, clear out dead rows."""
    if on_postgresql():
        with as_owner() as owner, owner.cursor() as cursor:
            cursor.execute("VACUUM (FULL)")


def files_in(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file())


def found_in(files: Iterable[Path], words: Iterable[bytes]) -> Iterator[str]:
    """Which of the words stand where."""
    sought = list(words)
    for file in files:
        kept = file.read_bytes()
        yield from (f"{word!r} in {file.name}" for word in sought if word in kept)


def spellings(words: Iterable[str]) -> list[bytes]:
    """As text, as wide text, and as part of a JSON string."""
    return [
        word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le")
    ]


def copied(folder: Path) -> Path:
    """A copy of the database, the write-ahead log with it, as a back-up would take it."""
    folder.mkdir()
    for file in database_files():
        shutil.copy(file, folder / file.name)
    return folder / Path(connection.settings_dict["NAME"]).name


def put_back(copy: Path) -> None:
    """The database is as it was when the copy was taken."""
    main = Path(connection.settings_dict["NAME"])
    connection.close()
    for file in database_files():
        file.unlink()
    for file in copy.parent.iterdir():
        shutil.copy(file, main.parent / file.name)


def vault_files() -> list[Path]:
    return files_in(Path(settings.VAULT_DIR))

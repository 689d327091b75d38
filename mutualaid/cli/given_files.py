"""Files named on the command line, read whole; every refusal names the file and the reason."""

import json
import tomllib
from pathlib import Path
from typing import Any

from mutualaid.core.refusal import Refused
from mutualaid.directory.formats.field_names import FieldNames
from mutualaid.directory.formats.mapping import SourceMapping
from mutualaid.directory.formats.records import FormatError

LARGEST_FILE = 100_000_000  # bytes


def whole_file(path: Path) -> bytes:
    """What the file holds. Raises Refused."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Refused(f"{path}: there is no such file.") from error
    except IsADirectoryError as error:
        raise Refused(f"{path}: this is a folder, not a file.") from error
    except OSError as error:
        why = (error.strerror or "the disk failed").lower()
        raise Refused(f"{path}: it could not be read, {why}.") from error
    if len(data) > LARGEST_FILE:
        raise Refused(f"{path}: it is larger than {LARGEST_FILE // 1_000_000} MB.")
    if not data.strip():
        raise Refused(f"{path}: it is empty.")
    return data


def mapping_in(path: Path) -> dict[str, Any]:
    """What a source's headings and words mean: the parts of formats.mapping. Raises Refused."""
    table = _table(path, whole_file(path))
    try:
        mapping = SourceMapping.of(table)
        FieldNames(mapping.headings).known(mapping.otherwise)
    except FormatError as error:
        raise Refused(f"{path}: {error}") from error
    return table


def _table(path: Path, data: bytes) -> dict[str, Any]:
    try:
        text = data.decode("utf-8-sig")
        is_json = text.lstrip().startswith(("{", "["))
        table = json.loads(text) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{path}: it is neither JSON nor TOML.") from error
    if not isinstance(table, dict):
        raise Refused(f"{path}: it is a list, not a table of headings and fields.")
    return table

"""Files named on the command line, read whole; every refusal names the file and the reason."""

import json
import tomllib
from pathlib import Path
from typing import Any

from mutualaid.core.refusal import Refused

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


def mapping_in(path: Path) -> dict[str, str]:
    """A table from a source's headings to our names of fields. Raises Refused."""
    table = _table(path, whole_file(path))
    for heading, field in table.items():
        if not isinstance(field, str):
            raise Refused(
                f"{path}: the heading “{heading}” stands for something that is not a "
                "name in quotation marks."
            )
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

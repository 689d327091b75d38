"""Sets a list of meetings as a tagged PDF."""

from pathlib import Path
from typing import Any

from mutualaid.design_system.printing.paper import pictures, typeset

TEMPLATE = Path(__file__).parent / "list.typ"


def pdf_of(told: dict[str, Any]) -> bytes:
    """The PDF of what `printed_list` says."""
    return typeset(TEMPLATE, told)


def pictures_of(told: dict[str, Any]) -> list[bytes]:
    """The same pages as PNG, to be looked at."""
    return pictures(TEMPLATE, told)

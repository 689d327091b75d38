"""Sets what a template of ours prints as a tagged PDF (made to the rules of PDF/UA-1)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .letters import Letters

FONTS = Path(__file__).parent / "fonts"  # gathered by build_assets.py


def typeset(template: Path, told: dict[str, Any]) -> bytes:
    """A tagged PDF of any template of ours that reads `sys.inputs.told`.

    What people wrote stays text: it comes as JSON.
    """
    return typst.compile(format="pdf", pdf_standards=["ua-1"], **_given(template, told))


def pictures(template: Path, told: dict[str, Any]) -> list[bytes]:
    """The same pages as PNG, to be looked at."""
    made = typst.compile(format="png", ppi=70, **_given(template, told))
    return made if isinstance(made, list) else [made]


def _given(template: Path, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "input": template.read_bytes(),
        "font_paths": _fonts(),
        "sys_inputs": {"told": json.dumps(_legible(told), ensure_ascii=False)},
    }


def _legible(told: Any) -> Any:
    """The same with every text in letters that there are."""
    if isinstance(told, str):
        return _letters().legible(told)
    if isinstance(told, dict):
        return {name: _legible(value) for name, value in told.items()}
    return [_legible(each) for each in told] if isinstance(told, list) else told


@cache
def _fonts() -> typst.Fonts:
    """The same letters on every machine: those gathered, and none of the system's."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


@cache
def _letters() -> Letters:
    return Letters(FONTS.glob("*.ttf"))

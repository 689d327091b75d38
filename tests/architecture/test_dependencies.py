import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = [
    path
    for path in sorted((ROOT / "mutualaid").rglob("*.py"))
    if "tests" not in path.parts
]
MOST_DIRECT = 22

# Used without an import of ours.
USED_OTHERWISE = {
    "argon2-cffi": "Django hashes passwords with it",
    "psycopg": "Django loads it where DATABASE_URL asks for PostgreSQL",
    "tzdata": "zoneinfo reads it where the system has no time zones",
}

# A package that comes with a direct one as a part of it.
PARTS = {"markupsafe": "jinja2", "asgiref": "django"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {
        plain(re.match(r"[\w.-]+", line).group()) for line in project["dependencies"]
    }


def mentioned(tree: ast.Module) -> set[str]:
    """Top names of what a module imports or names as a dotted path, as settings do."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module)
        elif isinstance(node, ast.Constant) and re.fullmatch(
            r"[a-z]\w*(\.\w+)*", str(node.value)
        ):
            found.add(node.value)
    return {str(name).partition(".")[0] for name in found}


def imported(tree: ast.Module) -> set[str]:
    imports = [
        node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    return mentioned(ast.Module(body=imports, type_ignores=[]))


def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in PRODUCT]


class TestDirectDependencies:
    def test_are_all_used(self):
        owners = packages_distributions()
        names = set().union(*(mentioned(tree) for tree in trees()))
        used = {plain(owner) for name in names for owner in owners.get(name, [])}

        assert direct() - used - set(USED_OTHERWISE) == set()

    def test_are_all_that_we_import(self):
        owners = packages_distributions()
        names = set().union(*(imported(tree) for tree in trees()))
        names = {PARTS.get(name, name) for name in names}
        names -= set(sys.stdlib_module_names) | {"mutualaid"}
        undeclared = {
            name
            for name in names
            if not {plain(owner) for owner in owners.get(name, [])} & direct()
        }

        assert undeclared == set()

    def test_are_few(self):
        assert len(direct()) <= MOST_DIRECT

    def test_each_say_why(self):
        text = (ROOT / "pyproject.toml").read_text()
        block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.M | re.S).group(1)
        silent = [line for line in block.splitlines() if not re.search(r"# \w", line)]

        assert silent == []

"""Makes every check of the code wrong in turn: what the doors' tests must then notice."""

import ast
import difflib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
}


@dataclass(frozen=True)
class Edit:
    """One field of one node, and what stands there in the mutant."""

    node: ast.AST
    field: str
    new: Any
    what: str


@dataclass(frozen=True)
class Mutant:
    """One function, or one constant of a module, with one check made wrong.

    `code` takes the place of the function's; for a constant it is an expression.
    """

    module: str
    name: str
    what: str
    line: int
    code: CodeType
    is_constant: bool
    diff: str

    @property
    def key(self) -> str:
        """As matrix.toml names one; the line is left out, because it moves."""
        return f"{self.module}:{self.name}: {self.what}"

    @property
    def address(self) -> str:
        """One of a kind as long as the code stands still."""
        return f"{self.key} (line {self.line})"


class Target:
    """One function or constant that decides who may do what, in its parsed module."""

    def __init__(self, module: ModuleType, tree: ast.Module, node: ast.stmt, name: str):
        self.module, self.tree, self.node, self.name = module, tree, node, name

    def mutants(self, edits: Iterator[Edit]) -> Iterator[Mutant]:
        """Each edit made, compiled and taken back."""
        before = ast.unparse(self.node)
        for edit in edits:
            old = getattr(edit.node, edit.field)
            setattr(edit.node, edit.field, edit.new)
            try:
                after = ast.unparse(self.node)
                yield Mutant(
                    self.module.__name__,
                    self.name,
                    edit.what,
                    getattr(edit.node, "lineno", 0),
                    self._compiled(),
                    isinstance(self.node, ast.Assign | ast.AnnAssign),
                    _difference(before, after),
                )
            finally:
                setattr(edit.node, edit.field, old)

    def _compiled(self) -> CodeType:
        file = self.module.__file__ or ""
        if isinstance(self.node, ast.Assign | ast.AnnAssign):
            assert self.node.value is not None
            expression = ast.fix_missing_locations(ast.Expression(self.node.value))
            return compile(expression, file, "eval")
        tree = ast.fix_missing_locations(self.tree)
        whole = compile(tree, file, "exec", dont_inherit=True)
        found = [code for code in codes_in(whole) if code.co_qualname == self.name]
        return found[-1]


def _difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), lineterm="", n=0
    )
    return "\n".join(line for line in lines if line[:3] not in ("---", "+++", "@@ "))


def codes_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes_in(constant)


def parsed(name: str) -> tuple[ModuleType, ast.Module]:
    """A module with its source, read anew."""
    module = importlib.import_module(name)
    return module, ast.parse(Path(module.__file__ or "").read_text("utf-8"))


def targets(module: ModuleType, tree: ast.Module) -> Iterator[Target]:
    """Every function and method of the module, and its constants."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield Target(module, tree, node, node.name)
        elif isinstance(node, ast.ClassDef):
            for each in node.body:
                if isinstance(each, ast.FunctionDef):
                    yield Target(module, tree, each, f"{node.name}.{each.name}")
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            names = node.targets if isinstance(node, ast.Assign) else [node.target]
            if isinstance(names[0], ast.Name):
                yield Target(module, tree, node, names[0].id)


def wrong_checks(target: Target) -> Iterator[Edit]:
    """Each answer, condition, comparison, role, filter and statement of it made wrong."""
    names, told = vars(target.module), _told_apart(target.node)
    for node in _inside(target.node):
        yield from _wrong_conditions(node)
        yield from _wrong_filters(node)
        yield from _wrong_members(node, names, told.get(node, frozenset()))
        yield from _dropped_statements(node)
    yield from _negated_answers(target.node)


def _inside(node: ast.stmt) -> Iterator[ast.AST]:
    """What a function does, or a constant is; not what its types are."""
    waiting: list[ast.AST] = [node]
    while waiting:
        each = waiting.pop(0)
        yield each
        types = {getattr(each, "annotation", None), getattr(each, "returns", None)}
        types |= {getattr(each, "args", None)} if each is node else set()
        waiting += [part for part in ast.iter_child_nodes(each) if part not in types]


def _told_apart(function: ast.stmt) -> dict[ast.AST, frozenset[str]]:
    """For each "is one of", the roles that have had their answer before it is asked."""
    found: dict[ast.AST, frozenset[str]] = {}
    answered: frozenset[str] = frozenset()
    for each in getattr(function, "body", ()):
        for node in ast.walk(each):
            if _called(node) == "is_one_of":
                found[node] = answered
        test = getattr(each, "test", None)
        is_asked = isinstance(each, ast.If) and _called(test) == "is_one_of"
        if is_asked and isinstance(each.body[-1], ast.Return):
            answered |= {getattr(role, "attr", "") for role in test.args}
    return found


def dropped_guards(target: Target) -> Iterator[Edit]:
    """A view without its `require`, and without its scope."""
    for node in ast.walk(target.node):
        for field, number, each in _statements(node):
            if _called(getattr(each, "value", None)) == "require":
                yield _without(node, field, number)
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.AST) and _called(value) == "visible_to":
                what = f"without the scope of {_short(value)}"
                yield Edit(node, field, value.func.value, what)  # type: ignore[attr-defined]
        for number, each in enumerate(node.args if isinstance(node, ast.Call) else ()):
            if _called(each) == "visible_to":
                what = f"without the scope of {_short(each)}"
                yield Edit(node, "args", _put(node.args, number, each.func.value), what)


def _put(given: list, number: int, *new: ast.AST) -> list:
    """A list with something else, or nothing, in one place."""
    return [*given[:number], *new, *given[number + 1 :]]


def _without(node: ast.AST, field: str, number: int) -> Edit:
    """A statement left out."""
    given = getattr(node, field)
    what = f"without {_short(given[number])}"
    return Edit(node, field, _put(given, number, ast.Pass()), what)


def _wrong_conditions(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            what = f"if {_short(node.test)}: always {value}"
            yield Edit(node, "test", ast.Constant(value), what)
    if isinstance(node, ast.BoolOp):
        neutral = ast.Constant(isinstance(node.op, ast.And))
        for number, value in enumerate(node.values):
            rest = _put(node.values, number, neutral)
            yield Edit(node, "values", rest, f"without {_short(value)}")
    if isinstance(node, ast.Compare) and type(node.ops[0]) in FLIPPED:
        flipped = FLIPPED[type(node.ops[0])]()
        yield Edit(node, "ops", [flipped], f"opposite of {_short(node)}")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd):
        for side, other in (("left", "right"), ("right", "left")):
            same = getattr(node, other)
            what = f"without {_short(getattr(node, side))}"
            yield Edit(node, side, same, what)


def _wrong_filters(node: ast.AST) -> Iterator[Edit]:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return
    if node.func.attr in ("filter", "exclude"):
        for field in ("args", "keywords"):
            given = getattr(node, field)
            for number, each in enumerate(given):
                rest = _put(given, number)
                what = f"{node.func.attr} without {ast.unparse(each)}"
                yield Edit(node, field, rest, what)
    if node.func.attr == "none":
        yield Edit(node.func, "attr", "all", f"all instead of {_short(node)}")


def _wrong_members(
    node: ast.AST, names: dict[str, Any], answered: frozenset[str]
) -> Iterator[Edit]:
    """Each named member of an enum taken out of a set of them, and each other one put in."""
    field = "args" if _called(node) == "is_one_of" else "elts"
    given = getattr(node, field, None)
    if not given or not all(_is_member(each, names) for each in given):
        return
    enum = names[given[0].value.id]
    inside = {each.attr for each in given} | answered
    for number, each in enumerate(given):
        rest = _put(given, number)
        yield Edit(node, field, rest, f"without {ast.unparse(each)}")
    for member in enum:
        if member.name not in inside:
            more = ast.parse(f"{given[0].value.id}.{member.name}", mode="eval").body
            yield Edit(node, field, [*given, more], f"with {ast.unparse(more)}")


def _is_member(node: ast.AST, names: dict[str, Any]) -> bool:
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
        return False
    found = names.get(node.value.id)
    return isinstance(found, type) and issubclass(found, Enum)


def _dropped_statements(node: ast.AST) -> Iterator[Edit]:
    for field, number, each in _statements(node):
        is_call = isinstance(each, ast.Expr) and isinstance(each.value, ast.Call)
        if is_call or isinstance(each, ast.AugAssign):
            yield _without(node, field, number)


def _negated_answers(function: ast.stmt) -> Iterator[Edit]:
    if not isinstance(function, ast.FunctionDef):
        return
    if getattr(function.returns, "id", "") != "bool":
        return
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            opposite = ast.UnaryOp(ast.Not(), node.value)
            yield Edit(node, "value", opposite, f"return not {_short(node.value)}")


def _statements(node: ast.AST) -> Iterator[tuple[str, int, ast.stmt]]:
    for field in ("body", "orelse"):
        value = getattr(node, field, None)
        if isinstance(value, list):
            for number, each in enumerate(value):
                yield field, number, each


def _called(node: ast.AST | None) -> str:
    """The name of what is called, if something is."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else f"{text[:57]}..."

import ast
from pathlib import Path

import pytest

LONGEST_MODULE = {"product": 350, "tests": 600}
LONGEST_FUNCTION = {"product": 50, "tests": 60}
LONGEST_TEMPLATE = 160


def kind(path: Path) -> str:
    is_test = "tests" in path.parts or path.name == "conftest.py"
    return "tests" if is_test else "product"


@pytest.fixture(scope="module")
def modules(project_files) -> list[Path]:
    return [
        path
        for path in project_files
        if path.suffix == ".py" and "migrations" not in path.parts
    ]


class TestSizes:
    def test_of_modules_can_be_read_in_one_sitting(self, modules):
        long = [
            f"{path}: {lines} lines"
            for path in modules
            if (lines := len(path.read_text("utf-8").splitlines()))
            > LONGEST_MODULE[kind(path)]
        ]

        assert long == []

    def test_of_functions_fit_on_a_screen(self, modules):
        long = [
            f"{path}:{node.lineno} {node.name}"
            for path in modules
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno - node.lineno >= LONGEST_FUNCTION[kind(path)]
        ]

        assert long == []

    def test_of_templates_stay_small(self, project_files):
        long = [
            path
            for path in project_files
            if path.suffix == ".jinja"
            and len(path.read_text("utf-8").splitlines()) > LONGEST_TEMPLATE
        ]

        assert long == []

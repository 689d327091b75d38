import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.functional import Promise

import mutualaid
from mutualaid.activity_log import acts
from mutualaid.activity_log.acts import known_acts, register, sentence_of
from mutualaid.activity_log.models import Entry

PACKAGE = Path(mutualaid.__file__).parent


def _pattern(node: ast.expr) -> str | None:
    """What an act's name looks like, as far as the code says it in one place."""
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
            for part in node.values
        )
        return "".join(parts)
    return None


def recorded_acts() -> Iterator[tuple[str, str]]:
    """Where an act is given by name, and a pattern of that name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for word in node.keywords:
                    pattern = _pattern(word.value) if word.arg == "act" else None
                    if pattern:
                        yield f"{path.name}:{node.lineno}", pattern


def _fits(pattern: str, act: str) -> bool:
    """A step that several acts share is given the part after the dot."""
    return bool(re.fullmatch(pattern, act) or re.fullmatch(rf"\w+\.{pattern}", act))


class TestEveryAct:
    def test_that_is_recorded_has_a_sentence(self):
        known = known_acts()

        speechless = [
            f"{where} {pattern}"
            for where, pattern in recorded_acts()
            if not any(_fits(pattern, act) for act in known)
        ]

        assert speechless == []

    def test_was_found_where_it_is_recorded(self):
        patterns = {pattern for _, pattern in recorded_acts()}

        assert {re.escape("organisations.create_area"), r"directory\.\w+_date"} <= (
            patterns
        )

    @pytest.mark.parametrize("act", known_acts())
    def test_is_told_in_words_that_can_be_translated(self, act):
        assert isinstance(acts._sentences[act], Promise)
        assert sentence_of(act)[0].isupper()
        assert not sentence_of(act).endswith(".")


class TestRegister:
    def test_takes_an_act_once(self, monkeypatch):
        monkeypatch.setattr(acts, "_sentences", {})
        register({"tests.try": "Tried"})

        with pytest.raises(ValueError, match=r"tests\.try"):
            register({"tests.try": "Tried again"})
        assert Entry(act="tests.try").sentence == "Tried"

    def test_is_not_needed_to_show_a_line(self):
        assert Entry(act="tests.unheard_of").sentence == "tests.unheard_of"

"""The instrument: complete, in plain words, and asked of those who can judge."""

import re

import pytest

from mutualaid.self_assessment.instrument import Asked, Statement, current

KEYS = [
    f"{section}.{number}"
    for section, last in enumerate((5, 5, 7, 4, 6), 1)
    for number in range(1, last + 1)
]
MOST_ASKED = 12
FORBIDDEN = re.compile(
    r"\b(addict|abuser|clean|dirty|non-compliant|please|simply)", re.I
)


class TestInstrument:
    def test_has_27_statements_in_five_sections(self) -> None:
        instrument = current()
        assert [each.key for each in instrument.statements] == KEYS
        assert [len(each.statements) for each in instrument.sections] == [5, 5, 7, 4, 6]

    def test_has_30_parts_to_rate(self) -> None:
        parts = [part.key for each in current().statements for part in each.parts]
        assert len(parts) == len(set(parts)) == 30
        assert parts[-1] == "5.6c"

    def test_levels_go_from_nothing_to_shown(self) -> None:
        assert [each.level for each in current().levels] == [0, 1, 2, 3]

    @pytest.mark.parametrize("who", Asked)
    def test_nobody_is_asked_more_than_they_can_judge(self, who: Asked) -> None:
        assert 0 < len(current().asked_of(who)) <= MOST_ASKED


@pytest.mark.parametrize("statement", current().statements, ids=lambda each: each.key)
class TestStatements:
    def test_are_told_whole(self, statement: Statement) -> None:
        assert statement.why
        assert len(statement.good) >= 2
        assert bool(statement.plain) == bool(statement.asked)
        assert all(part.evidence for part in statement.parts)

    def test_are_plain(self, statement: Statement) -> None:
        told = [statement.text, statement.plain, statement.why, *statement.good]
        for text in told:
            assert not FORBIDDEN.search(text)
            sentences = [each for each in re.split(r"[.?]\s*", text) if each]
            assert all(len(each.split()) <= 30 for each in sentences)
        assert len(statement.plain.split()) <= 18

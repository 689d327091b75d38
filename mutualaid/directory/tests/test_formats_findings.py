import pytest

from mutualaid.directory.formats.findings import Findings, quoted
from mutualaid.directory.formats.records import Problem


class TestFindings:
    def test_tell_a_habit_once_with_its_count(self):
        findings = Findings()
        for record in "abc":
            findings.remark(record, "types", "The type “Z” is not known.")
        findings.remark("d", "types", "The type “Y” is not known.")

        assert findings.problems() == (
            Problem(
                "a",
                "types",
                "The type “Z” is not known, here and in 2 other records.",
                fatal=False,
            ),
            Problem("d", "types", "The type “Y” is not known.", fatal=False),
        )

    def test_tell_each_slip_and_each_refusal(self):
        findings = Findings()
        findings.slip("a", "end", "It is late.")
        findings.slip("b", "end", "It is late.")
        findings.refuse("c", "", "It is none.")

        assert [problem.fatal for problem in findings.problems()] == [
            False,
            False,
            True,
        ]

    def test_stop_telling_habits_after_some_hundreds(self):
        findings = Findings()
        for number in range(2_000):
            findings.remark("a", "types", f"The type “{number}” is not known.")

        assert len(findings.problems()) == 500


class TestQuoted:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ("7pm\nor so", "“7pm or so”"),
            ("ask sam@example.org", "“ask [removed]”"),
            ("x" * 99, "“" + "x" * 39 + "…”"),
            (5, "5"),
            (None, "nothing"),
            (True, "true"),
            ([1], "a list"),
            ({"a": 1}, "an object"),
        ],
    )
    def test_fits_into_a_sentence(self, value, words):
        assert quoted(value) == words

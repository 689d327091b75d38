"""docs/results.md names every field that the data has."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from mutualaid.self_assessment.presenters import report, voices
from mutualaid.self_assessment.presenters.reported_evidence import EvidenceTold
from mutualaid.self_assessment.reports.data import FORM

PAGE = Path(__file__).parents[3] / "docs" / "results.md"


@pytest.fixture(scope="module")
def named() -> set[str]:
    return set(re.findall(r"`([^`]+)`", PAGE.read_text("utf-8")))


class TestPage:
    @pytest.mark.parametrize(
        "told",
        [
            report.Report,
            report.BarTold,
            report.SectionTold,
            report.StatementTold,
            report.PartTold,
            report.ServiceTold,
            report.GapTold,
            report.BarrierTold,
            EvidenceTold,
            voices.KindTold,
            voices.Dots,
        ],
    )
    def test_names_each_field(self, told, named):
        assert {each.name for each in fields(told)} - named == set()

    def test_names_the_form(self, named):
        assert FORM in named

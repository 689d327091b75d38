from datetime import date
from enum import StrEnum

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor
from mutualaid.core.area import within

from .lines import a_line

pytestmark = pytest.mark.django_db


class Kind(StrEnum):
    PHONE = "phone"


class TestDetail:
    @pytest.mark.parametrize(
        ("detail", "told"),
        [
            ({"it": 1.0}, "float"),
            ({"it": date(2026, 11, 21)}, "date"),
            ({"it": b"bytes"}, "bytes"),
            ({"it": {1, 2}}, "set"),
            ({"it": "x" * 121}, "120 characters"),
            ({"x" * 121: 1}, "120 characters"),
            ({"it": "two\nlines"}, "line break"),
            ({"it": "two\u2028lines"}, "line break"),
            ({"it": "a\x00NUL"}, "control character"),
            ({"a\x00NUL": 1}, "control character"),
            ({"it": "\ud800"}, "control character"),
            ({"it": ["fine", "not\r"]}, "line break"),
            ({"it": {"deep": "not\t"}}, "control character"),
            ({"it": {"deep": ["deeper"]}}, "list"),
            ({"it": [["deeper"]]}, "list"),
            ({"it": list(range(61))}, "60 values"),
            ({"it": 2**63}, "64 bits"),
            ({1: "it"}, "int"),
            (["it"], "a name for each"),
        ],
    )
    def test_refuses_what_somebody_may_have_typed_or_would_come_back_changed(
        self, detail, told
    ):
        with pytest.raises(ValueError, match=told):
            a_line(detail=detail)

        with within(0):
            assert not Entry.objects.exists()

    @pytest.mark.parametrize(
        "detail",
        [
            {"kind": Kind.PHONE, "on": "2026-11-21", "new": 4, "may": True, "by": None},
            {"kinds": ["a", "b"], "counts": {"new": 1, "gone": 0}, "none": []},
            {"it": "é" * 120},
            {"it": -(2**63)},
        ],
    )
    def test_takes_short_ordinary_values(self, detail):
        a_line(detail=detail)

        with within(0):
            assert Entry.objects.get().detail == detail


class TestOtherColumns:
    @pytest.mark.parametrize(
        "given",
        [
            {"subject": "x" * 121},
            {"subject": "two\nlines"},
            {"act": "x" * 81},
            {"by": Actor("x" * 81)},
            {"by": Actor("me", role="x" * 41)},
        ],
    )
    def test_hold_one_short_line_on_either_database(self, given):
        with pytest.raises(ValueError, match="The log's"):
            a_line(**given)

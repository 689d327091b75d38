import pytest

from mutualaid.activity_log import details
from mutualaid.activity_log.details import (
    details_in_words,
    register_details,
    register_subjects,
    subject_in_words,
)


@pytest.fixture(autouse=True)
def _own_words(monkeypatch):
    for name in ("_names", "_values", "_subjects"):
        monkeypatch.setattr(details, name, {})
    register_details(
        {"closed_on": "closed on", "colours": "colours"}, {"colours": {"r": "red"}}
    )
    register_subjects({"boat": "boat %(reference)s"})


class TestDetailsInWords:
    @pytest.mark.parametrize(
        ("detail", "words"),
        [
            ({}, ""),
            ({"closed_on": "2026-11-22"}, "closed on: 2026-11-22"),
            ({"colours": "r"}, "colours: red"),
            ({"colours": ["r", "g"]}, "colours: red, g"),
            ({"colours": []}, "colours: –"),
            ({"colours": ""}, "colours: –"),
            ({"never_heard_of": 3}, "never heard of: 3"),
            ({"b": True, "a": 0}, "a: 0; b: True"),
        ],
    )
    def test_name_each_value(self, detail, words):
        assert details_in_words(detail) == words


class TestSubjectInWords:
    @pytest.mark.parametrize(
        ("subject", "words"),
        [("", ""), ("boat:XYZ", "boat XYZ"), ("ship:XYZ", "ship:XYZ")],
    )
    def test_says_what_it_is(self, subject, words):
        assert subject_in_words(subject) == words


class TestRegistering:
    @pytest.mark.parametrize(
        "twice",
        [
            lambda: register_details({"closed_on": "shut"}),
            lambda: register_details({}, {"colours": {}}),
            lambda: register_subjects({"boat": "ship %(reference)s"}),
        ],
    )
    def test_twice_is_refused(self, twice):
        with pytest.raises(ValueError, match="in words already"):
            twice()

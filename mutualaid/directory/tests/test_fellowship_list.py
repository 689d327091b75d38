import json
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from mutualaid.directory.fellowship_list import (
    APPROACHES,
    FOR_WHOM,
    national_fellowships,
    parse_fellowships,
)
from mutualaid.directory.models import Fellowship

GOOD = {
    "key": '"river-walk"',
    "name": '"River Walk"',
    "short_name": '"River"',
    "approach": '"other"',
    "for_whom": '["use"]',
    "about": '"Alcohol"',
    "summary": '"People walk and talk."',
    "first_time": '"You can walk at the back. Nobody minds."',
    "belief": '"It has no faith."',
    "source": '"Invented for this test."',
}


def file_of(*entries: dict[str, str]) -> str:
    lines = []
    for entry in entries:
        lines.append("[[fellowship]]")
        lines += [f"{name} = {value}" for name, value in entry.items()]
    return "\n".join(lines)


class TestNationalFellowships:
    def test_hold_those_the_toolkit_names_and_a_local_one(self):
        keys = {fellowship.key for fellowship in national_fellowships()}
        assert {
            "aa",
            "na",
            "ca",
            "daa",
            "ma",
            "smart",
            "al-anon",
            "alateen",
            "fa",
        } <= keys
        assert "local" in keys

    def test_stand_in_the_alphabets_order_so_that_none_is_ranked(self):
        keys = [fellowship.key for fellowship in national_fellowships()]
        assert keys == sorted(keys)

    def test_have_names_of_their_own(self):
        for field in ("name", "short_name"):
            said = [getattr(fellowship, field) for fellowship in national_fellowships()]
            assert len(set(said)) == len(said)

    def test_cover_every_approach_and_everybody(self):
        found = national_fellowships()
        assert {fellowship.approach for fellowship in found} == set(APPROACHES)
        served = {who for fellowship in found for who in fellowship.for_whom}
        assert served == set(FOR_WHOM)

    def test_have_a_website_unless_local(self):
        without = [each.key for each in national_fellowships() if not each.website]
        assert without == ["local"]

    @pytest.mark.parametrize(
        ("field", "fewest", "most"),
        [("summary", 13, 17), ("first_time", 23, 31), ("belief", 11, 18)],
    )
    def test_are_described_at_equal_length(self, field, fewest, most):
        for fellowship in national_fellowships():
            length = len(getattr(fellowship, field).split())
            assert fewest <= length <= most, (fellowship.key, length)

    def test_are_told_in_two_or_three_sentences_the_first_time(self):
        for fellowship in national_fellowships():
            assert fellowship.first_time.count(". ") in {1, 2}, fellowship.key

    def test_are_praised_by_no_word(self):
        for fellowship in national_fellowships():
            said = f"{fellowship.summary} {fellowship.first_time}".lower()
            for praise in (
                "best",
                "proven",
                "effective",
                "leading",
                "unlike",
                "only one",
            ):
                assert praise not in said, fellowship.key

    def test_name_a_dated_source_wherever_a_date_is_given(self):
        for fellowship in national_fellowships():
            if fellowship.checked_on:
                assert str(fellowship.checked_on.year) in fellowship.source

    def test_fit_the_columns_they_are_kept_in(self):
        for column in Fellowship._meta.concrete_fields:
            for fellowship in national_fellowships() if column.max_length else ():
                kept = getattr(fellowship, column.name, "")
                assert len(kept) <= column.max_length, (fellowship.key, column.name)

    def test_cannot_be_changed(self):
        with pytest.raises(FrozenInstanceError):
            national_fellowships()[0].name = "Other"


class TestConfirmedNumber:
    def test_needs_both_a_number_and_a_date(self):
        number = {"helpline": '"0808 157 0123"'}
        day = {"checked_on": "2026-11-17"}
        entries = [
            {**GOOD, "key": '"none"'},
            {**GOOD, "key": '"number"'} | number,
            {**GOOD, "key": '"day"'} | day,
            {**GOOD, "key": '"both"'} | number | day,
        ]
        found = parse_fellowships(file_of(*entries))
        confirmed = [each.key for each in found if each.has_confirmed_number]
        assert confirmed == ["both"]


class TestParseFellowships:
    def test_reads_each_field(self):
        more = {"helpline": '"01632 960123"', "checked_on": "2026-11-17"}
        (found,) = parse_fellowships(file_of(GOOD | more))

        assert found.key == "river-walk"
        assert found.for_whom == ("use",)
        assert found.helpline == "01632 960123"
        assert found.checked_on == date(2026, 11, 17)
        assert (found.website, found.medication, found.helpline_hours) == ("", "", "")

    @pytest.mark.parametrize("name", GOOD)
    def test_names_the_entry_that_lacks_a_field(self, name):
        rest = {field: value for field, value in GOOD.items() if field != name}
        label = "number 1" if name == "key" else "river-walk"
        with pytest.raises(ValueError, match=f"Fellowship {label}: {name} is missing"):
            parse_fellowships(file_of(rest))

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("approach", "13-step"),
            ("approach", ["smart"]),
            ("for_whom", []),
            ("for_whom", "use"),
            ("for_whom", ["everyone"]),
            ("for_whom", ["use", "use"]),
            ("key", "River Walk"),
            ("key", ""),
            ("name", ""),
            ("name", 7),
            ("name", " River"),
            ("summary", "Two sentences. Not one."),
            ("summary", "No full stop"),
            ("belief", "One.\nTwo."),
            ("website", "http://example.org"),
            ("website", "https://example.org/a/page"),
            ("website", 1),
            ("helpline", "07700 900123"),
            ("helpline", "+44 1632 960123"),
            ("helpline", "ring us"),
            ("helpline", 1632960123),
            ("checked_on", "2026-11-17"),
            ("helpline_hours", "Every day"),
        ],
    )
    def test_names_the_entry_and_the_field_that_is_wrong(self, field, value):
        text = file_of(GOOD | {field: json.dumps(value)})
        label = value if field == "key" and value else "river-walk"
        label = "" if (field, value) == ("key", "") else label
        with pytest.raises(ValueError, match=f"^Fellowship {label}: {field}"):
            parse_fellowships(text)

    def test_refuses_a_date_with_a_time(self):
        with pytest.raises(ValueError, match="river-walk: checked_on is a date"):
            parse_fellowships(file_of(GOOD | {"checked_on": "2026-11-17T09:00:00Z"}))

    def test_refuses_a_field_it_does_not_know(self):
        with pytest.raises(
            ValueError, match="river-walk: there is no field called phone"
        ):
            parse_fellowships(file_of(GOOD | {"phone": '"01632 960123"'}))

    def test_refuses_a_key_used_twice(self):
        with pytest.raises(ValueError, match="river-walk: this key is used more than"):
            parse_fellowships(file_of(GOOD, GOOD))

    def test_refuses_text_that_is_not_toml(self):
        with pytest.raises(ValueError, match="Invalid value"):
            parse_fellowships("fellowship = [")

    def test_finds_nothing_in_an_empty_file(self):
        assert parse_fellowships("") == ()

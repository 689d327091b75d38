import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.organisations.themes import (
    GROUNDS,
    LEAST_CONTRAST,
    contrast,
    is_readable,
    nearest_readable,
    read_colour,
    theme_sheet,
    version_of,
    worst_ground,
)

FOUNDATIONS = settings.PACKAGE_DIR / "design_system" / "scss" / "_foundations.scss"
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


class TestReadColour:
    @pytest.mark.parametrize(
        ("text", "colour"),
        [
            ("#17504a", "#17504a"),
            (" 17504A ", "#17504a"),
            ("#abc", "#aabbcc"),
            ("ABC", "#aabbcc"),
            ("#17504", None),
            ("green", None),
            ("#17504a;}", None),
            ("#１７５０４a", None),
            ("", None),
        ],
    )
    def test_takes_digits_and_nothing_else(self, text, colour):
        assert read_colour(text) == colour


class TestContrast:
    @pytest.mark.parametrize(
        ("one", "other", "ratio"),
        [
            ("#000000", "#ffffff", 21),
            ("#ffffff", "#ffffff", 1),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
        ],
    )
    def test_is_that_of_the_guidelines(self, one, other, ratio):
        assert contrast(one, other) == contrast(other, one)
        assert contrast(one, other) == pytest.approx(ratio, abs=0.005)

    def test_is_asked_of_the_grounds_that_the_style_sheet_has(self):
        of_sheet = dict(
            re.findall(
                r"^\$([\w-]+): (#[0-9a-f]{6});", Path(FOUNDATIONS).read_text(), re.M
            )
        )

        assert GROUNDS["cream"] == of_sheet["cream"]
        assert GROUNDS["deep cream"] == of_sheet["cream-deep"]
        assert is_readable(of_sheet["pine"])

    def test_is_worst_on_the_darkest_ground(self):
        assert worst_ground("#17504a")[0] == "deep cream"


class TestNearestReadable:
    @given(colours)
    def test_can_be_read_everywhere(self, colour):
        assert is_readable(nearest_readable(colour))

    @given(colours)
    def test_leaves_alone_what_can_be_read(self, colour):
        if is_readable(colour):
            assert nearest_readable(colour) == colour

    def test_is_the_first_that_will_do(self):
        found = nearest_readable("#ffcc00")

        assert found != "#000000"
        assert worst_ground(found)[1] < LEAST_CONTRAST + 0.3


class TestThemeSheet:
    @given(colours)
    def test_sets_custom_properties_and_nothing_else(self, colour):
        sheet = theme_sheet(colour)

        assert re.fullmatch(r":root\{(--govuk-[a-z-]+:#[0-9a-f]{6};?)+\}\n", sheet)
        assert f"--govuk-brand-colour:{colour};" in sheet

    def test_has_a_version_that_changes_with_it(self):
        assert version_of("#17504a") == version_of("#17504a") != version_of("#17504b")

"""Readable pairs of colours, by the reckoning of WCAG 2.2 (success criteria 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

FOUNDATIONS = Path(__file__).resolve().parents[1] / "scss" / "_foundations.scss"
COLOURS = {"white": "#ffffff"} | dict(
    re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", FOUNDATIONS.read_text(), re.M)
)
WORDS = 4.5
EDGES = 3.0


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return sum(
        share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])))[::-1]
    return (lighter + 0.05) / (darker + 0.05)


class TestContrast:
    def test_of_black_on_white_is_21(self):
        COLOURS["black"] = "#000000"
        assert contrast("black", "white") == pytest.approx(21)

    @pytest.mark.parametrize("ground", ["white", "cream"])
    @pytest.mark.parametrize(
        "words",
        ["ink", "ink-soft", "pine", "pine-deep", "clay", "berry", "plum", "leaf"],
    )
    def test_of_words_on_a_page(self, words, ground):
        assert contrast(words, ground) >= WORDS

    @pytest.mark.parametrize(
        ("words", "ground"),
        [
            ("white", "pine"),
            ("white", "pine-deep"),
            ("white", "clay"),
            ("white", "clay-deep"),
            ("ink", "amber"),
            ("ink", "amber-pale"),
            ("ink", "cream-deep"),
            ("ink", "line"),
            ("pine", "cream-deep"),
            ("pine", "pine-pale"),
            ("pine-deep", "pine-pale"),
            ("clay-deep", "clay-pale"),
        ],
    )
    def test_of_words_in_buttons_tags_and_focus(self, words, ground):
        assert contrast(words, ground) >= WORDS

    @pytest.mark.parametrize("ground", ["white", "cream", "amber"])
    def test_of_the_edge_of_inputs_and_of_focus(self, ground):
        # Focus is a band of amber with a line of ink below it: the line is what must be seen.
        assert contrast("ink", ground) >= EDGES

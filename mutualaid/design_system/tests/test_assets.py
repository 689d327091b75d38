import gzip
import re
from pathlib import Path

import pytest

import mutualaid
from mutualaid.design_system.jinja import macro

DESIGN_SYSTEM = Path(mutualaid.__file__).parent / "design_system"
VENDOR = DESIGN_SYSTEM / "static" / "vendor"
STYLESHEET = (VENDOR / "mutualaid.css").read_text()
STAFF_STYLESHEET = (VENDOR / "staff.css").read_text()
SCRIPT = (VENDOR / "mutualaid.js").read_text()
STAFF_SCRIPT = (VENDOR / "staff.js").read_text()

CLASS_LISTS = re.compile(r'class="([^"]*)"')
TEMPLATE_PARTS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
# Hooks for scripts, or names a component gives without needing a style.
UNSTYLED = {
    "govuk-checkboxes",
    "govuk-js-exit-this-page-button",
    "govuk-table__body",
    "govuk-table__head",
    "govuk-table__row",
}


def weight(text: str) -> int:
    """Bytes over the wire; gzip, since Brotli only makes it less."""
    return len(gzip.compress(text.encode(), 9))


class TestStylesheet:
    def test_weighs_at_most_10_kilobytes(self):
        assert 5_000 < weight(STYLESHEET) <= 10_000

    def test_asks_for_nothing_else(self):
        assert "url(" not in STYLESHEET
        assert "@import" not in STYLESHEET
        assert "@font-face" not in STYLESHEET

    @pytest.mark.parametrize("mark", ["GDS Transport", "crown", "#1d70b8"])
    def test_wears_no_mark_of_another_house(self, mark):
        assert mark.lower() not in STYLESHEET.lower()

    def test_leaves_no_map_behind(self):
        assert "sourceMappingURL" not in STYLESHEET

    @pytest.mark.parametrize(
        "colour", ["brand", "link", "focus", "text", "surface-background"]
    )
    def test_can_be_themed_by_custom_properties(self, colour):
        assert f"--govuk-{colour}-colour:" in STYLESHEET
        assert f"var(--govuk-{colour}-colour" in STYLESHEET

    def test_has_styles_for_paper(self):
        assert "@media print" in STYLESHEET
        assert "break-inside:avoid" in STYLESHEET


class TestTemplates:
    @pytest.mark.parametrize(
        "path", sorted(DESIGN_SYSTEM.rglob("*.jinja")), ids=lambda path: path.name
    )
    def test_use_only_classes_that_have_a_style(self, path):
        used = {
            name
            for found in CLASS_LISTS.findall(path.read_text())
            for name in TEMPLATE_PARTS.sub(" ", found).split()
            if not name.endswith("--")
        }
        unknown = {
            name
            for name in used - UNSTYLED
            if not re.search(
                rf"\.{re.escape(name)}(?![\w-])", STYLESHEET + STAFF_STYLESHEET
            )
        }
        assert unknown == set()


class TestScript:
    def test_weighs_at_most_8_kilobytes(self):
        assert 2_000 < weight(SCRIPT) <= 8_000

    def test_needs_no_evaluation(self):
        assert not re.search(r"\beval\(|new Function\b|innerHTML", SCRIPT)

    def test_imports_nothing_at_run_time(self):
        assert not re.search(r"""\bimport\s*[({"']""", SCRIPT)

    @pytest.mark.parametrize(
        "component", ["error-summary", "exit-this-page", "skip-link", "character-count"]
    )
    def test_brings_the_components_to_life(self, component):
        assert f"govuk-{component}" in SCRIPT
        assert macro(component)


class TestStaffScript:
    def test_weighs_at_most_4_kilobytes(self):
        assert 1_000 < weight(STAFF_SCRIPT) <= 4_000

    def test_needs_no_evaluation_and_imports_nothing_at_run_time(self):
        assert not re.search(r"\beval\(|new Function\b|innerHTML", STAFF_SCRIPT)
        assert not re.search(r"""\bimport\s*[({"']""", STAFF_SCRIPT)

    def test_keeps_a_locked_page_in_memory_only(self):
        assert not re.search(
            r"localStorage|sessionStorage|indexedDB|caches\b|cookie", STAFF_SCRIPT
        )


class TestLicences:
    def test_come_along(self):
        text = (VENDOR / "licences.txt").read_text()
        assert re.search(r"^govuk-frontend \d+\.\d+\.\d+$", text, re.M)
        assert "Crown Copyright" in text
        assert "Permission is hereby granted" in text


class TestIcons:
    def test_are_small_and_self_contained(self):
        svg = (DESIGN_SYSTEM / "static/design_system/icon.svg").read_text()
        png = (DESIGN_SYSTEM / "static/design_system/icon-180.png").read_bytes()
        assert len(svg) < 1_000
        assert "href" not in svg
        assert png.startswith(b"\x89PNG")
        assert len(png) < 10_000

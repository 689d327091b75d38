"""Every text of ours can be translated: in a made-up language none is left as it was."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pseudo_language
import pytest
from pseudo_language import CODE, bracketed, untranslated

from mutualaid.cli.tests.serving import DATABASE

TESTS = Path(__file__).resolve().parent
# What the pages of pseudo_site.py have from its database, the list of time zones or an
# address, and is not in Greek: names in addresses are one for all languages.
DATA = re.compile(
    r"https://\S+|\bNB\d(?: \d[A-Z]{2})?|New York|λάθος (?:day|mode|page|within)"
)
# One text of each part that only some answers have.
SOMEWHERE = (
    "Did you mean",
    "is no longer in use",
    "so we measured from",
    "We do not know a place",
    "We did not understand",
    "further away",
    "you can join online",
    "not running",
    "an extra meeting",
    "moved to",
    "Next page",
    "no longer listed",
    "Its usual place is closed",
    "This is the rough area",
    "We have not been able to confirm",
    "last seen",
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return pseudo_language.extracted(tmp_path_factory.mktemp("extracted"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory, catalogue) -> dict[str, str]:
    """Each page of a site that speaks the made-up language, by its address."""
    folder = tmp_path_factory.mktemp("pseudo")
    pseudo_language.write(pseudo_language.made_up(catalogue), folder / "locale")
    environment = {
        **{name: os.environ[name] for name in os.environ if name not in DATABASE},
        "DJANGO_SETTINGS_MODULE": "pseudo_settings",
        "MUTUALAID_DATA": str(folder),
        "PYTHONPATH": str(TESTS),
    }
    told = subprocess.run(
        [sys.executable, str(TESTS / "pseudo_site.py")],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


class TestPages:
    def test_hold_no_text_that_cannot_be_translated(self, pages):
        left = {
            address: texts
            for address, page in pages.items()
            if (texts := untranslated(page, DATA))
        }

        assert left == {}

    def test_are_all_there_and_speak_the_language(self, pages):
        assert len(pages) > 60
        for address, page in pages.items():
            assert "⟦" in page, address
            assert f'lang="{CODE}"' in page or "<html" not in page, address

    def test_answer_with_every_part_that_has_words(self, pages):
        said = "".join(pages.values())

        for part in SOMEWHERE:
            assert part in said, part


class TestUntranslated:
    @pytest.mark.parametrize(
        ("markup", "left"),
        [
            ("<p>⟦Hello⟧ Κόσμε</p>", []),
            ("<p>Hello</p>", ["Hello"]),
            ("<p>⟦Hello⟧ world</p>", ["world"]),
            ("<p>⟦Hello <b>there</b>⟧</p>", []),
            ("<p>⟦⟧3⟦ miles⟧, NB1 1AA</p>", []),
            ('<p aria-label="Hello"></p>', ["Hello"]),
            ('<p aria-label="⟦Hello⟧" class="x"></p>', []),
            ('<p data-i18n.activated="Hello"></p>', ["Hello"]),
            ("<script>var hello</script><style>p {}</style>", []),
            ("<title>⟦Hello</title>", ["⟦Hello"]),
        ],
    )
    def test_is_found_in_text_and_attributes(self, markup, left):
        assert untranslated(markup, DATA) == left


class TestMadeUpLanguage:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Find a meeting", "⟦Find a meeting⟧"),
            ("Checked %(ago)s by us", "⟦Checked ⟧%(ago)s⟦ by us⟧"),
            ("%(n)d miles", "⟦⟧%(n)d⟦ miles⟧"),
            ("100%% sure", "⟦100%% sure⟧"),
        ],
    )
    def test_leaves_outside_what_is_put_in(self, text, said):
        assert bracketed(text) == said


class TestExtraction:
    def test_finds_the_words_of_templates_code_and_vocabulary(self, catalogue):
        for text in (
            "Find people who have been where you are",
            "Not confirmed. Ring or look before you go",
            "There is a problem",
            "Step-free access",
            "British Sign Language",
        ):
            assert text in catalogue, text

    def test_finds_plurals_with_both_forms(self, catalogue):
        assert ("%(n)d day ago", "%(n)d days ago") in [
            message.id for message in catalogue
        ]

    def test_takes_nothing_from_the_tests(self, catalogue):
        places = {place for message in catalogue for place, _ in message.locations}

        assert places
        assert not [place for place in places if "tests/" in place]

"""Every text of ours can be translated: in a made-up language none is left as it was."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pseudo_language
import pytest
from pseudo_language import CODE, bracketed, untranslated

from mutualaid.cli.tests.serving import DATABASE
from mutualaid.demo.people import PASSWORD

TESTS = Path(__file__).resolve().parent
PRODUCT = TESTS.parent / "mutualaid"
# What the pages of pseudo_site.py have from its database, the list of time zones or an
# address, and is not in Greek: names in addresses are one for all languages.
PUBLIC_DATA = (
    r"https?://\S+",
    r"\bNB\d(?: \d[A-Z]{2})?",
    "New York",
    "λάθος (?:day|mode|page|within)",
)
# References, addresses, pseudonyms, keys and codes; a colour; names of routes, permissions and
# parts of the product, which are the code's own; of browsers, and of a holiday from its library.
DATA_BEHIND_DOORS = (
    r"\b\S+@[a-z.]+\.example\b",
    r"\b[2-9B-DF-HJ-NP-TV-Z]{10}\b",
    r"\b(?:[2-9B-DF-HJ-NP-TV-Z]{3}-){2}[2-9B-DF-HJ-NP-TV-Z]{4}\b",
    r"\b[2-9B-DF-HJ-NP-TV-Z]{3}-[2-9B-DF-HJ-NP-TV-Z]{3}-[2-9B-DF-HJ-NP-TV-Z]{4}\b",
    r"\b[0-9A-F]{4}-[0-9A-F]{4}\b",
    r"\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b",
    r"\b(?:[2-9B-DF-HJ-NP-TV-Z]{4}-){2}[2-9B-DF-HJ-NP-TV-Z]{4}\b",
    r"#[0-9a-f]{6}\b",
    r"\b(?:[a-z]+\.)?[a-z]+(?:_[a-z]+)+\b",
    r"\b(?:clients|directory|safeguarding)\.[a-z]+\b",
    r"\btests\b|\bnorthbridge\b|/today/",
    re.escape(PASSWORD),
    r"\d GMT",
    "Firefox|Linux",
    # Parts of statements, a host, and how a name of a file ends.
    r"\b\d\.\d[abc]\b",
    r"\bx\.example\b|\.pdf\b",
    "New Year's Day",
)
DATA = re.compile("|".join((*PUBLIC_DATA, *DATA_BEHIND_DOORS)))
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
# The same behind the doors: states of one page, and refusals that few people meet.
SOMEWHERE_BEHIND_DOORS = (
    "waits for your approval",
    "runs out within two days",
    "You stand in for",
    "stands in for you",
    "have no service manager or no keyworker",
    "should have been seen by now",
    "The link ran out on",
    "Waits for the second person",
    "Nobody here can have the second word",
    "It is called",
    "Closes from",
    "Closed since",
    "These people can no longer wear their roles",
    "You are the recovery champion here",
    "Choose the champion’s level",
    "Choose the service in which this role is held",
    "Choose a day between",
    "are hard to read on",
    "Somebody else saved these settings",
    "Nobody fits",
    "Nobody here can receive this today",
    "It waits for the next named lead",
    "The writer said that somebody was in danger",
    "somebody who is not in the lists",
    "You have told us",
    "This is your only second step",
    "You were away for more than 15 minutes",
    "This password is one that people guess",
    "Use at least",
    "That did not open the screen",
    "Carry on where you were",
    "You are signed out",
    "Somebody else is signed in now",
    "You changed hats",
    "Your role has ended",
    "Your role was turned off",
    "This invitation is for somebody else",
    "Set up your second factor first",
    "Sign in to accept",
    "This link cannot be used now",
    "We do not know this link",
    "Letters that would have been sent",
)
# Shown to whoever builds pages, in the demo only.
GALLERY = {
    "design_system/components/summary_list.jinja",
    "design_system/form.jinja",
    "design_system/show_components.jinja",
}
REFUSALS = {"Refused", "ValidationError", "ChangedMeanwhile"}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return pseudo_language.extracted(tmp_path_factory.mktemp("extracted"))


@pytest.fixture(scope="module")
def site(tmp_path_factory, catalogue) -> dict[str, Any]:
    """What a site says that speaks the made-up language, and the templates it used for that."""
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


@pytest.fixture(scope="module")
def pages(site) -> dict[str, str]:
    """Each page, by its address and whoever asked for it."""
    return site["pages"]


def texts_of_refusals(code: str) -> list[str]:
    """What refusals of this code say in plain strings, which no translation can reach."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    said = [call.args[:1] for call in calls if _name(call) in REFUSALS]
    said += [call.args[1:2] for call in calls if _name(call) == "add_error"]
    plain = ast.Constant | ast.JoinedStr
    found = [text for each in said for text in each if isinstance(text, plain)]
    return [ast.unparse(text) for text in found]


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


class TestPages:
    def test_hold_no_text_that_cannot_be_translated(self, pages):
        left = {
            address: texts
            for address, page in pages.items()
            if (texts := untranslated(page, DATA))
        }

        assert left == {}

    def test_are_all_there_and_speak_the_language(self, pages):
        assert len(pages) > 600
        for address, page in pages.items():
            assert "⟦" in page, address
            assert f'lang="{CODE}"' in page or "<html" not in page, address

    def test_answer_with_every_part_that_has_words(self, pages):
        said = "".join(pages.values())

        parts = (*SOMEWHERE, *SOMEWHERE_BEHIND_DOORS)
        assert [part for part in parts if part not in said] == []

    def test_use_every_template(self, site):
        there = {
            str(file.relative_to(folder))
            for folder in PRODUCT.glob("*/jinja2")
            for file in folder.rglob("*.*")
        }

        assert there - set(site["templates"]) == GALLERY


class TestRefusals:
    @pytest.mark.parametrize("app", ["accounts", "organisations", "safeguarding"])
    def test_can_be_translated(self, app):
        files = [
            file for file in (PRODUCT / app).rglob("*.py") if "tests" not in file.parts
        ]

        left = {str(file): texts_of_refusals(file.read_text("utf-8")) for file in files}
        assert {name: texts for name, texts in left.items() if texts} == {}

    def test_are_found_where_they_cannot(self):
        code = """
raise Refused("No.")
raise ValidationError(f"No {x}.")
form.add_error(None, "No.")
raise Refused(_("No."))
form.add_error(None, no.sentence)
"""
        assert len(texts_of_refusals(code)) == 3


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
            "Ring or look before you go",
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

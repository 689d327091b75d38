"""A language in which every text of ours is in brackets, so that what is not stands out."""

import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils import dates

ROOT = Path(__file__).resolve().parents[1]
CODE = "xx"

# What is put in is translated elsewhere, or is nobody's to translate: it stays outside.
PUT_IN = re.compile(r"%\(\w+\)[ds]")
INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
SPOKEN = {"aria-label", "alt", "placeholder", "title"}
SPOKEN_BY_SCRIPTS = ("data-i18n.", "data-passkey-problem", "data-no-", "data-still-")
UNSPOKEN = {"script", "style"}


def bracketed(text: str) -> str:
    return f"⟦{PUT_IN.sub(lambda found: f'⟧{found.group()}⟦', text)}⟧"


def documented_command() -> list[str]:
    """The extraction that translators are told to run."""
    text = (ROOT / "mutualaid" / "locale" / "README.md").read_text("utf-8")
    (line,) = re.findall(r"^    (pybabel extract .*)$", text, flags=re.MULTILINE)
    return shlex.split(line)


def extracted(folder: Path) -> Catalog:
    """Every text that the documented command finds."""
    command = documented_command()
    target = folder / "django.pot"
    command[command.index("-o") + 1] = str(target)
    command[:1] = [sys.executable, "-m", "babel.messages.frontend"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with target.open("rb") as file:
        return read_po(file)


def made_up(found: Catalog) -> Catalog:
    """A translation of all of it, and of the names of days and months, which Django has."""
    told = Catalog(locale="en", domain="django")
    django_has = [dates.WEEKDAYS, dates.WEEKDAYS_ABBR, dates.MONTHS, dates.MONTHS_3]
    for names in django_has:
        for name in names.values():
            told.add(str(name), bracketed(str(name)))
    for message in found:
        if message.id:
            told.add(message.id, _answer(message), context=message.context)
    return told


def _answer(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return bracketed(message.id)
    return tuple(bracketed(form) for form in message.id)


def write(told: Catalog, folder: Path) -> None:
    """Compile it to where a language of Django lies below `folder`."""
    target = folder / CODE / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, told)


class _Spoken(HTMLParser):
    """Everything in a page that is seen or read out."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unspoken = self._english = 0
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        # What says that it is English whatever the page speaks, as the adapters' sentences do.
        self._english += tag == "span" and (self._english or ("lang", "en") in attrs)
        self._unspoken += tag in UNSPOKEN
        self.said += [
            value or ""
            for name, value in attrs
            if name in SPOKEN or name.startswith(SPOKEN_BY_SCRIPTS)
        ]

    def handle_endtag(self, tag):
        self._unspoken -= tag in UNSPOKEN
        self._english -= bool(tag == "span" and self._english)

    def handle_data(self, data):
        if not (self._unspoken or self._english):
            self.said.append(data)


def untranslated(markup: str, data: re.Pattern[str]) -> list[str]:
    """What of a page holds Latin letters outside of all brackets and is not `data`."""
    attributes_and_text = "\n".join(_Spoken(markup).said)
    before, left = "", attributes_and_text
    while left != before:
        before, left = left, INNERMOST.sub(" ", left)
    lines = (" ".join(line.split()) for line in left.split("\n"))
    lines = (data.sub("", line).strip() for line in lines)
    return [line for line in lines if re.search(r"[A-Za-z]|⟦|⟧", line)]

"""The pages of hand-outs; the sheets are data in their own language, and here in Greek."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import WORD, Town

from mutualaid.handouts.models import LocalInsert
from mutualaid.handouts.sheets import SHEETS
from mutualaid.handouts.views import public
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

# What names a part, and is read by nobody.
NAMES = {"key", "language", "slug", "number", "picture", "signed_by", "links"}
SHEET_VIEWS = ("show_handout", "show_easy_read", "read_aloud")
PLACES = ("", "NB1", "Ουτοπία", "Αθήνα")


HARD = "Κόσμος addict " + "Κόσμος " * 40


def handout_pages(town: Town) -> dict[str, str]:
    """Every page that anybody may read, and those of local paragraphs."""
    browser = Browser()
    addresses = [reverse("list_handouts"), reverse("show_myths")]
    for sheet in SHEETS.values():
        addresses += [reverse(view, args=[sheet.slug]) for view in SHEET_VIEWS]
        if sheet.lists_groups:
            page = reverse("show_handout", args=[sheet.slug])
            addresses += [f"{page}?place={place}" for place in PLACES]
    pages = {each: browser.get(each).content.decode() for each in addresses}
    return pages | _maps(browser) | _inserts(town)


def _maps(browser: Browser) -> dict[str, str]:
    """Empty, drawn, and with too many words."""
    address = reverse("fill_map", args=["goal-planner"])
    said = {
        "empty": browser.get(address),
        "drawn": browser.post(address, {"goal": WORD}),
        "too long": browser.post(address, {"goal": WORD * 100}),
    }
    return {f"map {name}": each.content.decode() for name, each in said.items()}


def _inserts(town: Town) -> dict[str, str]:
    """As those who write and the one who publishes see them, in each state."""
    sheet = next(iter(SHEETS.values()))
    address = reverse("list_inserts")
    champion = signed_in_client(town.seats[Role.RECOVERY_CHAMPION])
    write = reverse("write_insert", args=[sheet.slug])
    pages = {
        "no insert": champion.get(address),
        "write insert": champion.get(write),
        "insert without words": champion.post(write, {}),
    }
    for words in (HARD, WORD, WORD):
        champion.post(write, {"words": words})
    first, second, _ = LocalInsert.objects.order_by("version")
    administrator = signed_in_client(town.seats[Role.AREA_ADMINISTRATOR])
    for insert in (first, second):
        administrator.post(reverse("publish_insert", args=[insert.reference]))
    again = reverse("end_insert", args=[first.reference])
    pages["refused insert"] = administrator.post(again)
    pages["first page with inserts"] = administrator.get(reverse("show_today"))
    pages["inserts"] = champion.get(address)
    pages["sheet with insert"] = champion.get(
        reverse("show_handout", args=[sheet.slug])
    )
    return {
        name: each.content.decode().replace("addict", WORD)
        for name, each in pages.items()
    }


def in_greek(told: Any) -> Any:
    """The same with one word for all words."""
    if isinstance(told, str):
        return WORD if told else ""
    if isinstance(told, tuple):
        return tuple(map(in_greek, told))
    if not is_dataclass(told) or isinstance(told, type):
        return told
    said = {
        field.name: in_greek(getattr(told, field.name))
        for field in fields(told)
        if field.name not in NAMES
    }
    return replace(told, **said)


def _speak_greek() -> None:
    """All sheets and worries, before anybody walks through pages that lead to them."""
    for key, sheet in SHEETS.items():
        number = sheet.number.translate(str.maketrans("abc", "αβγ"))
        SHEETS[key] = replace(in_greek(sheet), number=number)
    public.PUBLIC_MYTHS = tuple(map(in_greek, public.PUBLIC_MYTHS))
    public.STAFF_MYTHS = tuple(map(in_greek, public.STAFF_MYTHS))


_speak_greek()

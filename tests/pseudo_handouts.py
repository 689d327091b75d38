"""The pages of hand-outs; the sheets are data in their own language, and here in Greek."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from pseudo_people import WORD

from mutualaid.handouts.sheets import SHEETS
from mutualaid.handouts.views import public

# What names a part, and is read by nobody.
NAMES = {"key", "language", "slug", "number", "picture", "signed_by", "links"}
SHEET_VIEWS = ("show_handout", "show_easy_read", "read_aloud")
PLACES = ("", "NB1", "Ουτοπία", "Αθήνα")


def handout_pages() -> dict[str, str]:
    """Every page that anybody may read."""
    for key, sheet in SHEETS.items():
        number = sheet.number.translate(str.maketrans("abc", "αβγ"))
        SHEETS[key] = replace(in_greek(sheet), number=number)
    public.PUBLIC_MYTHS = tuple(map(in_greek, public.PUBLIC_MYTHS))
    public.STAFF_MYTHS = tuple(map(in_greek, public.STAFF_MYTHS))
    browser = Browser()
    addresses = [reverse("list_handouts"), reverse("show_myths")]
    for sheet in SHEETS.values():
        addresses += [reverse(view, args=[sheet.slug]) for view in SHEET_VIEWS]
        if sheet.lists_groups:
            page = reverse("show_handout", args=[sheet.slug])
            addresses += [f"{page}?place={place}" for place in PLACES]
    return {each: browser.get(each).content.decode() for each in addresses}


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

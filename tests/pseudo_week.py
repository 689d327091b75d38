"""My week with one of everything that it can say; data is in Greek."""

import re
from datetime import date

from django.test import Client
from django.urls import reverse
from pseudo_people import WORD

from mutualaid.core import clock
from mutualaid.directory.finder.coming import ComingDate
from mutualaid.directory.fitting.candidates import Trip
from mutualaid.directory.fitting.gates import Doubt, Gate
from mutualaid.directory.fitting.reasons import Because, Reason
from mutualaid.directory.fitting.travel import Way
from mutualaid.directory.fitting.week import Week
from mutualaid.directory.models import Meeting
from mutualaid.directory.my_week_choices import must_have_words
from mutualaid.directory.presenters import my_week_words as words
from mutualaid.directory.taken import Taken, sealed_link

EVERYTHING = {
    "place": "NB1",
    "ways": list(Way),
    "most_minutes": "90",
    "online": ["data", "telephone"],
    "must_haves": ["step-free"],
    "company": "guest",
    "avoid": WORD,
    "busy_day_0": "working",
    "busy_from_0": "9:00",
    "busy_until_0": "17:00",
}
WRONG = {"busy_from_0": "λ", "busy_until_1": "9:00", "home_by": "λ", "need": "λ"}


def week_pages() -> dict[str, str]:
    """The questions, answers to some, and what is taken along."""
    client = Client()
    address = reverse("show_my_week")
    pages = {"my week": client.get(address).content.decode()}
    asked = ({}, EVERYTHING, {"place": "Ουτοπία"}, {"place": "NB1 9ZZ"}, WRONG)
    for number, said in enumerate((*asked, {"online": "data"}, {"more": "1"})):
        answer = client.post(address, said)
        pages[f"my week {number}"] = answer.content.decode()
    pages["phrases of my week"] = _phrases()
    return pages | _taken(client)


def _taken(client: Client) -> dict[str, str]:
    shown = client.post(reverse("show_my_week"), {"online": "data"}).content.decode()
    take = re.findall(r'name="take" value="([^"]+)"', shown)
    off = Meeting.objects.exclude(status="listed").first()
    assert off is not None
    over = sealed_link([Taken(off.reference, clock.today())])
    addresses = {
        "a link over": reverse("open_my_week", args=["λ"]),
        "a date that is off": reverse("open_my_week", args=[over]),
    }
    pages = {
        name: client.get(address).content.decode()
        for name, address in addresses.items()
    }
    for view in ("share_my_week", "print_my_week"):
        sent = {"take": take if view == "share_my_week" else []}
        answer = client.post(reverse(view), sent)
        pages[view] = answer.content.decode()
    return pages


def _phrases() -> str:
    """What no page of this walk happens to say, one to a paragraph."""
    now = clock.now()
    trip = Trip(ComingDate(date(2026, 11, 24), now, None), 20, Way.WALK)
    week = Week(now=now)
    said = [
        *(words.gate_words(gate, week, trip, ["step-free"]) for gate in Gate),
        *(words.gate_counts(gate) for gate in Gate),
        *(words.doubt_words(doubt, ["step-free"]) for doubt in Doubt),
        *(
            words.reason_words(Reason(because, number, _key(because)))
            for because in Because
            for number in (0, 1, 20)
        ),
        *(words.way_words(Trip(trip.date, 20, way)) for way in Way),
        must_have_words("online"),
    ]
    return "".join(f"<p>{each}</p>" for each in said)


def _key(because: Because) -> str:
    keys = {Because.WAY: str(Way.WALK), Because.MUST_HAVE: "step-free"}
    return keys.get(because, "")

"""Prints every page as JSON, with a database of one of everything; data is in Greek.

Run by test_translation.py in a process of its own: a process speaks one language.
"""

import json
import sys
from datetime import UTC, date, datetime, time

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from pseudo_agreed import agreed_pages  # noqa: E402
from pseudo_backups import backup_pages  # noqa: E402
from pseudo_care import care_pages  # noqa: E402
from pseudo_charts import chart_pages  # noqa: E402
from pseudo_clients import client_pages  # noqa: E402
from pseudo_doors import behind, templates_used  # noqa: E402
from pseudo_emergencies import emergency_pages  # noqa: E402
from pseudo_evidence import evidence_pages  # noqa: E402
from pseudo_handouts import handout_pages  # noqa: E402
from pseudo_keeping import kept_pages  # noqa: E402
from pseudo_lists import list_pages  # noqa: E402
from pseudo_people import a_town  # noqa: E402
from pseudo_plan import plan_pages  # noqa: E402
from pseudo_rating import rating_pages  # noqa: E402
from pseudo_results import result_pages  # noqa: E402
from pseudo_retention import retention_pages  # noqa: E402
from pseudo_rights import rights_pages  # noqa: E402
from pseudo_rounds import round_pages  # noqa: E402
from pseudo_telling import telling_pages  # noqa: E402
from pseudo_week import week_pages  # noqa: E402

from mutualaid.core import clock  # noqa: E402
from mutualaid.core.tests import template_database  # noqa: E402
from mutualaid.design_system import views  # noqa: E402
from mutualaid.design_system.samples import SampleForm, wrong_answers  # noqa: E402
from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES  # noqa: E402
from mutualaid.directory.models import (  # noqa: E402
    DifferentDate,
    Fellowship,
    Meeting,
    MeetingSource,
    SourceRecord,
)
from mutualaid.directory.models.meetings import MeetingStatus  # noqa: E402
from mutualaid.directory.tests.factories import (  # noqa: E402
    a_fellowship,
    a_meeting,
    a_venue,
    an_area,
)
from mutualaid.geography.kinds import PlaceKind  # noqa: E402
from mutualaid.geography.models import Place, Postcode, PostcodeEdition  # noqa: E402
from mutualaid.geography.place_names import name_key  # noqa: E402
from mutualaid.organisations.models import Area  # noqa: E402

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORD = "Λόγος"
MILE_NORTH = 1 / 69.1
FROM = {"anchored_on": date(2026, 11, 23)}
PATTERNS = [
    {},
    {"interval": 2, **FROM},
    {"interval": 3, **FROM, "start_time": time(12)},
    {"frequency": "monthly-weekday", "ordinals": [1, 3], "start_time": time(0)},
    {"frequency": "monthly-weekday", "ordinals": [-1], "start_time": time(9, 30)},
    {"frequency": "monthly-weekday", "ordinals": [2, 4, 5]},
    {"frequency": "monthly-weekday", "ordinals": [1], "interval": 2, **FROM},
    {"frequency": "monthly-weekday", "ordinals": [1], "interval": 3, **FROM},
    *[{"frequency": "monthly-date", "day_of_month": day} for day in (1, 2, 3, 4)],
    {"frequency": "monthly-date", "day_of_month": 5, "interval": 2, **FROM},
    {"frequency": "monthly-date", "day_of_month": 6, "interval": 3, **FROM},
    {"frequency": "appointment", "weekday": None, "start_time": None},
    {"ends_on": date(2026, 1, 1)},
]
VARIETIES = [
    {"mode": "online", "venue": None, "conference_url": "https://x.example"},
    {"mode": "hybrid", "conference_phone": "01632 960123", "conference_notes": WORD},
    {"mode": "", "openness": "", "notes": WORD, "website": "https://x.example"},
    {"openness": "closed", "venue_closed": True, "duration_minutes": 120},
    {"duration_minutes": None, "features": sorted(FEATURES)[:5]},
    {"features": sorted(FEATURES), "languages": sorted(LANGUAGES)},
    {"timezone": "America/New_York"},
    {"verified_on": date(2026, 11, 20), "verified_how": "confirmed"},
    {"verified_on": date(2026, 10, 20), "verified_how": "seen"},
    {"verified_on": date(2026, 6, 20), "verified_how": "visited"},
    {"source_updated_at": datetime(2024, 3, 1, tzinfo=UTC)},
    {"status": MeetingStatus.GONE},
]
SEARCHES = [
    "",
    "page=2",
    "place=NB1",
    "place=NB1&sort=soonest",
    "place=NB1+9ZZ&within=1",
    "place=Πόλη&within=2.5",
    "place=Ουτοπία",
    "place=Αθηνα",
    "place=Αθηνά,+Αττική",
    "place=Αθινα",
    "place=NB5+1AA",
    "sort=nearest",
    "day=λάθος&mode=λάθος&within=λάθος&page=λάθος",
    "q=Λόγος",
    "day=today&day=mon&after=18:00",
    "day=today",
    "before=12:00",
    "after=12:00&before=17:00",
    "fellowship=aa&approach=12-step&approach=smart&approach=other",
    "for=use&for=family&for=young&open=yes",
    "mode=in-person&mode=online&mode=hybrid&mode=not-stated",
    "&".join(f"feature={key}" for key in sorted(FEATURES)),
    "&".join(f"language={key}" for key in sorted(LANGUAGES)),
    "place=NB1&fellowship=smart&within=1",
    "place=Χωριό&fellowship=aa&day=mon&within=1",
    "place=NB1&q=τίποτα&within=1",
]


def fill() -> None:
    area = an_area(name="Πόλη", is_demo=True)
    a_fellowship(
        name=WORD, short_name=WORD, summary=WORD, for_whom=["use", "family", "young"]
    )
    told = {
        "name",
        "short_name",
        "summary",
        "about",
        "first_time",
        "belief",
        "medication",
        "source",
        "helpline_hours",
    }
    a_fellowship(
        "na",
        approach="smart",
        **dict.fromkeys(told, WORD),
        website="https://x.example",
        helpline="01632 960123",
    )
    a_fellowship("smart", name=WORD, short_name=WORD, summary=WORD, approach="other")
    Fellowship.objects.filter(key="smart").update(
        helpline="01632 960123", checked_on=date(2026, 1, 1), source=WORD
    )
    kept = {"area": area, "created_at": NOW, "updated_at": NOW}
    hall = {"name": WORD, "address": WORD, "town": "Πόλη", "notes": WORD}
    near = a_venue(**hall, area=area)
    far = a_venue(
        **hall, area=area, latitude=53.8 + 20 * MILE_NORTH, is_approximate=True
    )
    far.town, far.postcode = "Χωριό", "NB7 1AA"
    far.save()
    source = MeetingSource.objects.create(
        name=WORD, format="csv", last_read_at=NOW, **kept
    )
    listed = {"source": source, "source_record": _record_of(source)}
    for given in [*PATTERNS, *VARIETIES]:
        a_meeting(
            **{"name": f"{WORD} {len(given)}", "venue": near, **given, "area": area}
        )
    a_meeting(
        name=WORD, area=area, venue=far, fellowship=Fellowship.objects.get(key="smart")
    )
    different = a_meeting(name=WORD, area=area, venue=near, **listed)
    for day, columns in {
        date(2026, 11, 23): {"kind": "cancelled", "note": WORD},
        date(2026, 11, 25): {"kind": "extra"},
        date(2026, 11, 30): {"kind": "moved", "new_date": date(2027, 1, 2)},
        date(2026, 12, 7): {"kind": "moved", "start_time": time(18, 30)},
    }.items():
        DifferentDate.objects.create(
            meeting=different, original_date=day, **columns, **kept
        )


def _record_of(source: MeetingSource) -> SourceRecord:
    read = {"first_read_at": NOW, "changed_at": NOW}
    return SourceRecord.objects.create(
        area=source.area, source=source, key="1", record={}, digest="", **read
    )


def add_places() -> None:
    """Two of one name, and a postcode that is no longer used."""
    kept = {"kind": PlaceKind.PLACE, "key": name_key("Αθήνα"), "name": "Αθήνα"}
    for within, latitude in {"Αττική": 53.8, "Γεωργία": 54.8}.items():
        Place.objects.create(**kept, within=within, latitude=latitude, longitude=0.75)
    Postcode.objects.create(
        postcode="NB51AA",
        ended_on=date(2020, 1, 1),
        latitude=53.8,
        longitude=0.75,
        edition=PostcodeEdition.objects.create(name="x", started_at=NOW),
    )


def addresses() -> list[str]:
    pages = ["", "fellowships/", "first-meeting/", "family/", "about/", "privacy/"]
    pages += ["accessibility/", "no-such-page/"]
    pages += [f"fellowships/{key}/" for key in ("aa", "na", "smart")]
    pages += [f"meetings/{meeting.reference}/" for meeting in Meeting.objects.all()]
    return [f"/{page}" for page in pages] + [f"/meetings/?{each}" for each in SEARCHES]


def everything() -> dict[str, str]:
    client = Client()
    pages = {each: client.get(each).content.decode() for each in addresses()}
    part = client.get("/meetings/?day=mon", headers={"HX-Request": "true"})
    pages["part of /meetings/"] = part.content.decode()
    for status in (400, 403, 404, 413, 500):
        request = RequestFactory().get("/")
        pages[f"error {status}"] = views.error_page(request, status).content.decode()
    sent = RequestFactory()
    faults = (sent.get("/"), sent.post("/", {"n": "1"}), sent.post("/", {"code": "1"}))
    for number, request in enumerate(faults):
        answer = views.store_fault(request)
        pages[f"fault {number}"] = answer.content.decode()
    form = SampleForm(wrong_answers())
    for name, messages in form.errors.items():
        said = "\n".join(map(str, messages)).replace(form.fields[name].label, WORD)
        pages[f"mistakes in {name}"] = said
    meeting = Meeting.objects.earliest("pk")
    calendar = client.get(f"/meetings/{meeting.reference}/calendar.ics").content
    (title,) = [
        line for line in calendar.decode().splitlines() if line.startswith("SUMMARY:")
    ]
    pages["title in a calendar"] = title.removeprefix("SUMMARY:")
    return pages


if __name__ == "__main__":
    setup_test_environment()
    with clock.frozen_at(NOW):
        template_database.fill(connection)
        fill()
        add_places()
        town = a_town(Area.objects.get())
        pages = everything() | behind(town) | kept_pages(town)
        pages |= chart_pages(town)
        pages |= list_pages(town) | telling_pages(town) | week_pages()
        pages |= evidence_pages(town)
        pages |= rating_pages(town)
        pages |= client_pages(town)
        pages |= care_pages(town)
        pages |= plan_pages(town)
        pages |= result_pages(town)
        pages |= round_pages(town)
        pages |= agreed_pages(town)
        pages |= retention_pages(town)
        pages |= backup_pages(town)
        pages |= rights_pages(town)
        pages |= emergency_pages(town)
        pages |= handout_pages(town)
        json.dump({"pages": pages, "templates": templates_used()}, sys.stdout)

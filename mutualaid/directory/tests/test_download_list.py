import re
import zlib
from datetime import UTC, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.design_system.printing.letters import STAND_IN, Letters
from mutualaid.design_system.printing.paper import FONTS
from mutualaid.directory.finding import find
from mutualaid.directory.printing.paper import pdf_of, pictures_of
from mutualaid.directory.printing.words import printed_list
from mutualaid.directory.recurrence import Frequency
from mutualaid.organisations.middleware import KnownHosts

from .factories import a_fellowship, a_group, a_meeting, a_venue, an_area

SUNDAY_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PDF = "/meetings/print.pdf"


@pytest.fixture(autouse=True)
def _sunday_noon(request):
    with clock.frozen_at(SUNDAY_NOON):
        if request.node.get_closest_marker("django_db"):
            an_area()
        yield


def told(*, is_large=False, **query):
    parameters = {
        name: value if isinstance(value, list) else [value]
        for name, value in query.items()
    }
    finding = find(parameters, an_area())
    site = "https://northbridge.example"
    return printed_list(finding, site=site, is_large=is_large)


def headings(said):
    return [group["heading"] for group in said["groups"]]


def names(said):
    return [row["name"] for group in said["groups"] for row in group["rows"]]


def rows(said):
    return [row for group in said["groups"] for row in group["rows"]]


def inside(pdf):
    """The PDF with its compressed parts opened."""
    opened = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            opened.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(opened)


@pytest.mark.django_db
class TestDownloadList:
    def test_answers_what_the_finder_was_asked(self, client):
        a_meeting()

        response = client.get(PDF, {"day": "mon"})

        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")

    def test_is_kept_nowhere(self, client):
        assert "no-store" in client.get(PDF)["Cache-Control"]

    @pytest.mark.parametrize("size", ["", "large"])
    def test_is_tagged_and_says_its_language_and_title(self, client, size):
        a_meeting()

        held = inside(client.get(PDF, {"size": size}).content)

        for mark in (
            *(b"/StructTreeRoot", b"/MarkInfo", b"/Marked true", b"/Lang(en-GB)"),
            *(b"/DisplayDocTitle true", b"pdfuaid:part", b"/Alt"),
        ):
            assert mark in held, mark
        for tag in (b"/Table", b"/TH", b"/TD", b"/H1", b"/H2", b"/Figure"):
            assert re.search(rb"/S ?" + tag + rb"\b", held), tag

    def test_leaves_pages_of_the_finder_aside(self, client):
        a_meeting(name="First")

        assert client.get(PDF, {"page": "9"}).content.startswith(b"%PDF-")


@pytest.mark.django_db
class TestPrintedList:
    def test_goes_by_day_and_time(self):
        a_meeting(name="Late", start_time=time(20))
        a_meeting(name="Early", start_time=time(9, 30))
        a_meeting(name="Sunday", weekday=6)
        a_meeting(
            name="Monthly",
            weekday=2,
            frequency=Frequency.MONTHLY_WEEKDAY,
            ordinals=[1, 3],
        )
        a_meeting(name="Asked", frequency=Frequency.APPOINTMENT, start_time=None)

        said = told()

        assert headings(said) == ["Monday", "Wednesday", "Sunday", "Other dates"]
        assert [name.removeprefix("AA: ") for name in names(said)] == [
            *("Early", "Late", "Monthly", "Sunday", "Asked"),
        ]
        assert rows(said)[0]["time"] == "9:30am"
        assert rows(said)[2]["about"][0].startswith("First and third Wednesday")

    def test_goes_by_distance_where_a_place_is_named(self):
        a_meeting(name="Far", venue=a_venue(latitude=53.85, town="Farby"))
        a_meeting(name="Near", weekday=6)

        said = told(place="Northbridge")

        assert said["title"] == "Meetings within 5 miles of Northbridge"
        assert headings(said) == ["The nearest first"]
        assert names(said) == ["AA: Near", "AA: Far"]
        assert rows(said)[0]["time"] == "Sun 7pm"
        assert headings(told(place="Northbridge", sort="soonest")) == [
            *("Monday", "Sunday"),
        ]

    def test_says_what_was_asked_when_and_where_it_lives(self):
        a_meeting(features=["women"])

        said = told(day="mon", feature="women")

        assert said["title"] == "Meetings of Northbridge"
        assert any("Women" in text for text in said["asked"])
        assert said["count"] == "1 meeting."
        assert said["correct_on"] == "Correct on 22 November 2026"
        assert said["address"].startswith("https://northbridge.example/meetings/?")
        assert "feature=women" in said["address"]
        assert said["code"].startswith("<svg")

    def test_says_what_it_did_not_understand(self):
        said = told(day="someday", place="Atlantis")

        assert any("someday" in notice for notice in said["notices"])
        assert any("Atlantis" in notice for notice in said["notices"])

    def test_says_open_and_closed_in_plain_words_and_how_sure_we_are(self):
        a_meeting(openness="closed")

        said = told()

        (row,) = rows(said)
        terms = [item["term"] for item in said["legend"]["items"]]
        assert any(term in row["about"][0] for term in terms[:2])
        assert "Not confirmed" in row["sure"]

    def test_has_a_contact_where_the_place_is_not_published(self):
        group = a_group(public_contact="alateen@northbridge.example")
        a_meeting(visibility="contact", group=group)
        a_meeting(name="Hidden", visibility="residents")

        said = told()

        assert [row["place"] for row in rows(said)] == [
            ["Ask: alateen@northbridge.example"]
        ]
        assert "Anne" not in str(rows(said))

    def test_says_how_to_join_online(self):
        a_meeting(
            venue=None,
            mode="online",
            conference_url="https://video.northbridge.example/1",
            conference_phone="+441632960001",
        )

        assert rows(told())[0]["place"] == [
            *("https://video.northbridge.example/1", "+441632960001"),
        ]

    def test_shows_each_meeting_that_shares_a_row_of_the_finder(self):
        venue, group = a_venue(), a_group()
        for day in (0, 3):
            a_meeting(name="Twice", weekday=day, venue=venue, group=group)

        assert headings(told(q="twice")) == ["Monday", "Thursday"]

    def test_ends_at_a_number_and_says_so(self, monkeypatch):
        monkeypatch.setattr("mutualaid.directory.printing.words.MOST", 2)
        for number in range(3):
            a_meeting(name=f"Meeting {number}")

        said = told()

        assert len(rows(said)) == 2
        assert said["count"].startswith("The first 2 of 3 meetings.")

    def test_asks_as_many_queries_for_many_as_for_few(
        self, client, django_assert_max_num_queries, monkeypatch
    ):
        monkeypatch.setattr(KnownHosts, "SECONDS", 600.0)
        counts = []
        client.get(PDF)
        for _ in range(2):
            for number in range(8):
                a_meeting(name=f"Meeting {number}")
            client.get("/meetings/")
            with django_assert_max_num_queries(20) as asked:
                client.get(PDF)
            counts.append(len(asked))

        assert counts[0] == counts[1]


@pytest.mark.django_db
class TestPaper:
    HOSTILE = (
        '#panic("x") $x^2$ *bold* @ref <label> \\ // /* ',
        "#import sys: inputs",
        "ਪੰਜਾਬੀ 中文 اردو 😀 \u202e back \x07 \ufffe",
        "W" * 300,
    )

    @pytest.mark.parametrize("text", HOSTILE)
    @pytest.mark.parametrize("is_large", [False, True])
    def test_takes_whatever_was_written_for_text(self, text, is_large):
        a_meeting(
            name=text[:255],
            notes=text,
            group=a_group(name=text[:255]),
            venue=a_venue(name=text[:255], address=text[:255], town=text[:120]),
            fellowship=a_fellowship(short_name=text[:40]),
        )

        assert pdf_of(told(q="", is_large=is_large)).startswith(b"%PDF-")

    def test_has_more_pages_in_large_print(self):
        for number in range(12):
            a_meeting(name=f"Meeting {number}")

        pages = [len(pictures_of(told(is_large=large))) for large in (False, True)]

        assert pages[0] < pages[1]


class TestLetters:
    def test_that_the_fonts_have_stay_and_others_become_a_box(self):
        letters = Letters(FONTS.glob("*.ttf"))

        for text in ("Łódź", "ŵŷ", "“Café” – 7:30pm · £", "Ελλάδα", "Україна", "اردو"):
            assert letters.legible(text) == text
        assert letters.legible("a中b") == f"a{STAND_IN}b"
        assert letters.legible("one\n\ttwo\x07") == "one two "

    def test_stand_in_is_a_letter_itself(self):
        assert Letters(FONTS.glob("*.ttf")).legible(STAND_IN) == STAND_IN

"""Telling us, on the public pages."""

from datetime import UTC, datetime

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.forms.corrections import ApplyForm
from mutualaid.directory.models import Correction
from mutualaid.directory.views import telling
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import membership, signed_in_client

from .factories import a_fellowship, a_meeting, an_area
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOVED = {
    "kind": "time",
    "day": "2",
    "time": "6:30pm",
    "place": "Quay Hall, ring 07700 900123",
    "postcode": "nb2 2bb",
    "link": "https://meet.example.org/j/1?pwd=secret",
    "words": "Sam (sam@home.example) said so.",
    "reply_to": "ask@home.example",
}


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOON):
        an_area(host="testserver")
        yield


def tell(client, meeting, **given):
    return client.post(f"/meetings/{meeting.reference}/tell-us/", given)


class TestTellUs:
    def test_is_asked_on_a_page_that_nobody_keeps(self, client):
        meeting = a_meeting()
        response = client.get(f"/meetings/{meeting.reference}/tell-us/")

        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert "AA: Harbour Lights" in text_of(response)

    def test_keeps_what_was_told_without_what_is_somebodys_own(self, client):
        response = tell(client, a_meeting(), **MOVED)

        assert response["Location"] == "/meetings/thank-you/"
        kept = Correction.objects.get()
        assert kept.proposed == {
            "day": 2,
            "time": "18:30",
            "place": kept.proposed["place"],
            "postcode": "NB2 2BB",
            "link": "https://meet.example.org/j/1",
        }
        assert kept.proposed["place"].startswith("Quay Hall")
        for private in ("07700", "sam@", "secret"):
            assert private not in str(kept.proposed) + kept.words
        assert (kept.origin, kept.reply_to) == ("public", "ask@home.example")

    def test_thanks_in_words_that_know_nobody(self, client):
        response = client.get("/meetings/thank-you/")

        assert "Thank you for telling us" in text_of(response)
        assert not response.cookies

    @pytest.mark.parametrize("kind", ["not-there", "ended"])
    def test_needs_no_more_than_a_tick(self, client, kind):
        assert tell(client, a_meeting(), kind=kind).status_code == 302

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({}, "Choose what is not right."),
            ({"kind": "missing"}, "Choose one of the answers in the list."),
            ({"kind": "other"}, "Say what it should be"),
            ({"kind": "time", "time": "7"}, "Write the time like 7:30pm or 19:30."),
            ({"kind": "online", "link": "javascript:1"}, "Write the link in full"),
            ({"kind": "online", "telephone": "none"}, "with its area code"),
            ({"kind": "other", "words": "x" * 1001}, "Use 1000 characters or fewer"),
            ({"kind": "ended", "reply_to": "nobody"}, "Write the e-mail address"),
        ],
    )
    def test_says_what_is_missing_and_keeps_nothing(self, client, given, said):
        response = tell(client, a_meeting(), **given)

        assert response.status_code == 200
        assert said in text_of(response)
        assert not Correction.objects.exists()

    def test_what_fills_in_every_box_is_thanked_and_forgotten(self, client):
        response = tell(client, a_meeting(), kind="ended", leave_empty="x")

        assert response["Location"] == "/meetings/thank-you/"
        assert not Correction.objects.exists()

    def test_ten_an_hour_come_from_one_address(self, client):
        meeting = a_meeting()
        for _ in range(10):
            assert tell(client, meeting, kind="ended").status_code == 302

        response = tell(client, meeting, kind="other", words="Once more.")

        assert response.status_code == 429
        assert "Once more." in text_of(response)
        assert Correction.objects.count() == 10
        with clock.frozen_at(NOON.replace(hour=13, minute=1)):
            assert tell(client, meeting, kind="ended").status_code == 302

    def test_an_area_takes_so_many_an_hour(self, client, monkeypatch):
        monkeypatch.setattr(telling, "FOR_AREA", telling.Limit("small", 1, 3600))
        meeting = a_meeting()

        assert tell(client, meeting, kind="ended").status_code == 302
        assert tell(client, meeting, kind="ended").status_code == 429

    def test_whoever_works_here_is_told_apart(self):
        member = membership(Role.KEYWORKER, an_area())

        tell(signed_in_client(member), a_meeting(), kind="ended")

        assert Correction.objects.get().origin == "staff"

    @pytest.mark.parametrize("given", [{"status": "gone"}, {"visibility": "residents"}])
    def test_of_what_the_public_does_not_see_nothing_is_asked(self, client, given):
        meeting = a_meeting(**given)

        assert client.get(f"/meetings/{meeting.reference}/tell-us/").status_code == 404

    def test_a_neighbours_meeting_goes_to_whoever_keeps_its_list(self, client):
        south = an_area(slug="southby", name="Southby", host="southby.example")

        tell(client, a_meeting(area=south, venue=None), kind="ended")

        with within(south.pk):
            assert Correction.objects.get().area == south


class TestTellMissingMeeting:
    def test_keeps_what_was_told(self, client):
        a_fellowship("na")
        given = {"name": "Dawn", "fellowship": "na", "day": "6", "time": "noon"}

        response = client.post("/meetings/tell-us/", given)

        assert response["Location"] == "/meetings/thank-you/"
        kept = Correction.objects.get()
        assert (kept.kind, kept.meeting) == ("missing", None)
        assert kept.proposed == {
            "name": "Dawn",
            "fellowship": "na",
            "day": 6,
            "time": "12:00",
        }

    def test_needs_a_name(self, client):
        response = client.post("/meetings/tell-us/", {"day": "6"})

        assert "Write what it is called." in text_of(response)


class TestApplyForm:
    def test_asks_only_what_there_is_to_ask(self):
        form = ApplyForm({}, parts=[], venues=[], can_close=False, has_reply_to=False)

        assert form.is_valid()
        assert form.given() == {
            "taken": [],
            "venue": "",
            "is_closing": False,
            "answer": "",
        }

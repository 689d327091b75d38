"""Reading a list in the browser, from the file to its undoing."""

from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mutualaid.core.refusal import Refused
from mutualaid.directory.fetching import Fetched
from mutualaid.directory.models import ImportRun, Meeting, MeetingSource
from mutualaid.directory.models.imports import ImportStatus
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import membership, signed_in_client

from .factories import a_fellowship, an_area

pytestmark = pytest.mark.django_db
HEADS = "Ref,Name,Day,Time,Venue,Town,Postcode,Colour"
ROWS = [
    "1,Harbour Lights,Monday,19:00,St Anne's Hall,Northbridge,NB1 1AA,red",
    "2,Quay Steps,Tuesday,18:30,The Pavilion,Sandhythe,NB6 2WB,blue",
    "3,Beacon,Wednesday,20:00,Library,Northbridge,NB1 1AE,green",
]


def a_list(*rows: str) -> SimpleUploadedFile:
    text = "\n".join([HEADS, *(rows or ROWS)]) + "\n"
    return SimpleUploadedFile("meetings.csv", text.encode())


@pytest.fixture
def champion() -> Client:
    a_fellowship()
    return signed_in_client(membership(Role.RECOVERY_CHAMPION, an_area()))


def bring(client: Client, *rows: str, **more: object):
    data = {"source_name": "AA here", "fellowship": "aa", "file": a_list(*rows)}
    return client.post(reverse("add_import"), {**data, **more}, follow=True)


def the_run() -> ImportRun:
    return ImportRun.objects.latest("started_at", "pk")


def step(client: Client, name: str, **data: str):
    address = reverse(name, args=[the_run().reference])
    return client.post(address, data, follow=True)


class TestAddImport:
    def test_shows_what_would_change_and_changes_nothing(self, champion) -> None:
        page = bring(champion).content.decode()
        assert "3 records read: 3 new, 0 changed, 0 gone." in page
        assert "Quay Steps" in page
        assert not Meeting.objects.exists()

    def test_an_address_does_as_well(self, champion) -> None:
        fetched = Fetched(data=a_list().read(), name="meetings.csv")
        with patch("mutualaid.directory.views.imports.fetch", return_value=fetched):
            bring(champion, file="", address="https://lists.example/m.csv")
        assert the_run().address == "https://lists.example/m.csv"

    def test_an_address_that_leads_nowhere_is_told(self, champion) -> None:
        with patch(
            "mutualaid.directory.views.imports.fetch", side_effect=Refused("No way.")
        ):
            page = bring(champion, file="", address="https://lists.example/m.csv")
        assert "No way." in page.content.decode()
        assert not ImportRun.objects.exists()

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ({"file": ""}, "Give either a file or an address"),
            ({"file": "", "address": "ftp://x.example"}, "starts with https://"),
            ({"source_name": ""}, "needs an answer"),
            ({"fellowship": "nobody"}, "Choose one of the answers"),
        ],
    )
    def test_says_what_is_missing(self, champion, data, said) -> None:
        assert said in bring(champion, **data).content.decode()

    def test_what_is_no_list_is_told(self, champion) -> None:
        page = bring(champion, file=SimpleUploadedFile("x.pdf", b"%PDF-1.7 nothing"))
        assert not Meeting.objects.exists()
        assert page.status_code == 200
        assert "Could not be read" in page.content.decode()


class TestMapImport:
    def test_shows_headings_with_samples(self, champion) -> None:
        bring(champion)
        address = reverse("map_import", args=[the_run().reference])
        page = champion.get(address).content.decode()
        assert "Colour" in page
        assert "red; blue; green" in page

    def test_reads_it_anew(self, champion) -> None:
        bring(champion)
        names = (
            "slug",
            "name",
            "day",
            "time",
            "location",
            "city",
            "postal_code",
            "notes",
        )
        mapping = {f"heading_{at}": field for at, field in enumerate(names)}
        page = step(champion, "map_import", fellowship="aa", timezone="", **mapping)
        assert "red" in page.content.decode()
        assert the_run().mapping["Colour"] == "notes"

    def test_refuses_a_zone_that_is_none(self, champion) -> None:
        bring(champion)
        page = step(champion, "map_import", timezone="Europe/Northbridge")
        assert "no time zone of that name" in page.content.decode()

    def test_of_what_is_settled_leads_back(self, champion) -> None:
        bring(champion)
        step(champion, "drop_import")
        address = reverse("map_import", args=[the_run().reference])
        assert champion.get(address).status_code == 302


class TestApplyImport:
    def test_publishes_and_can_be_undone(self, champion) -> None:
        bring(champion)
        step(champion, "apply_import")
        assert Meeting.objects.published().count() == 3
        page = step(champion, "undo_import").content.decode()
        assert the_run().status == ImportStatus.UNDONE
        assert Meeting.objects.published().count() == 0
        assert "Undone" in page

    def test_tells_each_field_before_and_after(self, champion) -> None:
        bring(champion)
        step(champion, "apply_import")
        later = [ROWS[0].replace("19:00", "19:30"), *ROWS[1:]]
        page = bring(champion, *later).content.decode()
        assert "Every Monday, 7pm" in page
        assert "Every Monday, 7:30pm" in page
        step(champion, "apply_import")
        address = reverse("show_import", args=[the_run().reference])
        past = champion.get(address, {"show": "changed"}).content.decode()
        assert "Every Monday, 7:30pm" in past

    def test_a_broken_list_is_held_back_until_somebody_insists(self, champion) -> None:
        many = [f"{n}{row}" for n in range(4) for row in ROWS]
        bring(champion, *many)
        step(champion, "apply_import")
        page = bring(champion, *many[:2]).content.decode()
        assert "Much of this list is missing" in page
        step(champion, "apply_import")
        assert Meeting.objects.published().count() == 12
        step(champion, "apply_import", may_drop="yes")
        assert Meeting.objects.published().count() == 2

    def test_twice_is_refused(self, champion) -> None:
        bring(champion)
        step(champion, "apply_import")
        page = step(champion, "apply_import")
        assert "There is a problem" in page.content.decode()


class TestDropImport:
    def test_leaves_everything_as_it_was(self, champion) -> None:
        bring(champion)
        page = step(champion, "drop_import").content.decode()
        assert "Left alone" in page
        assert the_run().rows is None


class TestDownloadProblems:
    def test_is_a_table(self, champion) -> None:
        bring(champion, *ROWS, "9,,Monday,19:00,Hall,Northbridge,NB1 1AA,red")
        address = reverse("download_problems", args=[the_run().reference])
        response = champion.get(address)
        assert response["Content-Type"].startswith("text/csv")
        assert "no name" in response.content.decode()


class TestSources:
    def test_list_page_and_its_settings(self, champion) -> None:
        bring(champion)
        step(champion, "apply_import")
        source = MeetingSource.objects.get()
        page = champion.get(reverse("list_sources")).content.decode()
        assert "AA here" in page
        changed = champion.post(
            reverse("change_source", args=[source.reference]),
            {
                "address": "https://lists.example/m.csv",
                "every_hours": "24",
                "stale_after_days": "14",
                "permission": "given",
                "permission_note": "The intergroup’s web office",
                "permission_on-day": "1",
                "permission_on-month": "11",
                "permission_on-year": "2026",
            },
            follow=True,
        )
        page = changed.content.decode()
        assert "Every day" in page
        assert "They said yes, 1 November 2026" in page

    def test_reading_by_itself_needs_an_address(self, champion) -> None:
        bring(champion)
        step(champion, "apply_import")
        source = MeetingSource.objects.get()
        page = champion.post(
            reverse("change_source", args=[source.reference]),
            {"every_hours": "24", "stale_after_days": "none"},
        ).content.decode()
        assert "needs its address" in page
        assert "from 1 to 365" in page

    def test_can_be_paused_and_read_at_once(self, champion) -> None:
        bring(champion)
        step(champion, "apply_import")
        source = MeetingSource.objects.get()
        reference = [source.reference]
        champion.post(
            reverse("change_source", args=reference),
            {
                "address": "https://lists.example/m.csv",
                "every_hours": "24",
                "stale_after_days": "14",
            },
        )
        page = champion.post(
            reverse("pause_source", args=reference), {"pause": "yes"}, follow=True
        )
        assert "Go on reading it by itself" in page.content.decode()
        page = champion.post(reverse("read_source", args=reference), follow=True)
        assert page.status_code == 200

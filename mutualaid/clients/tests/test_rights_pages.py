"""Requests about a client's data, from asking to the answer."""

import json

import pytest

from mutualaid.clients.tests import factories
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.models import (
    AttachedCorrection,
    Look,
    Looked,
    RightsKind,
    RightsRequest,
    RightsStatus,
)
from mutualaid.privacy.rights.correctable import statements_of

pytestmark = pytest.mark.django_db
WORDS = "I want to see everything"


class Place:
    """A service with its manager, two keyworkers and a client of the first."""

    def __init__(self) -> None:
        self.area = places.area(host="testserver")
        self.service = places.service(self.area)
        factories.record_keeping(self.service)
        self.manager = self.seat(Role.SERVICE_MANAGER)
        self.keyworker = self.seat(Role.KEYWORKER)
        self.colleague = self.seat(Role.KEYWORKER)
        self.administrator = places.membership(Role.AREA_ADMINISTRATOR, self.area)
        self.client = factories.client(
            self.service,
            self.keyworker,
            identity={"name": "Ada Canary", "contact": "07700 900123"},
        )
        self.person = self.client.person

    def seat(self, role):
        return places.membership(role, self.area, service=self.service)

    def asked(self, kind=RightsKind.ACCESS, by=None) -> RightsRequest:
        page = places.signed_in_client(by or self.keyworker)
        page.post(
            f"/privacy/people/{self.person.reference}/requests/open/", answers(kind)
        )
        return RightsRequest.objects.get(kind=kind)


def answers(kind):
    return {
        "kind": kind,
        "words": WORDS,
        "received_on-day": "2",
        "received_on-month": "11",
        "received_on-year": "2026",
        "identity_check": "known",
    }


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path) -> None:
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def place():
    return Place()


class TestOpenRightsRequest:
    def test_is_written_down_by_the_keyworker(self, place):
        asked = place.asked()

        assert (asked.person, asked.status) == (place.person, RightsStatus.OPEN)
        assert asked.words("sealed_words") == WORDS
        assert asked.due_on.isoformat() == "2026-12-02"

    def test_keeps_what_was_typed_where_something_is_missing(self, place):
        page = places.signed_in_client(place.keyworker)
        address = f"/privacy/people/{place.person.reference}/requests/open/"

        answer = page.post(address, {**answers("access"), "identity_check": ""})

        assert WORDS in answer.content.decode()
        assert not RightsRequest.objects.exists()


class TestListRightsRequests:
    def test_shows_nothing_to_a_colleague(self, place):
        asked = place.asked()

        answer = places.signed_in_client(place.colleague).get("/privacy/requests/")

        assert asked.printed not in answer.content.decode()

    def test_shows_the_administrator_dates_and_no_content(self, place):
        asked = place.asked()

        page = places.signed_in_client(place.administrator).get("/privacy/requests/")

        said = page.content.decode()
        assert asked.printed in said
        assert "2 December 2026" in said
        for hidden in (place.person.printed, place.person.reference, asked.reference):
            assert hidden not in said
        assert str(RightsKind.ACCESS.label) not in said


class TestShowRightsRequest:
    def test_is_there_for_who_works_on_it(self, place):
        asked = place.asked()

        for seat in (place.manager, place.keyworker):
            page = places.signed_in_client(seat).get(
                f"/privacy/requests/{asked.reference}/"
            )
            assert WORDS in page.content.decode()

    def test_is_not_there_for_colleagues(self, place):
        asked = place.asked()

        for seat in (place.colleague, place.administrator):
            page = places.signed_in_client(seat).get(
                f"/privacy/requests/{asked.reference}/"
            )
            assert page.status_code == 404


class TestDownloadPack:
    def test_comes_as_page_pdf_and_json(self, place):
        asked = place.asked()
        page = places.signed_in_client(place.manager)
        address = f"/privacy/requests/{asked.reference}/pack"

        html, pdf, told = (
            page.get(f"{address}/{form}/") for form in ("html", "pdf", "json")
        )

        assert "Ada Canary" in html.content.decode()
        assert pdf.content.startswith(b"%PDF")
        assert "07700 900123" in json.dumps(json.loads(told.content))
        assert Look.objects.filter(what=Looked.EXPORT).count() == 3
        assert place.person.reference not in pdf["Content-Disposition"]

    def test_is_refused_to_the_keyworker(self, place):
        asked = place.asked()

        page = places.signed_in_client(place.keyworker).get(
            f"/privacy/requests/{asked.reference}/pack/json/"
        )

        assert page.status_code == 403


class TestAttachCorrection:
    def test_stands_beside_the_original_in_the_pack(self, place):
        asked = place.asked()
        (about,) = [
            each
            for each in statements_of(place.person)
            if each.table == "clients.ClientIdentity"
        ]
        places.signed_in_client(place.keyworker).post(
            f"/privacy/people/{place.person.reference}/corrections/add/",
            {"about": about.handle, "words": "My name is Adah"},
        )

        told = places.signed_in_client(place.manager).get(
            f"/privacy/requests/{asked.reference}/pack/json/"
        )

        sections = {each["table"]: each for each in told.json()["sections"]}
        (row,) = sections["clients.ClientIdentity"]["rows"]
        assert row["corrections"] == ["My name is Adah"]
        assert row["cells"]["sealed_name"]["words"] == "Ada Canary"
        assert AttachedCorrection.objects.get().attached_by == place.keyworker


class TestDecideErasure:
    def test_lets_some_go_and_says_why_the_rest_stays(self, place):
        asked = place.asked(RightsKind.ERASURE)
        page = places.signed_in_client(place.manager)
        address = f"/privacy/requests/{asked.reference}/erasure/"
        assert page.get(address).status_code == 200

        answer = page.post(
            address,
            {
                "identity": "care-record",
                "contact": "erase",
                "record": "care-record",
                "company": "erase",
                "journal": "erase",
                "words": "Your number is gone.",
            },
            follow=True,
        )

        said = answer.content.decode()
        assert "Your number is gone." in said
        assert "part of your care record" in said
        place.client.identity.refresh_from_db()
        assert bytes(place.client.identity.sealed_contact) == b""
        assert place.client.identity.words("sealed_name") == "Ada Canary"

    def test_of_everything_leaves_the_dates(self, place):
        asked = place.asked(RightsKind.ERASURE)
        page = places.signed_in_client(place.manager)
        shelves = ("identity", "contact", "record", "company", "journal")

        answer = page.post(
            f"/privacy/requests/{asked.reference}/erasure/",
            {**dict.fromkeys(shelves, "erase"), "is_whole": "on"},
            follow=True,
        )

        assert "We have erased all of it" in answer.content.decode()
        asked.refresh_from_db()
        assert (asked.person, asked.status) == (None, RightsStatus.ANSWERED)
        assert bytes(asked.sealed_words) == b""

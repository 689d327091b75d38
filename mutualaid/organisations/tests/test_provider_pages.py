from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.organisations.models import Organisation, Service
from mutualaid.organisations.roles import Role

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADMINISTRATOR = Role.AREA_ADMINISTRATOR


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area(name="Northbridge")


@pytest.fixture
def service(area):
    harbour = make.organisation(area, name="Harbour")
    return make.service(area, organisation=harbour, name="Riverside")


@pytest.fixture
def administrator(area):
    return make.signed_in_client(make.membership(ADMINISTRATOR, area))


def wearing(role, area):
    return make.signed_in_client(make.membership(role, area))


def words(response):
    return response.content.decode()


class TestListOrganisations:
    @pytest.mark.parametrize("role", Role)
    def test_is_there_for_every_hat(self, area, service, role):
        page = words(wearing(role, area).get("/organisations/"))

        assert "Harbour" in page
        assert "Riverside" in page
        assert ("Rename Riverside" in page) is (role is ADMINISTRATOR)

    def test_shows_what_is_closed_to_administrators_only(self, area, administrator):
        make.organisation(area, name="Gone", closed_on=date(2025, 1, 1))
        make.organisation(area, name="Going", closed_on=date(2026, 11, 22))

        theirs = words(administrator.get("/organisations/"))
        shut = make.service(area, name="Shut", closed_on=date(2026, 11, 21))
        others = words(wearing(Role.PEER, area).get("/organisations/"))

        assert "Closed since 1 January 2025" in theirs
        assert "Reopen Gone" in theirs
        assert "Gone" not in others
        assert shut.name not in others
        assert "Closes from 22 November 2026" in others

    def test_tells_administrators_who_is_missing(self, area, service, administrator):
        make.service(area, closed_on=date(2026, 11, 20), name="Shut")

        theirs = words(administrator.get("/organisations/"))
        others = words(wearing(Role.PEER, area).get("/organisations/"))

        assert theirs.count("No service manager, no keyworker") == 1
        assert "No service manager" not in others

    def test_says_what_to_do_where_there_is_nothing(self, area, administrator):
        assert "Add whoever runs services here" in words(
            administrator.get("/organisations/")
        )

    @pytest.mark.parametrize("number", [1, 12])
    def test_asks_as_often_however_many_there_are(
        self, area, administrator, number, django_assert_num_queries
    ):
        for _ in range(number):
            make.service(area)
        administrator.get("/organisations/")

        with django_assert_num_queries(QUERIES_OF_A_REQUEST + 3):
            administrator.get("/organisations/")


# The session, the person, whether the area is known already, and the hat.
QUERIES_OF_A_REQUEST = 3


class TestAddOrganisation:
    def test_adds_and_leads_back_to_the_list(self, area, administrator):
        response = administrator.post(
            "/organisations/add/", {"name": " Harbour  House "}
        )

        assert response["Location"] == "/organisations/"
        assert Organisation.objects.get().name == "Harbour House"

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("", "“Name” needs an answer."),
            ("x" * 121, "120 characters"),
            ("Har\u200bbour", "characters that cannot be seen"),
            ("Har\u202ebour", "characters that cannot be seen"),
            ("HARBOUR", "There is already one called HARBOUR."),
        ],
    )
    def test_keeps_what_was_typed_beside_what_is_wrong(
        self, area, service, administrator, name, sentence
    ):
        page = words(administrator.post("/organisations/add/", {"name": name}))

        assert sentence in page
        assert f'value="{name}"' in page or not name
        assert Organisation.objects.count() == 1


class TestAddService:
    def test_adds_to_the_organisation_of_the_address(self, service, administrator):
        organisation = service.organisation

        administrator.post(
            f"/organisations/{organisation.reference}/add-service/", {"name": "Hill"}
        )

        assert Service.objects.get(name="Hill").organisation == organisation

    def test_says_what_is_wrong(self, service, administrator):
        address = f"/organisations/{service.organisation.reference}/add-service/"

        assert "Add a service of Harbour" in words(administrator.get(address))
        page = administrator.post(address, {"name": "riverside"})

        assert "There is already one called riverside." in words(page)


class TestRename:
    def test_says_what_is_wrong(self, area, service, administrator):
        make.organisation(area, name="Haven")
        address = f"/organisations/{service.organisation.reference}/rename/"

        assert 'value="Harbour"' in words(administrator.get(address))
        page = administrator.post(address, {"name": "Haven"})

        assert "There is already one called Haven." in words(page)

    def test_starts_from_the_name_and_gives_another(self, service, administrator):
        address = f"/services/{service.reference}/rename/"

        assert 'value="Riverside"' in words(administrator.get(address))
        administrator.post(address, {"name": "Waterside"})
        administrator.post(
            f"/organisations/{service.organisation.reference}/rename/",
            {"name": "Haven"},
        )

        service.refresh_from_db()
        assert (service.name, service.organisation.name) == ("Waterside", "Haven")


class TestCloseService:
    def test_says_who_loses_what_before(self, area, service, administrator):
        for role in (Role.PEER, Role.PEER, Role.KEYWORKER):
            make.membership(role, area, service=service)

        page = words(administrator.get(f"/services/{service.reference}/close/"))

        assert "Keyworker: 1 person" in page
        assert "Peer: 2 people" in page
        assert 'name="seen" value="keyworker:1 peer:2"' in page

    def test_closes_when_confirmed(self, area, service, administrator):
        make.membership(Role.PEER, area, service=service)

        response = administrator.post(
            f"/services/{service.reference}/close/", {"seen": "peer:1"}
        )

        service.refresh_from_db()
        assert response.status_code == 302
        assert service.closed_on == date(2026, 11, 22)

    @pytest.mark.parametrize("seen", ["", "peer:2", "peer:x", "nonsense", ":", "\x00"])
    def test_asks_again_when_it_was_told_otherwise(
        self, area, service, administrator, seen
    ):
        make.membership(Role.PEER, area, service=service)

        page = administrator.post(
            f"/services/{service.reference}/close/", {"seen": seen}
        )

        service.refresh_from_db()
        assert service.closed_on is None
        assert page.status_code == 200
        assert 'name="seen" value="peer:1"' in words(page)

    def test_ends_the_view_of_who_works_there_on_the_next_day(self, area, service):
        peer = make.membership(Role.PEER, area, service=service)
        client = make.signed_in_client(peer)
        administrator = make.signed_in_client(make.membership(ADMINISTRATOR, area))
        administrator.post(f"/services/{service.reference}/close/", {"seen": "peer:1"})

        assert client.get("/today/").status_code == 200
        with clock.frozen_at(datetime(2026, 11, 22, 0, 0, 1, tzinfo=UTC)):
            assert client.get("/today/").status_code == 302


class TestCloseOrganisation:
    def test_names_its_services_and_closes_them(self, service, administrator):
        address = f"/organisations/{service.organisation.reference}/close/"

        assert "<li>Riverside</li>" in words(administrator.get(address))
        administrator.post(address, {"seen": ""})

        service.refresh_from_db()
        assert service.closed_on == service.organisation.closed_on == date(2026, 11, 22)


class TestReopen:
    def test_opens_again(self, service, administrator):
        organisation = service.organisation
        administrator.post(f"/organisations/{organisation.reference}/close/")

        for address in (
            f"/organisations/{organisation.reference}/reopen/",
            f"/services/{service.reference}/reopen/",
        ):
            assert administrator.get(address).status_code == 200
            assert administrator.post(address).status_code == 302

        service.refresh_from_db()
        assert service.closed_on is service.organisation.closed_on is None

    def test_says_why_not(self, service, administrator):
        page = administrator.post(f"/services/{service.reference}/reopen/")
        other = administrator.post(
            f"/organisations/{service.organisation.reference}/reopen/"
        )

        assert "Riverside is open already." in words(page)
        assert "Harbour is open already." in words(other)


NEEDING_A_PLACE = {
    "add_service": "organisation",
    "rename_organisation": "organisation",
    "close_organisation": "organisation",
    "reopen_organisation": "organisation",
    "rename_service": "service",
    "close_service": "service",
    "reopen_service": "service",
}


class TestDoors:
    @pytest.mark.parametrize("name", NEEDING_A_PLACE)
    @pytest.mark.parametrize("role", set(Role) - {ADMINISTRATOR})
    def test_are_closed_to_all_but_administrators(self, area, service, name, role):
        place = {"organisation": service.organisation, "service": service}
        address = reverse(name, args=[place[NEEDING_A_PLACE[name]].reference])
        client = wearing(role, area)

        assert client.get(address).status_code == 403
        assert client.post(address, {"name": "New", "seen": ""}).status_code == 403
        service.refresh_from_db()
        assert (service.name, service.closed_on) == ("Riverside", None)
        assert Entry.objects.filter(act="access.denied").count() == 2

    @pytest.mark.parametrize("role", [Role.PEER, Role.COMMISSIONER])
    def test_of_adding_are_closed_too(self, area, role):
        client = wearing(role, area)

        assert client.post("/organisations/add/", {"name": "New"}).status_code == 403

    @pytest.mark.parametrize("name", NEEDING_A_PLACE)
    def test_lead_nowhere_for_what_is_not_there(self, area, administrator, name):
        address = reverse(name, args=["BCDFGHJKMN"])

        assert administrator.get(address).status_code == 404

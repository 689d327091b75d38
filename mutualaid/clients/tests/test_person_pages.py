"""The way back from pages of privacy to the page of the client, for whoever sees them."""

import pytest

from mutualaid.clients.tests import factories
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.models import IdentityCheck, RightsKind
from mutualaid.privacy.person_pages import page_of
from mutualaid.privacy.rights.actions.rights import open_request
from mutualaid.privacy.tests import factories as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    service = places.service(places.area(host="testserver"))
    factories.record_keeping(service)
    keyworker = places.membership(Role.KEYWORKER, service.area, service=service)
    return factories.client(service, keyworker)


@pytest.fixture
def keyworker(client):
    return client.caseloads.get().membership


def seat(client, role: Role):
    return places.membership(role, client.area, service=client.service)


class TestPageOf:
    def test_is_the_clients_page_for_whoever_sees_them(self, client, keyworker):
        manager = seat(client, Role.SERVICE_MANAGER)

        for membership in (keyworker, manager):
            address = page_of(client.person, membership.hat())
            assert address == f"/clients/{client.reference}/"
            page = places.signed_in_client(membership).get(address)
            assert page.status_code == 200

    @pytest.mark.parametrize("role", [Role.KEYWORKER, Role.PEER])
    def test_is_none_for_anybody_else(self, client, role):
        assert page_of(client.person, seat(client, role).hat()) == ""

    def test_is_none_of_somebody_erased(self, keyworker):
        assert page_of(None, keyworker.hat()) == ""


class TestWayBack:
    @pytest.mark.parametrize(
        "address",
        ["consents/", "requests/open/", "corrections/add/", "holds/add/"],
    )
    def test_leads_to_the_client(self, client, address):
        manager = seat(client, Role.SERVICE_MANAGER)
        site = places.signed_in_client(manager)

        page = site.get(f"/privacy/people/{client.reference}/{address}")

        back = f'class="govuk-back-link" href="/clients/{client.reference}/"'
        assert back in page.content.decode()

    def test_leads_from_a_request_and_from_a_review(self, client, keyworker):
        manager = seat(client, Role.SERVICE_MANAGER)
        asked = open_request(
            person=client.person,
            kind=RightsKind.ACCESS,
            words="",
            identity_check=IdentityCheck.KNOWN,
            received_on=client.created_at.date(),
            by=keyworker.hat(),
        )
        review = people.review(client.person)
        site = places.signed_in_client(manager)

        for address in (f"requests/{asked.reference}", f"reviews/{review.reference}"):
            page = site.get(f"/privacy/{address}/").content.decode()
            assert f'href="/clients/{client.reference}/"' in page

"""A manager decides on a record whose time is over, and keeps another; anybody reads who sees what."""

from datetime import timedelta

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS
from test_printing import A4, COLOURS, NOT_FOR_PAPER, sheets
from visitor import Visitor

from mutualaid.clients.models import Client
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.directory.tests.factories import an_area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.privacy.models import Hold, RetentionRun
from mutualaid.privacy.tests import factories as kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def area(transactional_db):
    return an_area()


@pytest.fixture
def service(area):
    return make.service(area)


@pytest.fixture
def old(service) -> Client:
    """Somebody whose time was over yesterday."""
    day = clock.today() - timedelta(days=2923)
    client = factories.client(service, last_contact_on=day)
    kept.review(client.person, since=day)
    return client


@pytest.fixture
def mirek(sized_page, live_server, area, service) -> Colleague:
    manager = make.membership(Role.SERVICE_MANAGER, area, service=service)
    return Colleague(sized_page, live_server.url, manager)


@pytest.fixture
def bare_mirek(no_script_page, live_server, area, service) -> Colleague:
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    manager = make.membership(Role.SERVICE_MANAGER, area, service=service)
    return Colleague(no_script_page, live_server.url, manager)


class TestReviews:
    def test_go_from_a_hold_to_a_decision(self, mirek, service, old):
        keeps_a_record(mirek, factories.client(service))
        decides(mirek, old)

    def test_need_no_script(self, bare_mirek, service, old):
        keeps_a_record(bare_mirek, factories.client(service))
        decides(bare_mirek, old)


def keeps_a_record(manager: Colleague, client: Client) -> None:
    manager.opens(f"/privacy/people/{client.reference}/holds/add/")
    manager.looks_closely()
    manager.presses("Place the hold")
    manager.is_told("Choose why it has to stay.")
    manager.chooses("A complaint is being looked into")
    manager.presses("Place the hold")
    manager.arrives_at("Reviews and holds")
    manager.reads(client.person.printed)
    assert Hold.objects.get().person == client.person


def decides(manager: Colleague, client: Client) -> None:
    manager.opens("/privacy/reviews/")
    manager.looks_closely()
    link = manager.main.get_by_role("link", name="Decide")
    assert client.person.printed in link.inner_text()
    link.click()
    manager.arrives_at(f"Time is over: {client.person.printed}")
    manager.looks_closely()
    manager.chooses("Erase it all")
    manager.presses("Decide")
    manager.arrives_at("Reviews and holds")
    manager.reads("Nothing waits")
    assert not Client.objects.filter(pk=client.pk).exists()


class TestDate:
    def test_is_confirmed_by_an_administrator(self, page, live_server, area, service):
        long_ago = clock.today() - timedelta(days=90)
        RetentionRun.objects.create(area=area, ran_on=long_ago)
        worn = make.membership(Role.AREA_ADMINISTRATOR, area)
        administrator = Colleague(page, live_server.url, worn)

        administrator.opens("/privacy/reviews/")
        administrator.reads("Is the date right?")
        administrator.looks_closely()
        page.get_by_role("button", name="Today is").click()

        administrator.does_not_read("Is the date right?")


class TestWhoSeesWhat:
    def test_is_one_table_for_anybody(self, sized_page, live_server, area):
        reader = Visitor(sized_page, live_server.url)

        reader.opens("/privacy/who-sees-what/")
        reader.looks_closely()
        assert reader.page.get_by_role("table").count() == 1
        reader.follows("What you can ask for")
        reader.arrives_at("Your rights")
        reader.looks_closely()

    def test_takes_one_sheet_in_black_and_white(self, page, live_server, area):
        reader = Visitor(page, live_server.url)
        page.emulate_media(media="print")

        reader.opens("/privacy/who-sees-what/")

        assert sheets(reader) == [A4]
        assert set(page.evaluate(COLOURS)) == {"rgb(0, 0, 0) on rgba(0, 0, 0, 0)"}
        assert page.locator(NOT_FOR_PAPER).filter(visible=True).count() == 0

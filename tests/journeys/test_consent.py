"""A keyworker reads the words out, keeps three answers apart, and a yes is taken back."""

import re
from datetime import timedelta

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS
from playwright.sync_api import expect

from mutualaid.clients.actions.commitments import plan
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.tests.factories import a_meeting, an_area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.privacy.consents.in_force import may_contact, may_tell
from mutualaid.privacy.models import Route, Telling

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def joss(transactional_db):
    area = an_area()
    return make.membership(Role.KEYWORKER, area, service=make.service(area))


@pytest.fixture
def client(joss):
    """With a meeting that is to come."""
    with within(joss.area_id):
        factories.record_keeping(joss.service)
        made = factories.client(joss.service, joss)
        meeting = a_meeting(area=joss.area, name="Tuesday Steps", weekday=1)
        held = meeting.schedule().next_occurrence(clock.now() + timedelta(days=1))
        plan(client=made, meeting=meeting, on=held.original_date, by=joss.hat())
    return made


@pytest.fixture
def keyworker(sized_page, live_server, joss, client) -> Colleague:
    return Colleague(sized_page, live_server.url, joss)


@pytest.fixture
def bare_keyworker(no_script_page, live_server, joss, client) -> Colleague:
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return Colleague(no_script_page, live_server.url, joss)


class TestConsent:
    def test_is_asked_three_times_and_taken_back_once(self, keyworker, client):
        goes_through_it(keyworker, client)

    def test_needs_no_script(self, bare_keyworker, client):
        goes_through_it(bare_keyworker, client)


def goes_through_it(keyworker: Colleague, client) -> None:
    tells(keyworker, client)
    asks_about_company(keyworker, client)
    asks_about_texts(keyworker, client)
    takes_it_back(keyworker, client)


def tells(keyworker: Colleague, client) -> None:
    keyworker.opens(f"/privacy/people/{client.reference}/consents/")
    keyworker.reads("Nobody has told them yet")
    keyworker.looks_closely()
    keyworker.page.get_by_role("link", name="Tell them now").click()
    keyworker.reads("So this is not a thing to say yes or no to.")
    keyworker.looks_closely()
    keyworker.chooses("Gone through together")
    keyworker.presses("Keep that they were told")
    keyworker.reads("Gone through together, by")


def asks_about_company(keyworker: Colleague, client) -> None:
    ask = "Ask about somebody who goes with them"
    keyworker.page.get_by_role("link", name=ask).click()
    keyworker.reads("We tell them nothing else about you.")
    keyworker.presses("Keep their answer")
    keyworker.is_told("Choose yes or no.")
    keyworker.looks_closely()
    keyworker.writes("Who is to be told?", "Sam")
    keyworker.page.get_by_role("radio", name="Tuesday Steps").check()
    keyworker.chooses("Yes")
    keyworker.chooses("They signed it on paper")
    keyworker.presses("Keep their answer")
    keyworker.reads("first name, the place to meet")


def asks_about_texts(keyworker: Colleague, client) -> None:
    keyworker.page.get_by_role("link", name=re.compile("Ask.*Text message")).click()
    keyworker.reads("Texts can be read by other people.")
    keyworker.looks_closely()
    keyworker.chooses("Yes")
    keyworker.writes("When is it safe?", "Weekdays before three")
    keyworker.chooses("They said so")
    keyworker.presses("Keep their answer")
    keyworker.reads("Weekdays before three")
    keyworker.looks_closely()
    with within(client.area_id):
        assert may_contact(client.person, Route.TEXT)
        assert not may_contact(client.person, Route.TELEPHONE)


def takes_it_back(keyworker: Colleague, client) -> None:
    link = keyworker.page.get_by_role("link", name=re.compile("take this back.*Sam"))
    link.click()
    keyworker.reads("cannot be called back")
    keyworker.looks_closely()
    keyworker.presses("Take it back now")
    keyworker.reads("Taken back")
    expect(link).to_have_count(0)
    with within(client.area_id):
        assert may_contact(client.person, Route.TEXT)
        assert not may_tell(client.person, what=Telling.PLACE, whom="Sam")

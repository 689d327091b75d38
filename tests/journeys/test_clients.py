"""A manager turns records on; a keyworker plans a meeting with a client; a cover asks how it went."""

from datetime import timedelta

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS, without_scripts
from playwright.sync_api import expect

from mutualaid.clients.models import Client, Commitment, CommitmentStatus
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.tests.factories import a_meeting, an_area
from mutualaid.organisations.models import Cover
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Fennick"
MEETING = "Monday Lights"


class Team:
    """A service with a manager and two keyworkers, and a meeting near it."""

    def __init__(self) -> None:
        self.area = an_area()
        service = make.service(self.area, name="Riverside")
        self.manager, self.keyworker, self.colleague = (
            make.membership(role, self.area, service=service)
            for role in (Role.SERVICE_MANAGER, Role.KEYWORKER, Role.KEYWORKER)
        )
        a_meeting(area=self.area, name=MEETING)

    def away(self) -> None:
        """The keyworker is away from today, and the colleague stands in."""
        now, today = clock.now(), clock.today()
        with within(self.area.pk):
            Cover.objects.create(
                area=self.area,
                membership=self.keyworker,
                covered_by=self.colleague,
                starts_on=today,
                ends_on=today + timedelta(days=3),
                created_at=now,
                updated_at=now,
            )


@pytest.fixture
def team(transactional_db) -> Team:
    return Team()


@pytest.fixture
def as_one_of(new_context, watch, live_server):
    """Somebody of the team in a browser of their own, by width and with scripts or not."""
    bare = []

    def come(worn, width: int, *, scripts: bool = True) -> Colleague:
        context = watch.over(new_context(java_script_enabled=scripts))
        if not scripts:
            without_scripts.append(context)
            bare.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        return Colleague(page, live_server.url, worn)

    yield come
    for context in bare:
        without_scripts.remove(context)


class TestClients:
    @pytest.mark.parametrize("width", WIDTHS)
    def test_from_a_switch_to_an_answer(self, team, as_one_of, width):
        turns_records_on(as_one_of(team.manager, width))
        keyworker = as_one_of(team.keyworker, width)
        adds_a_client(keyworker)
        plans_a_meeting(keyworker)
        team.away()
        a_week_goes_by(team)
        asks_how_it_went(as_one_of(team.colleague, width))
        reads_the_name_for_a_reason(as_one_of(team.manager, width))
        hands_over(keyworker, team)

    def test_needs_no_script(self, team, as_one_of):
        width = min(WIDTHS)
        turns_records_on(as_one_of(team.manager, width, scripts=False))
        keyworker = as_one_of(team.keyworker, width, scripts=False)
        adds_a_client(keyworker)
        plans_a_meeting(keyworker)
        hands_over(keyworker, team)

    def test_counts_without_records(self, team, as_one_of):
        keyworker = as_one_of(team.keyworker, min(WIDTHS))
        keyworker.opens("/clients/")
        keyworker.reads("This service keeps no records of clients here")
        keyworker.looks_closely()
        keyworker.follows("Tallies")
        keyworker.looks_closely()
        one_more = keyworker.page.get_by_role("button", name="One more")
        one_more.first.click()
        expect(keyworker.page.locator(".ma-tally__number").first).to_have_text("1")


def turns_records_on(manager: Colleague) -> None:
    manager.opens("/clients/")
    manager.page.get_by_role("link", name="Turn records on or off").click()
    manager.looks_closely()
    manager.chooses("Yes, under a reference, with as little as possible")
    manager.presses("Save")
    manager.reads("Nobody here")


def adds_a_client(keyworker: Colleague) -> None:
    keyworker.opens("/clients/")
    keyworker.follows("Add a client")
    keyworker.looks_closely()
    keyworker.presses("Add the client")
    keyworker.is_told("Write the name to be called, or the local number.")
    keyworker.looks_closely()
    keyworker.writes("What name shall we call them?", NAME)
    keyworker.writes("What helps them?", "No stairs")
    keyworker.presses("Add the client")
    keyworker.reads("No stairs")
    keyworker.reads("No meeting is planned.")
    keyworker.looks_closely()
    assert NAME not in keyworker.page.title()


def plans_a_meeting(keyworker: Colleague) -> None:
    keyworker.follows("Plan a meeting")
    keyworker.writes("Name, fellowship or place", "lights")
    keyworker.presses("Look")
    keyworker.looks_closely()
    keyworker.page.get_by_role("button", name="Choose").first.click()
    keyworker.looks_closely()
    keyworker.page.get_by_role("radio").first.check()
    keyworker.writes("Note", "By bus")
    keyworker.presses("Plan it")
    keyworker.reads(MEETING)
    keyworker.reads("By bus")
    assert "lights" not in keyworker.page.url
    keyworker.looks_closely()


def a_week_goes_by(team: Team) -> None:
    with within(team.area.pk):
        made = Commitment.objects.get()
        made.original_date -= timedelta(days=14)
        made.save()


def asks_how_it_went(colleague: Colleague) -> None:
    colleague.opens("/today/")
    colleague.reads("1 planned meeting is over: ask how it went.")
    colleague.follows("See whom to ask")
    colleague.looks_closely()
    colleague.page.get_by_role("link", name="Say how it went").first.click()
    colleague.looks_closely()
    colleague.chooses("Went")
    colleague.presses("Save it")
    colleague.reads("You stand in for")
    colleague.looks_closely()
    assert Commitment.objects.get().status == CommitmentStatus.WENT


def reads_the_name_for_a_reason(manager: Colleague) -> None:
    printed = Client.objects.get().person.printed
    manager.opens("/clients/")
    manager.does_not_read(NAME)
    manager.looks_closely()
    manager.page.get_by_role("link", name=printed).click()
    manager.does_not_read(NAME)
    manager.page.get_by_text("Show the name", exact=True).click()
    manager.chooses("Their keyworker is away")
    manager.looks_closely()
    manager.presses("Show it")
    manager.reads(NAME)


def hands_over(keyworker: Colleague, team: Team) -> None:
    printed = Client.objects.get().person.printed
    keyworker.opens("/clients/")
    keyworker.presses("Show names")
    keyworker.reads(NAME)
    keyworker.looks_closely()
    keyworker.page.get_by_role("link", name=printed).click()
    keyworker.page.get_by_role("link", name="Hand over").click()
    keyworker.looks_closely()
    keyworker.chooses(team.colleague.user.name)
    keyworker.presses("Hand over")
    keyworker.does_not_read(NAME)
    keyworker.does_not_read(printed)

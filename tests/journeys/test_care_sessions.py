"""A keyworker holds session one in its short form, is interrupted, and finishes session two."""

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS
from playwright.sync_api import expect

from mutualaid.care.models import CareSession, SessionStatus, StepRecord
from mutualaid.clients.models import Commitment
from mutualaid.clients.tests import factories as clients
from mutualaid.directory.tests.factories import a_meeting, an_area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "Would like mornings back"


@pytest.fixture
def keyworker(transactional_db):
    area = an_area()
    service = make.service(area, name="Riverside")
    worn = make.membership(Role.KEYWORKER, area, service=service)
    clients.record_keeping(service)
    clients.client(service, worn)
    a_meeting(area=area, name="Monday Lights")
    return worn


@pytest.fixture
def joss(page, live_server, keyworker) -> Colleague:
    return Colleague(page, live_server.url, keyworker)


@pytest.fixture
def bare_joss(no_script_page, live_server, keyworker) -> Colleague:
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return Colleague(no_script_page, live_server.url, keyworker)


class TestCareSessions:
    @pytest.mark.parametrize("width", WIDTHS)
    def test_go_from_a_first_talk_to_a_plan(self, joss, width):
        joss.page.set_viewport_size({"width": width, "height": HEIGHT})
        begins(joss)
        is_interrupted(joss)
        finishes_session_one(joss)
        holds_session_two(joss)

    def test_need_no_script(self, bare_joss):
        begins(bare_joss)
        finishes_session_one(bare_joss)
        holds_session_two(bare_joss)

    def test_are_held_by_keyboard_alone(self, joss):
        begins(joss)
        page = joss.page
        page.get_by_label("The change they named, in one line").focus()
        page.keyboard.type(TYPED)
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Done, and on")).to_be_focused()
        page.keyboard.press("Enter")
        joss.arrives_at("Ask about the past")
        assert StepRecord.objects.get().outcome == "done"


def begins(joss: Colleague) -> None:
    joss.opens("/clients/")
    joss.page.locator(".ma-clients a").first.click()
    joss.follows("Talks about mutual aid: sessions one, two and three")
    joss.reads("No session yet")
    joss.looks_closely()
    joss.follows("Begin a session")
    joss.looks_closely()
    joss.presses("Begin")
    joss.reads("0 of 9 steps")
    joss.looks_closely()
    joss.follows("Link it to where they want to get to")
    joss.looks_closely()


def is_interrupted(joss: Colleague) -> None:
    """What was typed is there again, though nobody pressed anything."""
    joss.writes("The change they named, in one line", TYPED)
    expect(joss.page.locator("#saved")).to_contain_text("Kept as a draft")
    joss.opens("/today/")
    joss.page.go_back()
    joss.page.reload()
    joss.reads("Typed and not saved yet")
    joss.sees_at_the_field("The change they named, in one line", TYPED)
    joss.looks_closely()


def finishes_session_one(joss: Colleague) -> None:
    joss.presses("Done, and on")
    joss.arrives_at("Ask about the past")
    joss.presses("Not today")
    joss.page.get_by_role("link", name="Finish for today").click()
    joss.looks_closely()
    joss.presses("Finish the session")
    joss.reads("Next: Session two")
    joss.looks_closely()


def chooses_a_meeting(joss: Colleague) -> None:
    """The answers stay out of the address, and the meeting is planned with one press."""
    joss.follows("Meetings that fit their week")
    joss.looks_closely()
    joss.writes("Where do you set out from?", "Nowhere we know")
    joss.presses("Show meetings that fit")
    joss.reads("Monday Lights")
    joss.looks_closely()
    assert "Nowhere" not in joss.page.url
    joss.page.get_by_role("button", name="Choose").first.click()
    assert Commitment.objects.get().meeting.name == "Monday Lights"


def holds_session_two(joss: Colleague) -> None:
    joss.page.get_by_role("link", name="Sessions").click()
    joss.follows("Begin a session")
    expect(joss.page.get_by_label("Session two")).to_be_checked()
    joss.presses("Begin")
    joss.reads("Left from last time")
    joss.looks_closely()
    joss.follows("Pick a meeting")
    joss.reads("No meeting is planned.")
    joss.looks_closely()
    chooses_a_meeting(joss)
    joss.arrives_at("Company")
    joss.presses("Done, and on")
    joss.arrives_at("Write it down")
    joss.presses("Not needed")
    joss.arrives_at("Close")
    joss.chooses("8")
    joss.looks_closely()
    joss.presses("Done, and on")
    joss.reads("8 out of 10")
    joss.presses("Finish the session")
    joss.reads("What was written down")
    last = CareSession.objects.latest("pk")
    assert last.status == SessionStatus.CLOSED

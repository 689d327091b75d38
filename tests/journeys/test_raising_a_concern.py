"""Somebody is worried, tells it to one named person, and nobody it is about can tell."""

import pytest
from django.conf import settings as django_settings
from page_rules import HEIGHT, WIDTHS
from playwright.sync_api import BrowserContext, Page
from visitor import Visitor

from mutualaid.organisations.models import Membership
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.safeguarding.tests.factories import World, a_world

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "She was shouted at in the corridor on Tuesday."
CONTACT = "the safeguarding desk on 01632 960456"


@pytest.fixture
def world(transactional_db) -> World:
    return a_world(name="Northbridge", safeguarding_contact=CONTACT)


class Colleague(Visitor):
    """Somebody of the area in their own browser."""

    def __init__(self, page: Page, site: str, worn: Membership) -> None:
        super().__init__(page, site)
        name = django_settings.SESSION_COOKIE_NAME
        value = signed_in_client(worn).cookies[name].value
        cookie = {"name": name, "value": value, "url": site}
        page.context.add_cookies([cookie])
        self.opens("/today/")

    def begins_a_concern(self) -> None:
        self.page.get_by_role("link", name="Raise a concern", exact=True).click()
        self.arrives_at("Raise a concern")

    def answers(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=question)
        group.get_by_label(answer, exact=True).check()

    def writes(self, words: str, label: str = "What happened?") -> None:
        self.page.get_by_label(label).fill(words)

    def follows_the_only(self, words: str) -> None:
        self.main.get_by_role("link", name=words).click()


@pytest.fixture(params=[True, False], ids=["scripts", "bare"])
def opens_browser(request, new_context, watch):
    """A browser for each person, with scripts and without."""

    def opened(width: int = WIDTHS[0]) -> Page:
        context: BrowserContext = new_context(java_script_enabled=request.param)
        page = watch.over(context).new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        return page

    return opened


class TestRaisingAConcern:
    def test_reaches_one_named_person_and_leaves_a_receipt(
        self, opens_browser, live_server, world
    ):
        subject = Colleague(opens_browser(), live_server.url, world.colleague)
        before = subject.main.inner_text()

        writer = Colleague(opens_browser(), live_server.url, world.writer)
        writer.begins_a_concern()
        writer.answers("Is anybody in danger now?", "No")
        writer.answers("What is it?", "Somebody is being harmed, or could be")
        writer.writes(WORDS)
        name = world.colleague.user.name
        writer.page.get_by_label(f"{name} (").check()
        writer.presses("Send")
        writer.arrives_at("We have what you sent")
        writer.reads(f"{world.manager.user.name}, named lead")
        writer.reads("Not seen yet")
        assert WORDS not in writer.page.content()

        lead = Colleague(opens_browser(), live_server.url, world.manager)
        lead.reads("1 concern not yet seen")
        lead.follows("See concerns")
        lead.follows_the_only("Open")
        lead.reads(WORDS)
        lead.presses("I have seen this")
        lead.follows("Write what was done")
        lead.writes("Spoke to both.", "What do you want to write down?")
        lead.presses("Save")
        lead.follows("Close the concern")
        lead.answers("What came of it?", "Advice or support given")
        lead.writes("Settled.", "What do you want to write down?")
        lead.presses("Close it")
        lead.reads("Advice or support given")

        writer.opens("/concerns/receipts/")
        writer.reads("Closed")
        subject.opens("/today/")
        assert subject.main.inner_text() == before

    def test_is_one_press_shorter_for_not_comfortable(
        self, opens_browser, live_server, world
    ):
        writer = Colleague(opens_browser(), live_server.url, world.writer)
        writer.begins_a_concern()
        writer.follows("I am not comfortable, and that is all")
        writer.presses("Send")

        writer.arrives_at("We have what you sent")

    def test_begins_with_999_where_somebody_is_in_danger(
        self, opens_browser, live_server, world
    ):
        writer = Colleague(opens_browser(), live_server.url, world.writer)
        writer.begins_a_concern()
        writer.answers("Is anybody in danger now?", "Yes")
        writer.writes(WORDS)
        writer.presses("Send")
        writer.reads("Somebody is in danger: ring 999 first")
        writer.answers("What is it?", "Somebody is being harmed, or could be")
        writer.presses("Send")

        writer.arrives_at("We have what you sent")
        writer.reads("ring 999 first")

    def test_says_whom_to_ring_where_nobody_can_receive_it(
        self, opens_browser, live_server, world
    ):
        writer = Colleague(opens_browser(), live_server.url, world.commissioner)
        writer.opens("/concerns/not-comfortable/")
        writer.presses("Send")

        writer.arrives_at("I am not comfortable")
        writer.reads(CONTACT)
        writer.presses("Keep it all the same")
        writer.reads("It waits for the next named lead")


PAGES = {
    "writer": [
        "/concerns/raise/",
        "/concerns/not-comfortable/",
        "/concerns/receipts/",
        "/concerns/receipts/{0}/",
        "/safeguarding-leads/",
    ],
    "manager": [
        "/concerns/",
        "/concerns/{0}/",
        "/concerns/{0}/note/",
        "/concerns/{0}/done/",
        "/concerns/{0}/close/",
        "/concerns/{0}/people/",
    ],
    "administrator": ["/safeguarding-leads/", "/safeguarding-leads/name/"],
}


class TestEveryPage:
    @pytest.mark.parametrize("name", PAGES)
    def test_keeps_the_rules(self, sized_page, live_server, world, name):
        concern = world.raises(is_danger_now=True)
        somebody = Colleague(sized_page, live_server.url, getattr(world, name))

        for address in PAGES[name]:
            somebody.opens(address.format(concern.reference))
            somebody.looks_closely()

    def test_keeps_them_with_mistakes(self, sized_page, live_server, world):
        writer = Colleague(sized_page, live_server.url, world.writer)
        writer.begins_a_concern()
        writer.presses("Send")
        writer.reads("There is a problem")

        writer.looks_closely()

"""Somebody asks what is kept about them, has it all in hand, and has some of it erased."""

import json

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS
from playwright.sync_api import BrowserContext, Page, expect

from mutualaid.clients.tests import factories
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places

pytestmark = pytest.mark.django_db(transaction=True)
CONTACT = "07700 900123"


class Scene:
    """A keyworker, the manager, and a client whose number is known."""

    def __init__(self) -> None:
        area = places.area(name="Northbridge")
        self.service = places.service(area, name="Riverside")
        factories.record_keeping(self.service)
        self.manager = self._seat(Role.SERVICE_MANAGER)
        self.keyworker = self._seat(Role.KEYWORKER)
        identity = {"name": "Fennick", "contact": CONTACT}
        client = factories.client(self.service, self.keyworker, identity=identity)
        self.person = client.person

    def _seat(self, role: Role) -> Membership:
        return places.membership(role, self.service.area, service=self.service)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def scene(transactional_db) -> Scene:
    return Scene()


@pytest.fixture(params=WIDTHS)
def opens_browser(request, new_context, watch):
    def opened() -> Page:
        context: BrowserContext = new_context(java_script_enabled=True)
        page = watch.over(context).new_page()
        page.set_viewport_size({"width": request.param, "height": HEIGHT})
        return page

    return opened


class Worker(Colleague):
    """Writes requests down, or answers them."""

    def writes_down(self, scene: Scene, kind: str) -> None:
        self.opens(f"/privacy/people/{scene.person.reference}/requests/open/")
        self.arrives_at(f"What does {scene.person.printed} ask?")
        self.chooses(kind)
        self.page.get_by_label("What did they say?").fill("Show me, please.")
        self.chooses("We know them, and they asked in person")
        self.presses("Write the request down")
        self.reads("Waits for an answer")

    def opens_the_request(self) -> None:
        self.opens("/privacy/requests/")
        self.arrives_at("Requests about data")
        self.main.get_by_role("link").first.click()

    def downloads(self, words: str) -> bytes:
        with self.page.expect_download() as found:
            self.main.get_by_role("link", name=words, exact=True).click()
        name = found.value.suggested_filename
        assert name.startswith("request-")
        return found.value.path().read_bytes()

    def keeps(self, part: str, because: str) -> None:
        group = self.page.get_by_role("group", name=part)
        group.get_by_label(because).check()


class TestRightsRequests:
    def test_end_with_everything_in_three_files(
        self, opens_browser, live_server, scene
    ):
        keyworker = Worker(opens_browser(), live_server.url, scene.keyworker)
        keyworker.writes_down(scene, "See what is kept about them")

        manager = Worker(opens_browser(), live_server.url, scene.manager)
        manager.opens("/today/")
        manager.reads("1 request about data waits for an answer")
        manager.opens_the_request()
        manager.looks_closely()
        pdf = manager.downloads("Download it as a PDF")
        told = json.loads(manager.downloads("Download it for a computer (JSON)"))
        manager.follows("Read it as a page, or print it")
        manager.arrives_at("What we keep about you")
        manager.reads("Fennick")
        expect(manager.page.get_by_role("navigation", name="Main pages")).to_have_count(
            0
        )
        manager.page.emulate_media(media="print")
        # Who printed it is nobody else's business.
        expect(manager.page.locator(".ma-hat")).to_be_hidden()

        assert pdf.startswith(b"%PDF")
        assert CONTACT in json.dumps(told)

    def test_erase_in_part_and_say_why_the_rest_stays(
        self, opens_browser, live_server, scene
    ):
        manager = Worker(opens_browser(), live_server.url, scene.manager)
        manager.writes_down(scene, "Have something erased")
        manager.page.get_by_role("button", name="Decide what goes").click()
        manager.arrives_at("What goes, and what stays?")
        manager.presses("Decide, and erase what goes")
        manager.is_told("Say what you tell them.")
        manager.page.get_by_label("What do you tell them?").fill("Your number is gone.")
        manager.presses("Decide, and erase what goes")

        manager.arrives_at("Your question about your data")
        manager.reads("Your number is gone.")
        manager.reads("How to reach you")
        manager.reads("The law says how long services keep those.")
        manager.reads("ico.org.uk")
        manager.opens(f"/privacy/people/{scene.person.reference}/corrections/add/")
        manager.arrives_at(f"What is wrong about {scene.person.printed}?")

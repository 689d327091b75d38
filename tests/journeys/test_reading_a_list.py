"""A recovery champion reads a fellowship's list: looks first, agrees, and can undo it."""

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS
from playwright.sync_api import expect
from visitor import Visitor

from mutualaid.directory.tests.factories import a_fellowship
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
HEADS = "Ref,What they call it,Day,Time,Venue,Town"
LIST = f"{HEADS}\n1,Harbour Lights,Monday,7pm,St Anne's Hall,Northbridge\n"


@pytest.fixture
def champion(transactional_db):
    area: Area = make.area(name="Northbridge", slug="northbridge")
    a_fellowship()
    return make.membership(Role.RECOVERY_CHAMPION, area)


def brings_the_list(colleague: Colleague) -> None:
    colleague.opens("/directory/sources/")
    colleague.looks_closely()
    colleague.presses("Read a list")
    colleague.looks_closely()
    colleague.presses("Look at it first")
    colleague.is_told("“What do you call this list?” needs an answer.")
    colleague.writes("What do you call this list?", "AA in Northbridge")
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    colleague.page.get_by_label("A file", exact=True).set_input_files(file)
    colleague.page.get_by_label("Whose meetings are in it?").select_option("aa")
    colleague.presses("Look at it first")


def says_what_the_headings_mean(colleague: Colleague) -> None:
    colleague.reads("It cannot be taken over yet")
    colleague.looks_closely()
    colleague.follows("Say what its headings mean")
    colleague.looks_closely()
    asked = colleague.page.get_by_label("What they call it", exact=True)
    asked.select_option("name")
    colleague.presses("Look at it again")


def agrees_and_undoes(colleague: Colleague) -> None:
    colleague.reads("1 record read: 1 new, 0 changed, 0 gone.")
    colleague.reads("Harbour Lights")
    colleague.looks_closely()
    colleague.presses("Take it over")
    colleague.looks_closely()
    colleague.presses("Take it over")
    colleague.reads("Taken over")
    colleague.looks_closely()
    public = Visitor(colleague.page, colleague.site)
    public.opens("/meetings/")
    public.reads("Harbour Lights")
    colleague.opens("/directory/sources/")
    colleague.follows("AA in Northbridge")
    colleague.looks_closely()
    colleague.follows("Change how it is read")
    colleague.looks_closely()
    colleague.opens("/directory/sources/")
    colleague.follows("AA in Northbridge")
    colleague.page.locator(".ma-work a").first.click()
    colleague.follows("Undo this reading")
    colleague.looks_closely()
    colleague.presses("Undo it")
    expect(colleague.main).to_contain_text("Undone")
    public.opens("/meetings/")
    colleague.does_not_read("Harbour Lights")


class TestReadingAList:
    def test_is_looked_at_first_and_can_be_undone(
        self, sized_page, live_server, champion
    ):
        rosa = Colleague(sized_page, live_server.url, champion)
        brings_the_list(rosa)
        says_what_the_headings_mean(rosa)
        agrees_and_undoes(rosa)

    def test_needs_no_scripts(self, no_script_page, live_server, champion):
        no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
        rosa = Colleague(no_script_page, live_server.url, champion)
        brings_the_list(rosa)
        says_what_the_headings_mean(rosa)
        agrees_and_undoes(rosa)

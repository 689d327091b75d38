"""A recovery champion keeps meetings by hand; the public finds what was told."""

from datetime import date, time

import pytest
from colleague import Colleague
from django.urls import reverse
from page_rules import HEIGHT, WIDTHS
from visitor import Visitor

from mutualaid.core.actor import system_actor
from mutualaid.directory import actions
from mutualaid.directory.models import Meeting
from mutualaid.directory.tests.factories import (
    a_fellowship,
    a_group,
    a_meeting,
    a_venue,
)
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
TESTER = system_actor("tests")
LIST = b"name,day,time,notes\nSeawall,Monday,19:00,Ring the bell"


@pytest.fixture
def area(transactional_db) -> Area:
    return make.area(name="Northbridge", slug="northbridge")


@pytest.fixture
def champion(area):
    return make.membership(Role.RECOVERY_CHAMPION, area)


@pytest.fixture
def rosa(sized_page, live_server, champion) -> Colleague:
    return Colleague(sized_page, live_server.url, champion)


@pytest.fixture
def bare_rosa(no_script_page, live_server, champion) -> Colleague:
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return Colleague(no_script_page, live_server.url, champion)


@pytest.fixture
def seawall(area) -> Meeting:
    """From a list, with a note that was set here."""
    actions.import_meetings(
        area=area,
        source_name="North list",
        data=LIST,
        file_name="list.csv",
        fellowship=a_fellowship().key,
        by=TESTER,
    )
    meeting = Meeting.objects.get()
    changed = {"notes": "Go round to the garden door."}
    actions.change_meeting(
        meeting=meeting, values=changed, by_role="recovery-champion", by=TESTER
    )
    return meeting


def adds_a_meeting(colleague: Colleague) -> None:
    a_fellowship()
    colleague.opens("/today/")
    colleague.goes_to_the_room("Directory")
    colleague.presses("Add a meeting")
    colleague.looks_closely()
    colleague.writes("Name of the meeting", "Tide Turners")
    colleague.page.get_by_label("Fellowship", exact=True).select_option("aa")
    colleague.page.get_by_label("Day of the week", exact=True).select_option("Tuesday")
    colleague.chooses("In person")
    colleague.writes("Or a new place: its name", "Mill Hall")
    colleague.writes("Put the pin here", "53.81, 0.76")
    colleague.presses("Add the meeting")

    colleague.is_told("“When does it start?” needs an answer.")
    colleague.looks_closely()
    colleague.sees_at_the_field("Or a new place: its name", "Mill Hall")
    colleague.writes("When does it start?", "7:30pm")
    colleague.presses("Add the meeting")

    colleague.arrives_at("AA: Tide Turners")
    colleague.reads("Every Tuesday, 7:30pm")
    colleague.looks_closely()
    public = Visitor(colleague.page, colleague.site)
    public.opens("/meetings/")
    public.reads("Tide Turners")


class TestAddingAMeeting:
    def test_lets_the_public_find_it(self, rosa):
        adds_a_meeting(rosa)

    def test_needs_no_scripts(self, bare_rosa):
        adds_a_meeting(bare_rosa)

    def test_needs_no_mouse(self, page, live_server, champion):
        a_fellowship()
        rosa = Colleague(page, live_server.url, champion)
        rosa.opens("/directory/meetings/add/")
        page.get_by_label("Name of the meeting").focus()
        page.keyboard.type("Tide Turners")
        page.keyboard.press("Tab")
        page.keyboard.type("AA")
        page.get_by_label("On a day of the week").focus()
        page.keyboard.press("Tab")
        page.keyboard.type("Tue")
        page.get_by_label("When does it start?").focus()
        page.keyboard.type("19:30")
        page.keyboard.press("Enter")

        rosa.arrives_at("AA: Tide Turners")
        rosa.reads("Every Tuesday, 7:30pm")


class TestChangingAMeeting:
    def test_shows_what_the_list_says_beside_ours(self, rosa, seawall):
        rosa.opens(f"/directory/meetings/{seawall.reference}/")
        rosa.reads("Its list says: Ring the bell")
        rosa.looks_closely()
        rosa.presses("Change it")
        rosa.reads("Its list says: Ring the bell")
        rosa.looks_closely()
        rosa.writes("When does it start?", "8pm")
        rosa.presses("Save the changes")

        rosa.arrives_at("AA: Seawall")
        rosa.reads("Every Monday, 8pm")
        rosa.reads("Its list says: Every Monday, 7pm")


@pytest.fixture
def references(area, seawall) -> dict[str, list[str]]:
    venue = a_venue(area=area)
    kept = {"area": area, "venue": venue}
    group = a_group(area=area)
    first = a_meeting(group=group, **kept)
    second = a_meeting(name="Harbour Light", start_time=time(19, 10), **kept)
    closed = a_meeting(name="Closed", status="closed", **kept)
    merged = a_meeting(name="Merged", status="merged", merged_into=first, **kept)
    day = date(2030, 1, 7)
    actions.cancel_date(meeting=first, on=day, by=TESTER, note="The hall is shut.")
    seawall.local_values.update(offered="Ring twice", needs_review=True)
    return {
        "meeting": [first.reference],
        "pair": [first.reference, second.reference],
        "closed": [closed.reference],
        "merged": [merged.reference],
        "waiting": [seawall.reference],
        "venue": [venue.reference],
        "group": [group.reference],
        "": [],
    }


PAGES = {
    "show_directory": "",
    "list_kept_meetings": "",
    "add_meeting": "",
    "show_kept_meeting": "meeting",
    "change_meeting": "meeting",
    "confirm_meeting": "meeting",
    "close_meeting": "meeting",
    "reopen_meeting": "closed",
    "undo_merge": "merged",
    "list_different_dates": "meeting",
    "add_different_date": "meeting",
    "list_duplicates": "",
    "merge_meetings": "pair",
    "show_venue": "venue",
    "change_venue": "venue",
    "check_venue": "venue",
    "name_premises": "venue",
    "show_group": "group",
    "change_group": "group",
    "list_local_values": "",
    "review_local_values": "waiting",
}


class TestEveryPage:
    def test_is_sound(self, rosa, references):
        titles = []
        for name, of in PAGES.items():
            rosa.opens(reverse(name, args=references[of]))
            rosa.looks_closely()
            titles.append(rosa.page.title())
        assert len(set(titles)) == len(titles)

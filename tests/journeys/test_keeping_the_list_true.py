"""Somebody stood before a locked door and tells us; a group answers its letter."""

from datetime import timedelta

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS
from visitor import Visitor

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.directory.actions.chasing import send_due_letters
from mutualaid.directory.tests.factories import a_group, a_meeting, a_shared_address
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def area(transactional_db) -> Area:
    return make.area(name="Northbridge", slug="northbridge")


@pytest.fixture
def group(area):
    group = a_group(area=area)
    a_shared_address(group)
    a_meeting(group=group, weekday=4, created_at=clock.now() - timedelta(days=61))
    return group


class TestTellingUs:
    def test_puts_the_page_right_once_somebody_agrees(
        self, sized_page, live_server, group
    ):
        somebody = Visitor(sized_page, live_server.url)
        somebody.opens(f"/meetings/{group.meetings.get().reference}/")
        somebody.follows("Something wrong? Tell us")
        somebody.looks_closely()
        sized_page.get_by_label("The day or the time is wrong").check()
        sized_page.get_by_label("Time it starts").fill("6:30pm")
        somebody.presses("Send")
        somebody.arrives_at("Thank you for telling us")
        somebody.looks_closely()

        member = make.membership(Role.RECOVERY_CHAMPION, group.area)
        champion = Colleague(sized_page, live_server.url, member)
        champion.opens("/directory/corrections/")
        champion.looks_closely()
        sized_page.get_by_role("link", name="Open ").first.click()
        champion.reads("6:30pm")
        champion.looks_closely()
        champion.presses("Take over what is ticked")
        champion.arrives_at("What people told us")
        champion.opens("/directory/to-check/")
        champion.looks_closely()

        somebody.opens(f"/meetings/{group.meetings.get().reference}/")
        somebody.reads("Every Friday, 6:30pm")


class TestAnsweringALetter:
    def test_needs_a_small_telephone_and_no_scripts(
        self, no_script_page, live_server, group, mailoutbox
    ):
        no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
        send_due_letters(area=group.area, by=system_actor("tests"))
        link = mailoutbox[0].body.split("/still-right/")[1].split()[0]
        somebody = Visitor(no_script_page, live_server.url)

        somebody.opens(f"/still-right/{link}")
        somebody.arrives_at("Are your meetings still right?")
        somebody.looks_closely()
        somebody.presses("All of this is still right")

        somebody.arrives_at("Thank you for your answer")
        somebody.looks_closely()
        somebody.opens(f"/meetings/{group.meetings.get().reference}/")
        somebody.reads("Checked today by the group, told by a group representative")

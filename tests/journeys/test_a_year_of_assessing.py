"""From an empty area to a signed round, a plan that people own, and a second round on top."""

import re
from datetime import timedelta

import pytest
from colleague import Colleague
from page_rules import HEIGHT
from playwright.sync_api import expect

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.directory.tests.factories import a_fellowship, a_meeting, a_venue
from mutualaid.improvement_plan.models import Action
from mutualaid.indicators.actions.readings import take_readings
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.self_assessment.models import Round

pytestmark = pytest.mark.django_db(transaction=True)
SAVE = re.compile(r"^Save( and next)?$")
HALF_A_YEAR = timedelta(days=183)
# What is agreed in the first round, and measured by what.
POOR = {
    "1.1": "Meetings confirmed in the last 90 days",
    "1.4": "Days with a meeting in person",
    "1.5": "Programmes to choose from",
    "2.1": "Services that used the current list",
    "3.1": "Levels with a recovery champion",
}


@pytest.fixture
def area(transactional_db) -> Area:
    made = make.area(name="Northbridge", slug="northbridge")
    with within(made.pk):
        a_meeting(area=made, fellowship=a_fellowship(), venue=a_venue(area=made))
    return made


@pytest.fixture
def people(new_context, watch, live_server, area) -> dict[str, Colleague]:
    """Each with a browser of their own."""

    def at_a_desk(role: Role) -> Colleague:
        page = watch.over(new_context()).new_page()
        page.set_viewport_size({"width": 1280, "height": HEIGHT})
        return Colleague(page, live_server.url, make.membership(role, area))

    return {
        "lead": at_a_desk(Role.COMMISSIONER),
        "manager": at_a_desk(Role.SERVICE_MANAGER),
        "users": at_a_desk(Role.SERVICE_USER_REPRESENTATIVE),
    }


def opens_a_round(lead: Colleague, name: str) -> str:
    """Its address, with everybody invited who fits."""
    lead.opens("/self-assessment/open/")
    lead.writes("Name of the round", name)
    lead.presses("Open the round")
    lead.arrives_at(f"Who rates in {name}")
    address = lead.address.removesuffix("raters/")
    lead.presses("Invite those who are ticked")
    lead.reads("Invited")
    return address


def answers(somebody: Colleague, address: str, answer: str, most: int) -> None:
    """Statement after statement with the same answer, and then says so."""
    somebody.opens(f"{address}rate/")
    somebody.page.get_by_role("button", name="Begin").click()
    for _ in range(most):
        before = somebody.page.url
        for level in somebody.page.get_by_role("radio", name=answer, exact=True).all():
            level.check()
        somebody.page.get_by_role("button", name=SAVE).click()
        somebody.page.wait_for_url(lambda url, before=before: url != before)
    somebody.opens(f"{address}rate/")
    somebody.presses("I have finished")
    somebody.reads("You have said that you are finished")


def brings_evidence(lead: Colleague, address: str) -> None:
    lead.opens(f"{address}rate/1.4/")
    lead.reads("Days with a meeting in person")
    lead.page.get_by_role("button", name="Use as evidence").first.click()
    lead.reads("Used as evidence")
    lead.looks_closely()


def shows_everybody(lead: Colleague, address: str) -> None:
    lead.opens(f"{address}reveal/")
    lead.page.get_by_role("button", name="Show").click()
    lead.reads("0 of 30 parts are agreed.")


def agrees(lead: Colleague, address: str, level: str) -> None:
    for key in POOR:
        lead.opens(f"{address}agree/{key}/")
        lead.page.get_by_role("radio", name=level, exact=True).first.check()
        lead.page.get_by_role("button", name=SAVE).click()
        lead.page.wait_for_url(lambda url, key=key: f"/{key}/" not in url)


def signs_off(lead: Colleague, address: str) -> None:
    lead.opens(f"{address}sign-off/")
    lead.reads("Nothing is written down of these 25 parts")
    lead.page.get_by_label("Write down “Don’t know” for each of them").check()
    lead.writes("Commissioner", "The commissioner")
    lead.presses("Sign off")
    lead.page.wait_for_url("**/results/")
    lead.looks_closely()


def makes_actions(lead: Colleague, address: str) -> None:
    due = clock.today() + timedelta(days=90)
    for key, measure in POOR.items():
        lead.opens(f"{address}results/")
        lead.page.get_by_role("button", name=f"about {key}").click()
        lead.page.wait_for_url("**/change/")
        lead.page.get_by_label("Who does it?").select_option(index=1)
        for part in ("Day", "Month", "Year"):
            number = str(getattr(due, part.lower()))
            lead.page.get_by_label(part, exact=True).first.fill(number)
        lead.page.get_by_label("What will show whether it helped?").select_option(
            measure
        )
        lead.writes("What should it reach?", "3")
        lead.presses("Save the action")
        lead.page.wait_for_url(lambda url: not url.endswith("/change/"))


def half_a_year_passes(area: Area) -> None:
    with within(area.pk):
        for row in Round.objects.all():
            row.signed_off_at -= HALF_A_YEAR
            row.created_at -= HALF_A_YEAR
            row.save()


class TestAYear:
    def test_from_an_empty_area_to_a_second_round(self, people, area):
        lead = people["lead"]
        take_readings_of(area)
        first = opens_a_round(lead, "Spring round")
        answers(lead, first, "Started", 6)
        answers(people["manager"], first, "Mostly in place", 3)
        answers(people["users"], first, "A little", 2)
        brings_evidence(lead, first)
        shows_everybody(lead, first)
        agrees(lead, first, "Started")
        signs_off(lead, first)
        makes_actions(lead, first)

        with within(area.pk):
            plan = list(Action.objects.filter(area=area))
        assert len(plan) == len(POOR)
        assert all(
            row.owner_id and row.due_on and row.indicator_key and row.target
            for row in plan
        )
        lead.goes_to_the_room("Improvement plan")
        expect(lead.main.get_by_text("Bring about:")).to_have_count(len(POOR))
        lead.looks_closely()

        half_a_year_passes(area)
        second = opens_a_round(lead, "Autumn round")
        lead.opens(f"{second}rate/1.4/")
        lead.reads("Last round agreed: Started")
        for person in people.values():
            level = "A little" if person is people["users"] else "Mostly in place"
            answers(person, second, level, 1)
        shows_everybody(lead, second)
        agrees(lead, second, "Mostly in place")
        signs_off(lead, second)
        lead.reads("told from Spring round")
        better = lead.main.locator(".ma-rated__state").get_by_text("up", exact=True)
        expect(better).to_have_count(len(POOR))


def take_readings_of(area: Area) -> None:
    with within(area.pk):
        take_readings(area=area, by=system_actor("tick"))

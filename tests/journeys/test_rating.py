"""Two who rate: by a link on a small telephone, and with an account and the keyboard alone."""

import pytest
from colleague import Colleague
from page_rules import HEIGHT
from playwright.sync_api import Page, expect
from visitor import Visitor

from mutualaid.core.area import within
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.self_assessment.actions.raters import give_link
from mutualaid.self_assessment.models import RaterKind, Round
from mutualaid.self_assessment.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(transactional_db) -> Round:
    area = make.area(name="Northbridge", slug="northbridge")
    return factories.assessment_round(area, name="Winter round")


@pytest.fixture
def telephone(new_context, watch) -> Page:
    """320 pixels wide, without scripts."""
    page = watch.over(new_context(java_script_enabled=False)).new_page()
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    return page


@pytest.fixture
def screen(new_context, watch) -> Page:
    page = watch.over(new_context()).new_page()
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    return page


class TestByLink:
    def test_somebody_answers_stops_and_comes_back(
        self, telephone, live_server, opened
    ):
        rater = factories.rater(opened, kind=RaterKind.SERVICE_USER)
        with within(opened.area_id):
            token = give_link(rater=rater, by=opened.opened_by.hat())
        link = f"/self-assessment/by-link/open/{token}/"
        somebody = Visitor(telephone, live_server.url)

        somebody.opens(link)
        somebody.arrives_at("Tell us how it is here")
        somebody.presses("Begin in this browser")
        somebody.arrives_at("Your answers")
        telephone.get_by_role("button", name="Begin").click()
        somebody.arrives_at("The list of meetings you can see here is right.")
        telephone.get_by_label("A little").check()
        telephone.get_by_label("Comment").fill("The Thursday one has moved.")
        somebody.presses("Save and next")
        somebody.arrives_at("There is a meeting I could get to on any day of the week.")

        somebody.opens(link)
        somebody.arrives_at("Your answers")
        somebody.reads("You have answered 1 of 11.")
        somebody.presses("I have finished")
        somebody.arrives_at("Thank you")
        assert rater.ratings.get().comment == "The Thursday one has moved."


class TestWithTheKeyboard:
    def test_a_manager_rates_and_sees_that_it_is_saved(
        self, screen, live_server, opened
    ):
        worn = make.membership(Role.SERVICE_MANAGER, opened.area)
        rater = factories.rater(
            opened, membership=worn, label="", kind=RaterKind.PROVIDER
        )
        manager = Colleague(screen, live_server.url, worn)
        manager.opens(f"/self-assessment/{opened.reference}/rate/1.4/")
        manager.looks_closely()

        screen.get_by_label("Not in place").focus()
        screen.keyboard.press("ArrowDown")
        expect(screen.get_by_label("Started")).to_be_checked()
        expect(screen.locator("#saved")).to_contain_text("Saved")
        screen.get_by_label("Comment", exact=True).focus()
        screen.keyboard.type("Not on Sunday.")
        screen.keyboard.press("Tab")
        expect(screen.locator("#saved")).to_contain_text("Saved")
        screen.get_by_role("button", name="Save and next").focus()
        screen.keyboard.press("Enter")
        expect(screen.locator("h1")).to_contain_text("1.5")

        rating = rater.ratings.get()
        assert (rating.answer, rating.comment) == ("1", "Not on Sunday.")

    def test_a_manager_is_told_when_it_is_not(self, new_context, live_server, opened):
        screen = new_context().new_page()  # unwatched: it complains of being cut off
        worn = make.membership(Role.SERVICE_MANAGER, opened.area)
        factories.rater(opened, membership=worn, label="", kind=RaterKind.PROVIDER)
        manager = Colleague(screen, live_server.url, worn)
        manager.opens(f"/self-assessment/{opened.reference}/rate/1.4/")

        screen.route("**/rate/1.4/", lambda route: route.abort())
        screen.get_by_label("Started").check()

        expect(
            screen.get_by_text("Not saved: we could not be reached.")
        ).to_be_visible()
        expect(screen.get_by_label("Started")).to_be_checked()

"""A page of somebody else's can change nothing here, and looking changes nothing either."""

import pytest
from bodies import body
from checker import (
    Browser,
    Case,
    address_of,
    every_case,
    expected_of,
    undone,
    visit,
)
from django.conf import settings
from matrix import Matrix, Outcome
from pairs import pairwise
from rows import contents, row_count, written_tables
from world import HOSTS, World

from mutualaid.core import clock

TOKEN, OTHER_TOKEN = "a" * 32, "b" * 32
FORGERIES = {
    "no token": ({}, {}),
    "a token of another's": ({"csrfmiddlewaretoken": OTHER_TOKEN}, {}),
    "another's page": (
        {"csrfmiddlewaretoken": TOKEN},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
    ),
    "no page at all": ({"csrfmiddlewaretoken": TOKEN}, {"HTTP_ORIGIN": "null"}),
}


@pytest.fixture(scope="module")
def ways_in(world: World, told: Matrix) -> list[Case]:
    return every_way_in(world, told)


def every_way_in(world: World, told: Matrix) -> list[Case]:
    """For each route that changes something, somebody who may; else whom its door lets in."""
    found: dict[str, Case] = {}
    for case in every_case(world, told.routes.values()):
        if case.filled == "valid":
            door = told.at_the_door(case.route, case.person.who)
            if expected_of(case, told) is Outcome.OK:
                known = found.get(case.route.name)
                if known is None or expected_of(known, told) is not Outcome.OK:
                    found[case.route.name] = case
            elif door is Outcome.OK:
                found.setdefault(case.route.name, case)
    return list(found.values())


def changing(told: Matrix) -> set[str]:
    return {route.name for route in told.routes.values() if "POST" in route.methods}


def post(world: World, case: Case, extra: dict, head: dict) -> tuple[int, set[str]]:
    """Status, and the tables that were written."""
    browser = Browser(world, enforce_csrf_checks=True)
    data = {**body(case.route.name, world, case.person, case.thing), **extra}
    cookies = {settings.CSRF_COOKIE_NAME: TOKEN}
    with undone(), written_tables() as tables:
        answer = browser.open(
            case.person,
            address_of(case.route, case.thing),
            "POST",
            data,
            cookies=cookies,
            **head,
        )
    return answer.status, tables


@pytest.mark.django_db
class TestForgedRequests:
    @pytest.mark.parametrize("forgery", FORGERIES)
    def test_are_refused_by_every_route_that_changes_something(
        self, world, told, ways_in, forgery, record_property
    ):
        extra, head = FORGERIES[forgery]

        with clock.frozen_at(world.now):
            answers = {
                each.route.name: post(world, each, extra, head) for each in ways_in
            }

        record_property(f"routes that refuse {forgery}", len(answers))
        assert set(answers) == changing(told)
        assert {name: said for name, said in answers.items() if said[0] != 403} == {}
        assert [name for name, (_, tables) in answers.items() if tables] == []

    def test_are_told_from_those_of_our_own_pages(self, world, told, ways_in):
        answers = {
            each.route.name: self._from_our_page(world, each, TOKEN)[0]
            for each in ways_in
            if expected_of(each, told) is Outcome.OK
        }

        assert {name: status for name, status in answers.items() if status >= 400} == {}

    def test_are_told_from_a_page_that_was_open_too_long(self, world, ways_in):
        """What was typed is shown again, with a button; nothing is done before it is pressed."""
        wrote = {
            each.route.name: tables
            for each in ways_in
            if (tables := self._from_our_page(world, each, OTHER_TOKEN)[1])
        }

        assert wrote == {}

    def _from_our_page(self, world: World, case: Case, token: str):
        head = {"HTTP_ORIGIN": f"http://{HOSTS[case.person.area]}"}
        with clock.frozen_at(world.now):
            return post(world, case, {"csrfmiddlewaretoken": token}, head)


@pytest.mark.prove
@pytest.mark.django_db
class TestLooking:
    def test_changes_nothing_whoever_looks(
        self, world, told, full_figures, record_property
    ):
        looks = [
            case
            for case in every_case(world, told.routes.values())
            if case.method == "GET" and expected_of(case, told) is Outcome.OK
        ]
        if not full_figures:
            looks = pairwise(looks, [(*case.values[:3],) for case in looks])
        before, wrote = contents(), {}

        with clock.frozen_at(world.now):
            browser = Browser(world)
            for case in looks:
                with written_tables() as tables:
                    browser.open(case.person, address_of(case.route, case.thing))
                if tables:
                    wrote[str(case)] = tables

        record_property("looks", len(looks))
        record_property("rows that stayed as they were", row_count())
        assert wrote == {}
        assert contents() == before

    def test_would_be_noticed_if_it_did(self, world, told):
        before = contents()
        with undone(), written_tables() as tables:
            world.areas[0].contact_name = "Somebody else"
            world.areas[0].save()
            during = contents()

        world.areas[0].refresh_from_db()
        assert tables == {"organisations_area"}
        assert during != before == contents()
        assert visit(
            Browser(world), Case(told.routes["show_home"], "GET", world.people[0])
        )

"""No reference of another area or service opens anything, though its owner's page is there."""

import random
from collections.abc import Iterator

import pytest
from checker import (
    Browser,
    Case,
    every_case,
    expected_of,
    relation_of,
    visit,
)
from matrix import Matrix, Outcome, Relation
from world import Person, Thing, World

from mutualaid.core import clock

SHOWN = 20


def strange_ids(world: World, told: Matrix) -> Iterator[Case]:
    """Every address with a reference, as each person for whom it should lead nowhere."""
    for route in told.routes.values():
        things = [thing for kind in route.things for thing in world.things[kind]]
        for person in world.people:
            for thing in things:
                for method in route.methods:
                    case = _case(route, method, person, thing)
                    if expected_of(case, told) is Outcome.NOT_FOUND:
                        yield case


def _case(route, method: str, person: Person, thing: Thing) -> Case:
    filled = "valid" if method == "POST" else ""
    return Case(route, method, person, relation_of(person, thing), thing, filled)


def owners(world: World, told: Matrix, case: Case) -> Iterator[Case]:
    """The same address as the people whom it is for."""
    for person in world.people:
        same = _case(case.route, case.method, person, case.thing)
        is_near = same.relation is not Relation.OTHER_AREA
        if is_near and expected_of(same, told) is Outcome.OK:
            yield same


@pytest.mark.prove
@pytest.mark.django_db
class TestStrangeReferences:
    def test_lead_nowhere_for_others_and_somewhere_for_their_owner(
        self, world, told, full_figures, record_property
    ):
        cases = list(strange_ids(world, told))
        random.Random(1).shuffle(cases)  # noqa: S311
        taken = cases[: 10_000 if full_figures else 600]

        with clock.frozen_at(world.now):
            browser = Browser(world)
            crossed = [
                str(case)
                for case in taken
                if visit(browser, case).outcome is not Outcome.NOT_FOUND
            ]
            closed = [
                str(case)
                for case in _one_owner_each(world, told, taken)
                if visit(browser, case).outcome is not Outcome.OK
            ]

        record_property("references of others tried", len(taken))
        record_property("crossed", len(crossed))
        assert (crossed[:SHOWN], closed[:SHOWN]) == ([], [])

    def test_are_of_every_route_that_names_something(self, world, told):
        tried = {case.route.name for case in strange_ids(world, told)}
        named = {
            route.name
            for route in told.routes.values()
            for kind in route.things
            if told.things[kind].get("everyone") != "anybody"
        }

        assert tried == named


def _one_owner_each(world: World, told: Matrix, cases: list[Case]) -> Iterator[Case]:
    """For each address that was tried, somebody for whom it answers."""
    seen = set()
    for case in cases:
        key = (case.route.name, case.method, case.thing)
        if key not in seen:
            seen.add(key)
            yield from list(owners(world, told, case))[:1]


class TestWorld:
    @pytest.mark.django_db
    def test_has_three_areas_of_three_services_with_all_roles(self, world, told):
        staff = set(told.roles) - {"public", "client", "group-representative"}
        places = {
            (person.area, person.service)
            for person in world.people
            if person.who == "keyworker"
        }

        everybody = staff | set(told.posts) | set(told.visitors)
        assert {person.who for person in world.people} == everybody
        assert len(places) == 9

    @pytest.mark.django_db
    def test_has_every_kind_of_thing(self, world, told):
        assert set(told.things) <= set(world.things)
        assert every_case(world, told.routes.values())

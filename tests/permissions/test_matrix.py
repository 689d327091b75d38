"""The whole of who may open what, held against the site by opening it."""

from collections import Counter

import pytest
from checker import (
    REFUSALS,
    Browser,
    Case,
    address_of,
    answer_of,
    every_case,
    expected_of,
    faults_of,
    mismatches,
    relation_of,
    visit,
)
from django.http import HttpResponse
from every_check import routes
from matrix import Outcome, Relation, faults
from pairs import pairwise

from mutualaid.core import clock

SHOWN = 20
# Each holds every so many of the requests: the whole takes more than an hour.
PARTS = 8


@pytest.fixture(scope="module")
def cases(world, told, full_figures) -> list[Case]:
    """Every request there is; in short, enough to hold every pair of what they are made of."""
    every = every_case(world, told.routes.values())
    return every if full_figures else pairwise(every, [each.values for each in every])


class TestMatrix:
    def test_has_every_route_and_no_other(self, told):
        names = {str(pattern.name) for pattern in routes()}

        assert sorted(names) == sorted(told.routes)

    def test_names_every_route_once(self):
        names = Counter(str(pattern.name) for pattern in routes())

        assert [name for name, number in names.items() if number > 1] == []

    def test_says_nothing_that_leads_nowhere(self, told):
        assert list(faults(told)) == []

    def test_has_built_rooms_for_routes_alone(self, told):
        used = {route.room for route in told.routes.values()}
        built = {name for name, room in told.rooms.items() if room.get("built", True)}

        assert used <= built


@pytest.mark.prove
@pytest.mark.django_db
class TestSite:
    @pytest.mark.parametrize("part", range(PARTS))
    def test_answers_as_the_matrix_says(
        self, world, told, cases, part, record_property
    ):
        taken = cases[part::PARTS]
        refusals = sum(expected_of(case, told) in REFUSALS for case in taken)

        found = [str(each) for each in mismatches(world, taken, told)]

        record_property("routes", len({case.route.name for case in taken}))
        record_property("requests held to the matrix", len(taken))
        record_property("refusals searched for canaries", refusals)
        record_property("answers with the content policy and no code", len(taken))
        record_property("mismatches", len(found))
        assert found[:SHOWN] == []


@pytest.mark.django_db
class TestChecker:
    """It must be able to fail."""

    def test_notices_a_wrong_answer(self, world, told):
        route = told.routes["show_today"]
        case = Case(route, "GET", world.person("keyworker"))
        wrong = type(route)("show_today", route.room, may=("auditor",))

        (found,) = mismatches(world, [Case(wrong, "GET", case.person)], told)

        assert found.expected == Outcome.FORBIDDEN

    def test_notices_a_word_on_a_refusal(self, world, told, monkeypatch):
        word = next(iter(world.words.planted))
        person = world.person("keyworker", area=1)
        case = Case(told.routes["show_today"], "GET", person)
        monkeypatch.setattr(
            "mutualaid.organisations.hats.Hat.title", property(lambda _: word)
        )

        found = list(mismatches(world, [case], told))

        assert [each.expected for each in found] == ["nothing of it"]

    @pytest.mark.parametrize(
        ("page", "head"),
        [
            ('<a href="/people/?name={}">A</a>', {}),
            ("<title>\n{} - People</title>", {}),
            ('<form hx-get="/people/{}/">', {}),
            ("", {"Location": "/people/?name={}"}),
        ],
    )
    def test_notices_a_person_in_an_address_or_a_title(self, world, told, page, head):
        person = world.person("keyworker")
        word = person.user.name
        response = HttpResponse(page.format(word))
        for name, value in head.items():
            response[name] = value.format(word)
        case = Case(told.routes["show_today"], "GET", person)

        found = {
            each.expected
            for each in faults_of(world, case, answer_of(response), set(), told)
        }

        assert "no person in an address or title" in found

    def test_notices_nothing_of_a_place_or_a_letter(self, world, told):
        person = world.person("keyworker")
        service = world.services[0][0].name
        page = f'<title>{service}</title><a href="mailto:{person.user.email}">A</a>'
        answer = answer_of(HttpResponse(page))
        case = Case(told.routes["show_today"], "GET", person)

        found = [each.expected for each in faults_of(world, case, answer, set(), told)]

        assert "no person in an address or title" not in found

    def test_undoes_what_it_did(self, world, told):
        route = told.routes["choose_hat"]
        person = world.person("two-hats")
        with clock.frozen_at(world.now):
            browser = Browser(world)
            done = visit(browser, Case(route, "POST", person, filled="valid"))
            after = browser.open(person, address_of(told.routes["show_today"], None))

        assert done.outcome is Outcome.OK
        assert after.outcome is Outcome.HAT


class TestRelation:
    @pytest.mark.django_db
    def test_is_told_from_owner_area_and_service(self, world):
        keyworker = world.person("keyworker", area=0, service=0)
        found = {
            (thing.area, thing.service): relation_of(keyworker, thing)
            for thing in reversed(world.things["role"])
            if thing.row.role == "keyworker"
        }

        assert found[0, 0] == Relation.OWN
        assert found[0, 1] == Relation.OTHER_SERVICE
        assert found[1, 0] == Relation.OTHER_AREA

    @pytest.mark.django_db
    def test_of_an_account_is_its_owner_s_anywhere(self, world):
        foreigner = world.person("foreign", area=0)
        found = {relation_of(foreigner, each) for each in world.things["session"]}

        assert found == {Relation.OWN, Relation.OTHER_AREA}


class TestPairwise:
    def test_holds_every_pair_in_fewer_cases(self):
        values = [
            (one, two, three)
            for one in range(4)
            for two in range(4)
            for three in range(4)
        ]

        taken = pairwise(values, values)

        pairs = {(a, b, x[a], x[b]) for x in values for a in range(3) for b in range(a)}
        held = {(a, b, x[a], x[b]) for x in taken for a in range(3) for b in range(a)}
        assert held == pairs
        assert len(taken) < len(values) / 2

    def test_is_the_same_each_time(self):
        values = [(one, two) for one in range(9) for two in range(9)]

        assert pairwise(values, values) == pairwise(values, values)

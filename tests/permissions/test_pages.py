"""Pages of the public leave no trace in a browser, and all pages are drawn by one engine."""

from itertools import product

import pytest
from checker import Browser, Case, address_of, every_case, expected_of, undone
from django.template.backends.jinja2 import Template as JinjaTemplate
from django.test.signals import template_rendered
from matrix import Matrix, Outcome, matrix
from world import World

from mutualaid.core import clock


@pytest.fixture
def rendered(monkeypatch):
    """Names of the templates that each engine rendered: ours, and Django's own."""
    names = {"jinja2": [], "django": []}
    render = JinjaTemplate.render

    def note_and_render(self, *args, **kwargs):
        names["jinja2"].append(self.template.name)
        return render(self, *args, **kwargs)

    def note(sender, template, **rest):
        names["django"].append(template.name)

    monkeypatch.setattr(JinjaTemplate, "render", note_and_render)
    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def one_look_each(world: World, told: Matrix) -> dict[str, Case]:
    """For each route with a page, somebody who sees it."""
    found: dict[str, Case] = {}
    for case in every_case(world, told.routes.values()):
        if case.method == "GET" and expected_of(case, told) is Outcome.OK:
            found.setdefault(case.route.name, case)
    return found


@pytest.mark.django_db
class TestPages:
    def test_are_rendered_by_our_engine_alone(self, world, told, rendered):
        looks = one_look_each(world, told)

        with clock.frozen_at(world.now), undone():
            browser = Browser(world)
            for case in looks.values():
                browser.open(case.person, address_of(case.route, case.thing))

        assert rendered["django"] == []
        assert len(looks) > 40
        assert len(set(rendered["jinja2"])) > 40

    def test_of_errors_are_ours_too(self, world, rendered):
        Browser(world).open(world.person("anonymous"), "/no-such-page/")

        assert rendered["django"] == []
        assert rendered["jinja2"]


@pytest.mark.django_db
class TestEchoes:
    def test_are_given_by_no_address(self, world, told):
        """TRACE sends a request back with its cookies."""
        browser, mark = Browser(world), "zq-sent-along"
        plain = [each for each in told.routes.values() if not each.things]
        with clock.frozen_at(world.now):
            for route, who in product(plain, ("anonymous", "keyworker")):
                person = world.person(who)
                with undone():
                    answer = browser.open(person, address_of(route, None), "TRACE", HTTP_X_MARK=mark)  # fmt: skip

                assert answer.status != 200, route.name
                assert mark not in answer.text


PUBLIC = [
    name
    for name, route in matrix().routes.items()
    if route.door == "public" and route.room in ("directory", "area-settings")
]


@pytest.mark.django_db
class TestPublicPages:
    @pytest.mark.parametrize("name", PUBLIC)
    def test_set_no_cookie_and_read_no_session(self, world, told, name):
        (case,) = [
            case
            for case in every_case(world, [told.routes[name]])
            if (case.method, case.person.who, case.person.area)
            == ("GET", "anonymous", 0)
        ][:1]

        answer = Browser(world).open(case.person, address_of(case.route, case.thing))

        assert not answer.response.cookies
        assert "Cookie" not in answer.response.get("Vary", "")

    def test_that_are_not_there_are_not_found(self, world):
        answer = Browser(world).open(world.person("anonymous"), "/no-such-page/")

        assert answer.status == 404

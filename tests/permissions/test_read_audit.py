"""S18: whatever shows something of a client has written it down first, or shows nothing."""

import ast
from pathlib import Path

import pytest
from checker import Browser
from read_audit import Traces, Visit, cases_to_audit, traces_of, visited
from world import World

from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.privacy import looking

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def traces(world) -> Traces:
    return traces_of()


@pytest.fixture(scope="module")
def visits(world, told, full_figures, traces) -> list[Visit]:
    """Every answer that succeeds, once for all tests."""
    cases = cases_to_audit(world, told, all_of_it=full_figures)
    with clock.frozen_at(world.now):
        return [visited(Browser(world), case, traces) for case in cases]


def unwritten(visit: Visit) -> set[str]:
    """Whom an answer shows without both records saying so.

    Where it leads to somebody's page after a change, the change's own line will do.
    """
    missing = visit.shown - visit.logged
    if visit.status < 300:
        missing |= visit.shown - visit.looked
    return missing


@pytest.mark.prove
class TestReadAudit:
    def test_has_each_answer_that_shows_something(self, visits, record_property):
        showing = [visit for visit in visits if visit.shown]
        wrong = sorted({str(each.case) for each in showing if unwritten(each)})

        record_property("answers", len(visits))
        record_property("that showed something of a client", len(showing))
        record_property("of them not written down", len(wrong))
        assert wrong == [], "\n".join(wrong)
        seen_by = {visit.case.person.who for visit in showing}
        assert {Role.KEYWORKER.value, Role.SERVICE_MANAGER.value} <= seen_by
        assert len({visit.case.route.name for visit in showing}) >= 10

    def test_holds_nothing_that_anybody_wrote(self, visits):
        assert [str(each.case) for each in visits if each.is_free_text_logged] == []

    def test_that_cannot_be_written_keeps_the_page_from_being_seen(
        self, world, visits, traces, monkeypatch, record_property
    ):
        def fail(**_given):
            raise RuntimeError("The log cannot be written.")

        showing = [
            each.case for each in visits if each.shown and each.case.method == "GET"
        ]
        monkeypatch.setattr(looking, "record", fail)
        with clock.frozen_at(world.now):
            again = [visited(Browser(world), case, traces) for case in showing]

        record_property("pages refused without a log", len(again))
        assert again
        shown = [str(each.case) for each in again if each.shown]
        assert "\n".join(shown) == ""
        answered = [str(each.case) for each in again if each.status < 500]
        assert "\n".join(answered) == ""

    def test_asks_no_setting(self):
        """Nothing that an installation can set is read on the way to a line."""
        tree = ast.parse(Path(looking.__file__).read_text("utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
        }

        assert names.isdisjoint({"settings", "environ", "getenv", "flag"})

    @pytest.mark.parametrize("setting", ["DEBUG", "DEMO"])
    def test_is_written_whatever_is_set(self, visits, world, traces, settings, setting):
        one = next(each for each in visits if each.shown and each.case.method == "GET")
        setattr(settings, setting, True)
        with clock.frozen_at(world.now):
            again = visited(Browser(world), one.case, traces)

        assert again.shown
        assert unwritten(again) == set()


class TestChecker:
    """It must be able to fail."""

    def test_notices_a_page_that_wrote_nothing(
        self, world, visits, traces, monkeypatch
    ):
        one = next(each for each in visits if each.shown and each.case.method == "GET")
        monkeypatch.setattr(looking, "_log", lambda *_given: None)
        with clock.frozen_at(world.now):
            again = visited(Browser(world), one.case, traces)

        assert unwritten(again) == again.shown != set()

    def test_knows_every_client_by_their_words(self, world: World, traces):
        known = set(traces.words.values())

        assert known >= {each.row.person.token for each in world.things["client"]}

"""The meeting: a split statement is agreed by keyboard alone, and the results say so."""

from collections.abc import Iterator

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS, without_scripts
from playwright.sync_api import Page

from mutualaid.core import clock
from mutualaid.directory.tests import factories as directory
from mutualaid.self_assessment.models import AgreedRating, RaterKind, Round
from mutualaid.self_assessment.tests import factories
from mutualaid.self_assessment.tests.factories import assessment_round

pytestmark = pytest.mark.django_db(transaction=True)
MOST_STEPS = 60


@pytest.fixture
def opened(transactional_db) -> Round:
    directory.a_meeting(area=(area := directory.an_area()))
    made = assessment_round(
        area, name="Winter round", status="agreeing", revealed_at=clock.now()
    )
    for kind, answer in ((RaterKind.PROVIDER, "3"), (RaterKind.GROUP, "0")):
        one = factories.rater(made, kind=kind, status="finished")
        for key in ("1.4", "2.1"):
            factories.rating(one, key, answer if key == "1.4" else "2")
    return made


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def screen(new_context, watch, request) -> Iterator[Page]:
    """The small one runs no scripts."""
    has_scripts = request.param != min(WIDTHS)
    context = watch.over(new_context(java_script_enabled=has_scripts))
    if not has_scripts:
        without_scripts.append(context)
    page = context.new_page()
    page.set_viewport_size({"width": request.param, "height": HEIGHT})
    yield page
    if not has_scripts:
        without_scripts.remove(context)


def test_the_meeting_agrees_what_was_split(screen, live_server, opened):
    lead = Colleague(screen, live_server.url, opened.opened_by)
    lead.opens(f"/self-assessment/{opened.reference}/discuss/")
    lead.looks_closely()
    walks_to(screen, "1.4 A meeting on every day")
    screen.keyboard.press("Enter")
    lead.arrives_at("1.4 A meeting on every day")
    lead.reads("How far apart: opposed")
    lead.looks_closely()

    walks_to(screen, "part-1-4-answer")
    screen.keyboard.press("Space")
    screen.keyboard.press("ArrowDown")
    walks_to(screen, "part-1-4-comment")
    screen.keyboard.type("Evenings are covered, mornings are not.")
    walks_to(screen, "Save and next")
    screen.keyboard.press("Enter")
    lead.arrives_at("2.1 A current list in every service")

    lead.opens(f"/self-assessment/{opened.reference}/results/")
    lead.reads("1 of 30 parts are agreed")
    lead.looks_closely()
    row = AgreedRating.objects.get()
    assert (row.part_key, row.answer) == ("1.4", "1")


def walks_to(page: Page, wanted: str) -> None:
    """By the tab key alone, to what has this name or these words."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
              const at = document.activeElement;
              return [at.name || "", (at.innerText || "").trim().replace(/\\s+/g, " ")];
            }"""
        )
        if wanted in found:
            return
    raise AssertionError(f"Nothing called {wanted!r} can be reached by keyboard.")

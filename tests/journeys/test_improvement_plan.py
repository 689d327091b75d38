"""A commissioner writes an action down; its owner does it; the measure says what it did."""

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.tests.factories import an_area
from mutualaid.improvement_plan.actions.moving import move_action
from mutualaid.improvement_plan.models import Action, ActionStatus
from mutualaid.indicators.models import ChartNote, Reading
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "directory.days_in_person"
TITLE = "Ask two groups for a Sunday meeting"


@pytest.fixture
def area(transactional_db):
    area = an_area()
    with within(area.pk):
        Reading.objects.create(
            area=area,
            key=KEY,
            month=clock.today().replace(day=1),
            numerator=6,
            taken_at=clock.now(),
        )
    return area


@pytest.fixture
def ines(sized_page, live_server, area) -> Colleague:
    lead = make.membership(Role.COMMISSIONER, area)
    return Colleague(sized_page, live_server.url, lead)


@pytest.fixture
def bare_ines(no_script_page, live_server, area) -> Colleague:
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    lead = make.membership(Role.COMMISSIONER, area)
    return Colleague(no_script_page, live_server.url, lead)


class TestImprovementPlan:
    def test_goes_from_a_sentence_to_a_note_on_the_chart(self, ines, area):
        writes_an_action_down(ines)
        agrees(ines)
        does_it(area)
        closes_it(ines)

    def test_needs_no_script(self, bare_ines, area):
        writes_an_action_down(bare_ines)
        agrees(bare_ines)
        does_it(area)
        closes_it(bare_ines)


def writes_an_action_down(lead: Colleague) -> None:
    lead.opens("/improvement-plan/")
    lead.looks_closely()
    lead.presses("Add an action")
    lead.looks_closely()
    lead.writes("What is to be done?", TITLE)
    lead.page.get_by_label("What will show whether it helped?").select_option(KEY)
    lead.writes("What should it reach?", "7")
    lead.presses("Add it to the plan")
    lead.arrives_at(TITLE)
    lead.reads("Nobody owns it.")
    lead.looks_closely()


def agrees(lead: Colleague) -> None:
    lead.presses("Agree")
    lead.reads("From “Proposed” to “Agreed”")


def does_it(area) -> None:
    action = Action.objects.get()
    by = make.membership(Role.COMMISSIONER, area).hat()
    for to in (ActionStatus.IN_PROGRESS, ActionStatus.TO_CHECK):
        move_action(action=action, to=to, by=by)


def closes_it(lead: Colleague) -> None:
    action = Action.objects.get()
    lead.opens("/improvement-plan/board/")
    lead.looks_closely()
    lead.page.locator(f"a[href$='{action.reference}/move/effect-seen/']").click()
    lead.reads("Look at the measure first")
    lead.looks_closely()
    lead.writes("What does the measure say?", "Six of seven days; Sundays are next.")
    lead.presses("Close: effect seen")
    lead.reads("Closed, effect seen")
    lead.reads("Six of seven days; Sundays are next.")
    lead.looks_closely()
    assert ChartNote.objects.get().about == action.reference

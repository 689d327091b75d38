"""A commissioner reads a chart, notes what happened and sets what to work towards."""

from datetime import UTC, datetime

import pytest
from colleague import Colleague
from playwright.sync_api import expect

from mutualaid.indicators.models import Reading
from mutualaid.indicators.tests.series import STEP, month_ago
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
KEY, MEASURE = "directory.verified_share", "Meetings confirmed in the last 90 days"


@pytest.fixture
def ines(sized_page, live_server, transactional_db) -> Colleague:
    area = make.area(host="localhost")
    for ago, value in enumerate(reversed(STEP), 1):
        Reading.objects.create(
            area=area,
            key=KEY,
            month=month_ago(ago),
            numerator=value,
            denominator=60,
            taken_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
    worn = make.membership(Role.COMMISSIONER, area)
    return Colleague(sized_page, live_server.url, worn)


def reads_the_chart(ines: Colleague) -> None:
    ines.goes_to_the_room("Indicators")
    ines.looks_closely()
    ines.follows(MEASURE)
    ines.arrives_at(MEASURE)
    ines.reads("A larger share since")
    expect(ines.main.get_by_role("img").first).to_be_visible()
    ines.page.get_by_text("The figures as a table").click()
    ines.reads("one of seven or more in a row above the mean")
    ines.looks_closely()


def notes_what_happened(ines: Colleague) -> None:
    ines.follows("Add a note")
    ines.looks_closely()
    for label, words in (("Day", "3"), ("Month", "10"), ("Year", "2025")):
        ines.writes(label, words)
    ines.chooses("A service changed hands")
    ines.writes("In a few words", "The service went to another provider")
    ines.presses("Add the note")
    ines.reads("A service changed hands: The service went to another provider")


def sets_a_target(ines: Colleague) -> None:
    ines.follows("Set a target or fix the limits")
    ines.looks_closely()
    ines.writes("Target", "90")
    ines.page.get_by_label("What should the limits rest on?").select_option("12")
    ines.presses("Save")
    ines.reads("Will not meet its target")
    ines.reads("the target is still out of reach")
    ines.reads("Should the limits be worked out anew?")
    ines.looks_closely()


def looks_how_it_is_counted(ines: Colleague) -> None:
    ines.follows("How it is counted")
    ines.reads("All published meetings")
    ines.looks_closely()


class TestIndicators:
    def test_are_read_and_kept(self, ines):
        ines.opens("/today/")
        reads_the_chart(ines)
        notes_what_happened(ines)
        sets_a_target(ines)
        looks_how_it_is_counted(ines)

"""An administrator says where the area is and who lives there, and sees what is missing."""

import json
from datetime import time

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS

from mutualaid.directory.tests.factories import (
    a_fellowship,
    a_meeting,
    a_venue,
    an_area,
)
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

RING = [[0.6, 53.72], [0.92, 53.72], [0.92, 53.9], [0.76, 53.93], [0.6, 53.9]]
OUTLINE = {"type": "Polygon", "coordinates": [[*RING, RING[0]]]}
POINTS = "code,latitude,longitude,people\n" + "".join(
    f"NB{row}{column},{53.74 + row / 50},{0.62 + column / 25},{900 + 37 * row * column}\n"
    for row in range(8)
    for column in range(7)
)


@pytest.fixture
def administrator(transactional_db):
    area = an_area()
    na = a_fellowship("na")
    for number in range(18):
        a_meeting(
            fellowship=na if number % 3 else a_fellowship(),
            weekday=number % 6,
            start_time=time(10 + number % 3 * 4),
            venue=a_venue(
                latitude=53.75 + number % 5 / 40, longitude=0.66 + number % 7 / 25
            ),
        )
    return make.membership(Role.AREA_ADMINISTRATOR, area)


@pytest.fixture
def asha(sized_page, live_server, administrator) -> Colleague:
    return Colleague(sized_page, live_server.url, administrator)


@pytest.fixture
def bare_asha(no_script_page, live_server, administrator) -> Colleague:
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return Colleague(no_script_page, live_server.url, administrator)


def file(name: str, words: str) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": words.encode()}


def says_how_far(asha: Colleague) -> None:
    asha.opens("/directory/gaps/")
    asha.reads("Nobody has said where people live")
    asha.looks_closely()
    asha.follows("How far the area reaches")
    asha.looks_closely()
    asha.chooses("By an outline from a file")
    chosen = file("outline.geojson", json.dumps(OUTLINE))
    asha.page.get_by_label("File with the outline").set_input_files(chosen)
    asha.presses("Look at it")
    asha.arrives_at("Is this how far the area reaches?")
    asha.reads("Meetings kept here and inside: 18")
    asha.looks_closely()
    asha.presses("Save it")
    asha.reads("It is saved.")
    asha.looks_closely()


def says_who_lives_there(asha: Colleague) -> None:
    asha.opens("/directory/population/")
    asha.looks_closely()
    asha.page.get_by_label("Table of how many people").set_input_files(
        file("points.csv", POINTS + "NB99,north,west,7\n")
    )
    asha.presses("Take in the table")
    asha.reads("Rows left out: 1.")
    asha.looks_closely()


def sees_the_gaps(asha: Colleague) -> None:
    asha.goes_to_the_room("Gaps and annexes")
    asha.reads("people have no meeting within 2 miles")
    asha.reads("No meeting on a Sunday")
    asha.reads("No meeting on a Monday within 2 miles of")
    asha.looks_closely()
    asha.page.get_by_label("Fellowship", exact=True).select_option("NA")
    asha.presses("Look")
    asha.reads("people have no NA meeting within 2 miles")
    asha.follows("Annexes of the self-assessment")
    asha.reads("In person: on 6 of 7 days, none on Sunday.")
    asha.looks_closely()


def keeps_a_position(asha: Colleague) -> None:
    asha.follows("All service positions")
    asha.looks_closely()
    asha.follows("Add a position")
    asha.looks_closely()
    asha.page.get_by_label("Whose position is it?").select_option("AA in full")
    asha.page.get_by_label("What is it about?").select_option("Prisons")
    asha.writes("Shared telephone number", "01632 960 001")
    asha.presses("Add the position")
    asha.reads("AA: Prisons")
    asha.presses("Mark as vacant")
    asha.reads("Vacant")
    asha.looks_closely()


class TestGaps:
    def test_are_seen_once_the_area_and_its_people_are_known(self, asha):
        says_how_far(asha)
        says_who_lives_there(asha)
        sees_the_gaps(asha)
        keeps_a_position(asha)

    def test_are_seen_without_scripts(self, bare_asha):
        says_how_far(bare_asha)
        says_who_lives_there(bare_asha)
        sees_the_gaps(bare_asha)
        keeps_a_position(bare_asha)

from datetime import UTC, datetime

import pytest

from mutualaid.core import clock
from mutualaid.directory.tests.factories import (
    a_fellowship,
    a_meeting,
    a_venue,
    an_area,
)
from mutualaid.handouts.local_groups import LISTED, groups_near

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
MILE = 1 / 69.1


@pytest.fixture(autouse=True)
def area():
    with clock.frozen_at(SUNDAY):
        yield an_area()


def many_of_one_and_one_of_another() -> None:
    hall = a_venue()
    for number in range(LISTED + 2):
        a_meeting(name=f"AA number {number}", venue=hall)
    far = a_venue(latitude=53.8 + 3 * MILE, postcode="NB2 1AA")
    a_meeting(name="SMART far", venue=far, fellowship=a_fellowship("smart"))


class TestGroupsNear:
    def test_gives_each_fellowship_its_turn(self, area):
        many_of_one_and_one_of_another()

        names = [row.name for row in groups_near("Northbridge", area).rows]

        assert len(names) == LISTED
        assert any("SMART far" in name for name in names[:2])

    def test_begins_with_another_fellowship_each_day(self, area):
        for key in ("aa", "smart", "na"):
            a_meeting(name=f"{key} here", fellowship=a_fellowship(key))
        firsts = set()
        for day in (22, 23, 24):
            with clock.frozen_at(SUNDAY.replace(day=day)):
                firsts.add(groups_near("", area).rows[0].name)

        assert len(firsts) == 3

    def test_says_what_somebody_decides_by(self, area):
        a_meeting(fellowship=a_fellowship(helpline="01632 960123"))

        (row,) = groups_near("Northbridge", area).rows

        said = "\n".join(row.lines)
        for part in (
            "12-step group",
            "Open to anyone",
            "7pm",
            "St Anne’s Hall",
            "Contact: 01632 960123",
            "Access: not known",
        ):
            assert part in said
        assert row.name == "AA: Harbour Lights"

    def test_says_who_a_group_is_for(self, area):
        a_meeting(fellowship=a_fellowship("al-anon", for_whom=["family"]))

        (row,) = groups_near("", area).rows

        assert "For family and friends" in row.lines[0]
        assert groups_near("", area, "use").rows == []

    def test_is_empty_where_there_is_nothing(self, area):
        assert groups_near("", area).rows == []

    def test_says_that_it_does_not_know_a_place(self, area):
        found = groups_near("Nowhere-on-Sea", area)

        assert any("We do not know a place" in notice for notice in found.notices)


class TestSheetOfGroups:
    def test_is_honest_where_there_is_nothing(self, client):
        page = client.get("/handouts/groups-near-here/").content.decode()

        assert "Our list has no group here yet." in page

    def test_lists_family_groups_for_families_alone(self, client):
        a_meeting(fellowship=a_fellowship("al-anon", for_whom=["family"]))

        theirs = client.get("/handouts/groups-near-here-for-families/")
        ours = client.get("/handouts/groups-near-here/")

        assert "For family and friends ·" in theirs.content.decode()
        assert "Harbour Lights" not in ours.content.decode()

    def test_takes_the_place_along_to_paper(self, client):
        a_meeting()

        page = client.get("/handouts/groups-near-here/?place=Northbridge")

        assert "no-store" in page["Cache-Control"]
        assert "a4.pdf?place=Northbridge" in page.content.decode()

    def test_survives_whatever_is_typed(self, client):
        for place in ("\0", "x" * 5000, "<script>", "%00"):
            answer = client.get("/handouts/groups-near-here/", {"place": place})
            assert answer.status_code == 200
            assert b"<script>alert" not in answer.content

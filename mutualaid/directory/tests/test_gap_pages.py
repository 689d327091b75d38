from datetime import UTC, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.design_system.tests.markup import Page
from mutualaid.directory.actions.population import import_population
from mutualaid.directory.gap_finding import find_gaps, forget_gaps
from mutualaid.directory.gaps.query import GapQuery
from mutualaid.directory.models import DirectoryRevision, VenueFact
from mutualaid.directory.presenters.gap_words import percent, share_words
from mutualaid.geography.outlines import Outline
from mutualaid.organisations.actions.reach import set_reach
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

from .factories import a_fellowship, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY = system_actor("tests")
ADDRESS = "/directory/gaps/"
# Two towns and a village, each some fourteen miles from the next; meetings are in the first.
POINTS = b"code,lat,long,people\nA,53.8,0.75,700\nB,54.0,0.75,200\nC,54.2,0.75,100\n"
SECOND = {"latitude": 54.0, "longitude": 0.75}


@pytest.fixture(autouse=True)
def _noon():
    forget_gaps()
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    area = an_area()
    import_population(area=area, data=POINTS, by=BY)
    return area


@pytest.fixture
def client(area):
    return make.signed_in_client(make.membership(Role.COMMISSIONER, area))


def reaching(area, south, north):
    """The area ends at these latitudes."""
    ring = ((0, south), (2, south), (2, north), (0, north), (0, south))
    outline = Outline(((ring,),))
    return set_reach(
        area=area, outline=outline, authority_codes=[], radius_miles=None, by=BY
    )


def page(client, query=""):
    return Page(client.get(f"{ADDRESS}{query}").content.decode())


def title(client, query=""):
    return page(client, query).all("h1")[0].text


def table(client, query=""):
    """The words of each cell by day."""
    cells = [each.text for each in page(client, query).all("td")]
    return [cells[start : start + 4] for start in range(0, len(cells), 4)]


def gaps(client, query=""):
    (numbered,) = page(client, query).all("ol")
    return numbered.text


class TestFindGaps:
    def test_counts_people_near_and_not(self, area):
        a_meeting()

        cell = find_gaps(area, GapQuery()).analysis.cell(())

        assert (cell.meetings, cell.reached, cell.people) == (1, 700, 1000)

    def test_leaves_out_people_beyond_the_area(self, area):
        a_meeting()
        area = reaching(area, 53, 53.9)

        assert find_gaps(area, GapQuery()).analysis.people.total == 700

    def test_counts_a_meeting_outside_of_the_area_as_a_neighbours(self, area):
        area = reaching(area, 53.79, 54.5)
        a_meeting(venue=a_venue(latitude=53.785))

        cell = find_gaps(area, GapQuery()).analysis.cell(())

        assert (cell.meetings, cell.neighbours) == (0, 1)
        assert (cell.reached, cell.reached_with_neighbours) == (0, 700)

    def test_counts_what_another_area_keeps_near_by_as_a_neighbours(self, area):
        elsewhere = make.area(host="elsewhere.example")
        a_meeting(area=elsewhere, venue=a_venue(area=elsewhere, **SECOND))
        a_meeting(area=elsewhere, venue=a_venue(area=elsewhere, latitude=51))

        cell = find_gaps(area, GapQuery()).analysis.cell(())

        assert (cell.meetings, cell.neighbours) == (0, 1)
        assert cell.reached_with_neighbours == 200

    @pytest.mark.parametrize(
        ("given", "meetings"),
        [
            ({"mode": "online"}, 0),
            ({"mode": "hybrid"}, 1),
            ({"mode": ""}, 1),
            ({"status": "closed"}, 0),
            ({"ends_on": NOON.date().replace(day=1)}, 0),
            ({"venue": None}, 1),
        ],
    )
    def test_looks_at_what_people_can_go_to(self, area, given, meetings):
        a_meeting(**given)

        assert find_gaps(area, GapQuery()).analysis.cell(()).meetings == meetings

    def test_says_of_meetings_online_that_everybody_is_near(self, area):
        a_meeting(mode="online", venue=None)

        cell = find_gaps(area, GapQuery(mode="online")).analysis.cell(())

        assert (cell.meetings, cell.reached) == (1, 1000)

    def test_knows_places_by_what_was_found_out(self, area):
        venue = a_venue()
        a_meeting(venue=venue)
        fact = {"question": "step-free", "is_so": True, "by_role": "champion"}
        VenueFact.objects.create(area=area, venue=venue, checked_on=NOON.date(), **fact)
        DirectoryRevision.advance()

        found = find_gaps(area, GapQuery()).analysis

        assert found.cell((("access", "step-free"),)).meetings == 1
        assert found.cell((("access", "parking"),)).meetings == 0

    def test_knows_whom_it_is_for_by_fellowship_and_by_meeting(self, area):
        a_meeting(features=["women", "young-people", "sign-language"])
        a_meeting(fellowship=a_fellowship("alateen", for_whom=["family", "young"]))

        found = find_gaps(area, GapQuery()).analysis

        counts = {
            key: found.cell((("audience", key),)).meetings
            for key in ("use", "family", "young", "women", "men")
        }
        assert counts == {"use": 1, "family": 1, "young": 2, "women": 1, "men": 0}
        assert found.cell((("access", "sign-language"),)).meetings == 1

    def test_is_reckoned_anew_when_something_changed(self, area):
        a_meeting()
        first = find_gaps(area, GapQuery())
        same = find_gaps(area, GapQuery())
        a_meeting(weekday=3)

        assert same.analysis is first.analysis
        assert find_gaps(area, GapQuery()).analysis.cell(()).meetings == 2

    def test_remembers_a_few_questions_only(self, area):
        a_meeting()
        first = find_gaps(area, GapQuery())
        for mode in ("in-person", "online"):
            for miles in range(2, 12):
                find_gaps(area, GapQuery(miles=miles, mode=mode))

        assert find_gaps(area, GapQuery()).analysis is not first.analysis


class TestShowGaps:
    def test_says_in_its_title_what_was_found(self, client):
        a_meeting()

        assert title(client) == ("300 of 1,000 people have no meeting within 2 miles")
        assert title(client, "?fellowship=aa&for=women") == (
            "1,000 of 1,000 people have no AA meeting for women within 2 miles"
        )

    def test_says_so_where_nobody_is_left_out(self, client):
        for latitude in (53.8, 54.0, 54.2):
            a_meeting(venue=a_venue(latitude=latitude))

        assert title(client, "?within=1") == (
            "Meeting within 1 mile of all 1,000 people"
        )

    def test_counts_meetings_online_alone(self, client):
        assert title(client, "?mode=online") == "No meeting online"

        a_meeting(mode="online", venue=None)
        assert title(client, "?mode=online") == "Meeting online: there is one"

        a_meeting(mode="online", venue=None)
        assert title(client, "?mode=online") == "Meeting online: there are 2"

    def test_has_each_day_and_time_in_figures_and_words(self, client):
        a_meeting(weekday=0, start_time=time(9))
        a_meeting(weekday=0, venue=a_venue(**SECOND))

        monday, tuesday, *_, any_day = table(client)

        assert monday == [
            "1 meeting 70%, many people",
            "No meeting 0%, nobody",
            "1 meeting 20%, few people",
            "2 meetings 90%, most people",
        ]
        assert tuesday[3] == "No meeting 0%, nobody"
        assert any_day == monday

    def test_marks_what_neighbours_have(self, client, area):
        reaching(area, 53.79, 54.5)
        a_meeting(venue=a_venue(latitude=53.785))

        monday, *_ = table(client)

        assert monday[3] == "No meeting and 1 of neighbours 70%, many people"
        assert "For 700 people that is a meeting of neighbours" in (
            page(client).all("main")[0].text
        )

    def test_tells_the_largest_gaps_in_sentences(self, client):
        for day in range(6):
            a_meeting(weekday=day)
        a_meeting(weekday=6, venue=a_venue(**SECOND))

        told = gaps(client)

        assert "No meeting on a Sunday within 2 miles of 800 of 1,000 people." in told
        assert "Elsewhere: 1 meeting." in told
        missing = page(client).all("main")[0].text
        assert "Missing altogether No meeting in the morning" in missing
        assert "No meeting with a step-free way in No" in missing

    def test_tells_how_many_more_gaps_there_are(self, client):
        hall = a_venue()
        a_meeting(venue=a_venue(**SECOND))
        for number in range(22):
            a_meeting(
                fellowship=a_fellowship(f"f{number}"), weekday=number % 7, venue=hall
            )

        assert "more. Choose a fellowship" in page(client).all("main")[0].text

    def test_says_so_where_there_is_no_gap_to_speak_of(self, area, client):
        import_population(area=area, data=POINTS[:45], by=BY)
        features = ["women", "men", "lgbtq", "older-people", "sign-language"]
        features += ["step-free", "accessible-toilet", "hearing-loop", "parking"]
        features += ["children", "bus-stop"]
        everybody = a_fellowship("all", for_whom=["use", "family", "young"])
        for day in range(7):
            for hour in (9, 14, 19):
                a_meeting(
                    fellowship=everybody,
                    weekday=day,
                    start_time=time(hour),
                    features=features,
                )

        assert "No gap leaves out one in twenty" in page(client).all("main")[0].text

    @pytest.mark.parametrize(
        ("role", "words"),
        [
            (Role.COMMISSIONER, "The area’s administrator can take it in."),
            (Role.AREA_ADMINISTRATOR, "Take in where people live in this area"),
        ],
    )
    def test_counts_meetings_alone_where_nobody_is_known(self, role, words):
        a_meeting()
        client = make.signed_in_client(make.membership(role, an_area()))

        found = page(client)

        assert found.all("h1")[0].text == "Meeting: there is one"
        assert words in found.all("main")[0].text
        assert found.all("td")[2].text == "1 meeting"
        assert not found.all("figure")

    def test_says_so_where_all_points_are_elsewhere(self, area, client):
        reaching(area, 50, 51)

        assert "are all outside of the area" in page(client).all("main")[0].text

    @pytest.mark.parametrize("meetings", [1, 15])
    def test_takes_the_same_queries_for_many(
        self, client, meetings, django_assert_max_num_queries
    ):
        for number in range(meetings):
            a_meeting(weekday=number % 7)
        client.get(ADDRESS)

        with django_assert_max_num_queries(10):
            client.get(ADDRESS)

    def test_leaves_odd_addresses_aside(self, client):
        assert (
            client.get(f"{ADDRESS}?within=99&for=%00&fellowship=x").status_code == 200
        )


class TestMapGaps:
    def test_draws_people_and_meetings_in_different_shapes(self, client, area):
        reaching(area, 53.79, 54.5)
        a_meeting()
        a_meeting(venue=a_venue(latitude=53.785))

        response = client.get(f"{ADDRESS}map.svg")

        assert response["Content-Type"] == "image/svg+xml"
        drawn = response.content.decode()
        assert "300 of 1,000 people have no meeting within 2 miles</title>" in drawn
        assert "1 are near such a meeting and 2 are not" in drawn
        assert "Meetings of the area: 1; of neighbours: 1." in drawn
        assert 'stroke-linecap="square"' in drawn
        assert "l5.5 10h-11z" in drawn
        assert "style" not in drawn

    def test_draws_a_spot_where_there_is_nothing(self):
        client = make.signed_in_client(make.membership(Role.AUDITOR, an_area()))

        assert client.get(f"{ADDRESS}map.svg").status_code == 200

    def test_is_told_on_the_page_in_words(self, client):
        a_meeting()

        (image,) = page(client, "?within=5").all("img")

        assert image["src"] == f"{ADDRESS}map.svg?within=5"
        assert image["alt"].startswith("Of 3 points where people live, 1 are near")


class TestExportGaps:
    def test_has_a_line_for_each_cell(self, client):
        a_meeting()

        response = client.get(f"{ADDRESS}table.csv?fellowship=aa&within=5")

        assert response["Content-Disposition"] == (
            'attachment; filename="gaps-2026-11-21.csv"'
        )
        lines = response.content.decode().splitlines()
        assert len(lines) == 1 + 8 * 4
        assert '"AA meeting","5","Monday","evening","1","0","700","700","1000"' in lines
        assert lines[-1].startswith('"AA meeting","5","any day","all day","1"')

    def test_has_no_miles_for_meetings_online(self, client):
        lines = client.get(f"{ADDRESS}table.csv?mode=online").content.decode()

        assert '"meeting online","","Monday"' in lines


class TestWords:
    @pytest.mark.parametrize(
        ("share", "figure", "words"),
        [
            (None, "", ""),
            (0, "0%", "nobody"),
            (0.001, "1%", "few people"),
            (0.3, "30%", "some people"),
            (0.6, "60%", "many people"),
            (0.9, "90%", "most people"),
            (0.999, "99%", "nearly everybody"),
            (1, "100%", "everybody"),
        ],
    )
    def test_of_shares_agree_with_their_figures(self, share, figure, words):
        assert (percent(share), share_words(share)) == (figure, words)


class TestAreas:
    def test_of_others_have_gaps_of_their_own(self, area):
        a_meeting()
        elsewhere = Area.objects.get(pk=make.area(host="elsewhere.example").pk)

        assert find_gaps(elsewhere, GapQuery()).analysis.people.total == 0

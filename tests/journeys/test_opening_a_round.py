"""A commissioner opens a round, asks the partners with one press, and shows what they said."""

import pytest
from colleague import Colleague

from mutualaid.directory.tests.factories import a_fellowship, a_meeting
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.self_assessment.models import Rater

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dana(sized_page, live_server, transactional_db) -> Colleague:
    area = make.area(name="Northbridge", slug="northbridge")
    make.membership(Role.SERVICE_MANAGER, area)
    make.membership(Role.KEYWORKER, area)
    a_meeting(area=area, fellowship=a_fellowship())
    worn = make.membership(Role.COMMISSIONER, area)
    return Colleague(sized_page, live_server.url, worn)


class TestOpeningARound:
    def test_from_nothing_to_everything_shown(self, dana):
        dana.opens("/today/")
        dana.goes_to_the_room("Self-assessment")
        dana.reads("rate 27 statements about it")
        dana.looks_closely()
        dana.presses("Open the first round")
        dana.looks_closely()
        dana.writes("Name of the round", "Winter round")
        dana.presses("Open the round")

        dana.arrives_at("Who rates in Winter round")
        dana.looks_closely()
        dana.presses("Invite those who are ticked")
        dana.reads("has no link yet")
        dana.looks_closely()
        dana.page.get_by_role("link", name="Make a link").last.click()
        dana.presses("Make a new link")
        dana.reads("This link is shown once")
        dana.looks_closely()

        Rater.objects.filter(membership__isnull=False).update(status="finished")
        dana.opens("/self-assessment/")
        dana.page.get_by_role("link", name="Winter round").click()
        dana.reads("2 of 4 raters have finished.")
        dana.looks_closely()
        dana.opens(f"{dana.address}reveal/")
        dana.reads("2 of 4 raters have not finished")
        dana.looks_closely()
        dana.presses("Show them without waiting")

        dana.arrives_at("Winter round")
        dana.reads("0 of 30 parts are agreed.")
        dana.looks_closely()

"""Those who may look read the activity log; looking is kept as well."""

import pytest
from colleague import Colleague
from django.db import transaction
from page_rules import HEIGHT, WIDTHS

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.models import Entry
from mutualaid.core.area import within
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.organisations.views.activity import PAGE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def area(transactional_db) -> Area:
    return make.area(name="Northbridge")


@pytest.fixture
def sam(area) -> Membership:
    return make.membership(Role.KEYWORKER, area, user=make.person(name="Sam Hill"))


@pytest.fixture
def lines(area, sam) -> None:
    """One more than fit on a page."""
    for _ in range(PAGE + 1):
        with within(area.pk), transaction.atomic():
            record(act="organisations.add_holiday", by=sam.hat().actor)


@pytest.fixture
def auditor(area) -> Membership:
    return make.membership(Role.AUDITOR, area)


def reads_to_the_end(colleague: Colleague) -> None:
    colleague.opens("/today/")
    colleague.goes_to_the_room("Activity")
    colleague.arrives_at("Activity log")
    colleague.reads("Added a holiday")
    colleague.does_not_read("Sam Hill")
    colleague.looks_closely()
    colleague.follows("Older lines")
    colleague.reads("Newest lines")
    colleague.looks_closely()
    colleague.follows("Newest lines")


class TestAuditor:
    def test_reads_page_after_page_without_names(
        self, sized_page, live_server, auditor, lines
    ):
        reads_to_the_end(Colleague(sized_page, live_server.url, auditor))

        assert Entry.objects.filter(act="organisations.read_activity").count() == 3

    def test_reads_without_scripts(self, no_script_page, live_server, auditor, lines):
        no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})

        reads_to_the_end(Colleague(no_script_page, live_server.url, auditor))

    def test_chooses_lines_and_is_told_what_is_wrong(
        self, sized_page, live_server, auditor, lines
    ):
        greta = Colleague(sized_page, live_server.url, auditor)
        greta.opens("/activity/")
        greta.page.locator("summary", has_text="Choose lines").click()
        greta.looks_closely()
        greta.writes("Day", "31")
        greta.presses("Show these lines")
        greta.is_told("The date needs a month.")
        greta.looks_closely()

        greta.opens("/activity/?person=0000-0000")
        greta.reads("No lines")
        greta.looks_closely()

    def test_takes_the_lines_away(self, page, live_server, auditor, lines):
        greta = Colleague(page, live_server.url, auditor)
        greta.opens("/activity/")

        with page.expect_download() as started:
            greta.main.get_by_role("link", name="Take these lines away").click()

        text = started.value.path().read_text("utf-8-sig")
        assert text.count("Added a holiday") == PAGE + 1
        assert started.value.suggested_filename.startswith("activity-")


class TestOthers:
    def test_a_keyworker_reads_their_own(self, sized_page, live_server, sam, lines):
        colleague = Colleague(sized_page, live_server.url, sam)
        colleague.opens("/activity/")

        colleague.reads("What you did yourself.")
        colleague.reads("Sam Hill")
        colleague.looks_closely()

    def test_a_peer_is_turned_away_without_a_word_of_it(
        self, sized_page, live_server, area
    ):
        peer = make.membership(Role.PEER, area)
        colleague = Colleague(sized_page, live_server.url, peer)

        assert colleague.opens("/activity/").status == 403

        colleague.arrives_at("You cannot open this page")
        colleague.looks_closely()
        assert Entry.objects.get().act == "access.denied"

"""A keyworker reports a letter gone astray; the manager decides, tells, and closes it."""

from datetime import timedelta

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS

from mutualaid.core import clock
from mutualaid.directory.tests.factories import an_area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.privacy.models import Incident

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "A letter went to the flat next door."


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def service(transactional_db):
    return make.service(an_area())


@pytest.fixture
def people(service):
    return [
        make.membership(role, service.area, service=service)
        for role in (Role.KEYWORKER, Role.SERVICE_MANAGER)
    ]


class TestIncident:
    def test_goes_from_a_report_to_what_was_learned(
        self, sized_page, live_server, people
    ):
        keyworker, manager = people
        reports(Colleague(sized_page, live_server.url, keyworker))
        works_on_it(Colleague(sized_page, live_server.url, manager))

    def test_needs_no_script(self, no_script_page, live_server, people):
        no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
        keyworker, manager = people
        reports(Colleague(no_script_page, live_server.url, keyworker))
        works_on_it(Colleague(no_script_page, live_server.url, manager))


def says_when(colleague: Colleague, day: str, time: str) -> None:
    at = (clock.now() - timedelta(minutes=2)).astimezone(clock.LOCAL_ZONE)
    group = colleague.page.get_by_role("group", name=day)
    for part, value in (("Day", at.day), ("Month", at.month), ("Year", at.year)):
        group.get_by_label(part, exact=True).fill(str(value))
    if time:
        colleague.writes(time, f"{at.hour:02d}:{at.minute:02d}")


def reports(keyworker: Colleague) -> None:
    keyworker.opens("/privacy/incidents/")
    keyworker.reads("No incident here")
    keyworker.looks_closely()
    keyworker.opens("/privacy/incidents/report/")
    keyworker.looks_closely()
    keyworker.writes("What happened?", WORDS)
    keyworker.presses("Report it")
    keyworker.is_told("needs an answer")
    keyworker.sees_at_the_field("What happened?", WORDS)
    says_when(keyworker, "On which day did it happen?", "")
    says_when(
        keyworker,
        "On which day did somebody here first know of it?",
        "At about what time?",
    )
    keyworker.chooses("1 person")
    keyworker.chooses("Names")
    keyworker.presses("Report it")
    keyworker.reads("71 hours left to tell the regulator")
    keyworker.reads(WORDS)
    keyworker.looks_closely()


def works_on_it(manager: Colleague) -> None:
    incident = Incident.objects.get()
    manager.opens("/today/")
    manager.reads("71 hours left to tell the regulator")
    manager.opens(f"/privacy/incidents/{incident.reference}/decide/")
    manager.looks_closely()
    manager.chooses("A risk: the regulator has to be told")
    manager.writes("Why?", "It was opened.")
    manager.presses("Keep this decision")
    manager.opens(f"/privacy/incidents/{incident.reference}/close/")
    manager.writes("What have we learned, and what changes?", "Two people check.")
    manager.presses("Close it")
    manager.is_told("The regulator has to be told first.")
    manager.looks_closely()
    manager.opens(f"/privacy/incidents/{incident.reference}/told/")
    manager.chooses("The regulator was told")
    says_when(manager, "On which day?", "At what time?")
    manager.writes("What were they told, how, and by whom?", "By their form.")
    manager.presses("Write it down")
    manager.reads("The regulator was told in time")
    manager.opens(f"/privacy/incidents/{incident.reference}/close/")
    manager.writes("What have we learned, and what changes?", "Two people check.")
    manager.presses("Close it")
    manager.reads("Two people check.")
    manager.looks_closely()

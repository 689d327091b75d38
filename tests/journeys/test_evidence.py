"""Bringing evidence: on a small telephone without scripts, and at a desk."""

from collections.abc import Iterator

import pytest
from colleague import Colleague
from page_rules import HEIGHT, WIDTHS, without_scripts
from playwright.sync_api import Page

from mutualaid.core import clock
from mutualaid.directory.tests import factories as directory
from mutualaid.documents.tests import files
from mutualaid.self_assessment.models import Evidence, EvidenceStatus, Round
from mutualaid.self_assessment.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def opened(transactional_db) -> Round:
    area = directory.an_area()
    directory.a_meeting()
    return factories.assessment_round(area, name="Winter round")


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


def test_a_commissioner_uses_refuses_adds_and_takes_back(
    screen, live_server, opened, tmp_path
):
    lead = Colleague(screen, live_server.url, opened.opened_by)
    lead.opens(f"/self-assessment/{opened.reference}/evidence/1.4/")
    lead.presses("Days with a meeting in person")
    lead.reads("Used as evidence")
    screen.get_by_role("link", name="Not right because …").click()
    lead.presses("Save")
    lead.is_told("Say why it is not right.")
    screen.get_by_label("Not right because …").fill("The online one is missing.")
    lead.presses("Save")
    lead.reads("Not right because: The online one is missing.")

    screen.get_by_role("link", name="Add a file, an address or a note").click()
    lead.looks_closely()
    lead.chooses("A file")
    script = tmp_path / "minutes.pdf"
    script.write_bytes(b"<html><script>alert(1)</script></html>")
    screen.get_by_label("The file").set_input_files(script)
    today = clock.today()
    for part in ("day", "month", "year"):
        screen.get_by_label(part.title(), exact=True).fill(str(getattr(today, part)))
    lead.presses("Add it")
    lead.is_told("This file is of a kind that is not kept.")
    script.write_bytes(files.PDF)
    screen.get_by_label("The file").set_input_files(script)
    lead.presses("Add it")
    with screen.expect_download() as download:
        screen.get_by_role("link", name="minutes.pdf (1 kB)").click()
    assert download.value.path().read_bytes() == files.PDF
    lead.looks_closely()

    screen.get_by_role("link", name="Take back the file").click()
    screen.get_by_label("Why do you take it back?").fill("Another meeting’s.")
    lead.presses("Take it back")
    screen.get_by_text("Taken back (1.4)").click()
    lead.reads("Taken back because: Another meeting’s.")

    kept = Evidence.objects.get(status=EvidenceStatus.KEPT)
    assert kept.indicator_key == "directory.days_in_person"

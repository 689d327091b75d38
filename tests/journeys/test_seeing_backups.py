"""An auditor looks whether what is kept would survive the machine, and who runs it is told."""

import json

import pytest
from colleague import Colleague
from playwright.sync_api import expect

from mutualaid.backups import standing
from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.DATA_DIR = settings.BACKUPS_DIR = tmp_path


def hold_drill(*problems: str) -> None:
    standing.drills_dir().mkdir()
    restored = {"tables": {"a": 100_000, "b": 7}, "log_lines": 412, "erasures": 3}
    told = {
        "drilled_at": clock.now().isoformat(),
        "seconds": 75,
        "problems": problems,
        "restored": restored,
    }
    (standing.drills_dir() / "drill-1.json").write_text(json.dumps(told))


class TestSeeingBackups:
    def test_of_an_auditor(self, sized_page, live_server, transactional_db, sound):
        worn = make.membership(Role.AUDITOR, make.area(host="localhost"))
        hold_drill("Nobody could sign in to the restored place.")
        omar = Colleague(sized_page, live_server.url, worn)

        omar.page.goto(f"{live_server.url}/backups/")
        main = omar.page.get_by_role("main")
        expect(main).to_contain_text("Nobody could sign in")
        expect(main).to_contain_text("100,007")
        sound(omar.page)

    def test_of_an_administrator_who_is_told(
        self, sized_page, live_server, transactional_db, sound
    ):
        worn = make.membership(Role.AREA_ADMINISTRATOR, make.area(host="localhost"))
        una = Colleague(sized_page, live_server.url, worn)

        una.page.goto(f"{live_server.url}/today/")
        item = una.page.get_by_text("There is no backup of the last 26 hours.")
        expect(item).to_be_visible()
        una.page.get_by_role("main").get_by_role(
            "link", name="See backups"
        ).first.click()
        expect(una.page.get_by_role("main")).to_contain_text("No backup has been taken")
        sound(una.page)

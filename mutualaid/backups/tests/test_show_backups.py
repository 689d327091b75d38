"""The page for who looks after an area and who checks, and what it asks on the first page."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from mutualaid.backups import duties, host_key, standing, taking
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import area, membership, signed_in_client

from .conftest import PAIR

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TAKEN = standing.Taken(
    data="/backups/data-north.age",
    keys="/backups/keys-north.age",
    taken_at=NOW.isoformat(),
    bytes=12_300_000,
    rows=5_000,
    tables=97,
    database="sqlite",
)
REPORT = {
    "drilled_at": NOW.isoformat(),
    "problems": [],
    "seconds": 41.2,
    "restored": {
        "tables": {"a": 4_000, "b": 1_000},
        "log_lines": 600,
        "erasures": 2,
    },
}


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen_at(NOW):
        yield


def page(role: Role) -> str:
    client = signed_in_client(membership(role, area()))
    return client.get(reverse("show_backups")).content.decode()


def hold(**changed: object) -> None:
    told = {**REPORT, **changed}
    standing.drills_dir().mkdir(exist_ok=True)
    name = f"drill-{len(standing.drills())}.json"
    (standing.drills_dir() / name).write_text(json.dumps(told))


class TestShowBackups:
    def test_says_what_is_missing_before_the_first(self, settings):
        settings.BACKUP_RECIPIENT = ""
        told = page(Role.AREA_ADMINISTRATOR)

        assert "No backup has been taken yet" in told
        assert "There is no key to seal backups for" in told

    def test_tells_when_the_last_was_taken(self):
        standing.note_taken(TAKEN)
        host_key.confirm(PAIR.identity)
        told = page(Role.AREA_ADMINISTRATOR)

        assert "22 November 2026 at 9am, today" in told
        assert "12.3 MB" in told
        assert "Something is to be done" not in told
        assert "data-north" not in told

    def test_says_that_it_is_late_and_the_key_unsure(self):
        standing.note_taken(TAKEN)
        with clock.frozen_at(NOW + timedelta(hours=27)):
            told = page(Role.AREA_ADMINISTRATOR)

        assert "older than 26 hours" in told
        assert "Nobody has shown yet that the key" in told

    def test_shows_drills_to_the_auditor_only(self):
        hold()
        hold(problems=["Nobody could sign in."], seconds=400)

        told = page(Role.AUDITOR)
        assert "Nobody could sign in." in told
        assert "7 minutes" in told
        assert "41 seconds" in told
        assert "No problem" in told
        assert "Restore drills" not in page(Role.AREA_ADMINISTRATOR)

    def test_tells_the_auditor_that_none_was_held(self):
        assert "No restore drill has been held yet" in page(Role.AUDITOR)

    def test_tells_of_an_old_drill_and_passes_broken_reports_over(self):
        hold()
        (standing.drills_dir() / "drill-9.json").write_text('{"problems"')
        with clock.frozen_at(NOW + timedelta(days=32)):
            told = page(Role.AUDITOR)

        assert "more than a month old" in told

    @pytest.mark.parametrize(
        "role", sorted(set(Role) - {Role.AREA_ADMINISTRATOR, Role.AUDITOR})
    )
    def test_is_there_for_nobody_else(self, role):
        client = signed_in_client(membership(role, area()))

        assert client.get(reverse("show_backups")).status_code == 403

    def test_asks_the_database_nothing(self, django_assert_max_num_queries):
        client = signed_in_client(membership(Role.AUDITOR, area()))
        client.get(reverse("show_backups"))
        hold()
        with django_assert_max_num_queries(12):
            client.get(reverse("show_backups"))


class TestHomeItems:
    def items(self, role: Role = Role.AREA_ADMINISTRATOR) -> list[str]:
        found = home_items(membership(role, area()).hat())
        return [item.words for item in found if item.address == reverse("show_backups")]

    def test_asks_for_backup_and_drill(self):
        assert len(self.items()) == 2

    def test_asks_for_nothing_where_both_are_fresh(self):
        standing.note_taken(TAKEN)
        hold()

        assert self.items() == []

    def test_asks_where_no_backups_are_set_up_for_nothing(self, settings):
        settings.BACKUPS_DIR = None

        assert self.items() == []

    def test_asks_nobody_else(self):
        assert self.items(Role.AUDITOR) == []


class TestDuties:
    def test_takes_a_backup_where_there_is_a_place(self, monkeypatch, settings):
        taken = []
        monkeypatch.setattr(taking, "take_backup", lambda: taken.append(1))
        duties.take_backup(by=system_actor("tick"))
        settings.BACKUPS_DIR = None
        duties.take_backup(by=system_actor("tick"))

        assert taken == [1]

    def test_follows_erasures_that_could_not_be_followed(self, monkeypatch):
        done, behind = [], iter([True, False])
        monkeypatch.setattr(taking, "keys_are_behind", lambda: next(behind))
        monkeypatch.setattr(taking, "refresh_keys", lambda: done.append(1))
        for _ in range(2):
            duties.follow_erasures(by=system_actor("tick"))

        assert done == [1]

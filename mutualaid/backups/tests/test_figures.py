"""How long a restore takes, and how much may be lost."""

import random
import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mutualaid.backups import taking
from mutualaid.backups.manifest import Holds
from mutualaid.backups.opening import open_archive
from mutualaid.backups.places import archives, taken_at
from mutualaid.clients.models import Commitment
from mutualaid.clients.tests import factories as clients
from mutualaid.core import clock
from mutualaid.directory.tests.factories import a_meeting
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.privacy.models import Look, Looked

from .conftest import PAIR
from .log_lines import add_log_lines
from .processes import made_standing, run
from .towns import a_town, erase

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of a SQLite file"),
    pytest.mark.prove,
]
FIRST_DAY = date(2020, 1, 6)


def filled(rows: int) -> None:
    """So many commitments with a sealed note each, looks, and lines of the log."""
    town = a_town(0)
    worker = factories.membership(Role.KEYWORKER, town.area, service=town.service)
    meeting, now = a_meeting(area=town.area), clock.now()
    for _ in range(max(rows // 50, 2)):
        town.clients.append(clients.client(town.service, worker))
    for start in range(0, rows, 2_000):
        some = []
        for number in range(start, min(start + 2_000, rows)):
            client = town.clients[number % len(town.clients)]
            made = Commitment(
                area=town.area, client=client, meeting=meeting, planned_by=worker,
                original_date=FIRST_DAY + timedelta(weeks=number // len(town.clients)),
                created_at=now, updated_at=now,
            )  # fmt: skip
            made.write("sealed_note", f"Meets at the door, evening {number}.")
            some.append(made)
        Commitment.objects.bulk_create(some)
        Look.objects.bulk_create(
            Look(
                area=town.area, person=each.client.person, membership=worker,
                role=Role.KEYWORKER, what=Looked.RECORD, looked_at=now,
            )
            for each in some
        )  # fmt: skip
    add_log_lines(rows, chain=town.area.pk)
    erase(town.clients[0])


class TestRestoreTime:
    def test_is_at_most_fifteen_minutes(
        self, installation, tmp_path, identity, full_figures, record_property
    ):
        rows = 100_000 if full_figures else 1_000
        filled(rows)
        environment = made_standing(installation)
        assert run(environment, "backup").returncode == 0
        (archive,) = archives(settings.BACKUPS_DIR)

        began = time.monotonic()
        done = run(
            environment, "restore", str(archive), "--keys",
            str(next(archive.parent.glob("keys-*.age"))), "--identity-file", str(identity),
            "--to", str(tmp_path / "new"),
        )  # fmt: skip
        took = time.monotonic() - began

        assert done.returncode == 0, done.stderr
        assert "as they were backed up" in done.stdout
        assert took <= 900
        record_property("of each kind of row", rows)
        record_property("seconds to restore", round(took))


class TestLossWindow:
    def test_of_a_single_machine_is_a_day(
        self, tmp_path, full_figures, record_property
    ):
        """A line an hour, a backup a day, and a cut at any moment."""
        area = factories.area(slug="north")
        cuts = 30 if full_figures else 3
        chance = random.Random(26)  # noqa: S311
        worst = timedelta()
        now = datetime(2026, 1, 1, tzinfo=UTC)
        last_backup = now - timedelta(days=2)
        for cut in range(cuts):
            ends = now + timedelta(hours=chance.randrange(26, 75), minutes=cut)
            while now < ends:
                with clock.frozen_at(now):
                    type(area).objects.filter(pk=area.pk).update(updated_at=now)
                    if now - last_backup >= timedelta(days=1):
                        taking.take_backup()
                        last_backup = now
                now += timedelta(hours=1)
            worst = max(worst, ends - newest_change(tmp_path / f"cut-{cut}"))

        record_property("hours lost at most", round(worst / timedelta(hours=1), 1))
        assert worst <= timedelta(hours=25)

    def test_is_told_by_the_name_of_the_newest_archive(self):
        factories.area(slug="north")
        now = datetime(2026, 1, 1, 4, tzinfo=UTC)
        with clock.frozen_at(now):
            taking.take_backup()

        assert taken_at(archives(settings.BACKUPS_DIR)[0]) == now


def newest_change(into: Path) -> datetime:
    """What the newest backup knows of."""
    newest = archives(settings.BACKUPS_DIR)[0]
    data = open_archive(newest, into, identity=PAIR.identity, holds=Holds.DATA)
    copy = sqlite3.connect(data.directory / "database.sqlite3")
    (told,) = copy.execute("SELECT updated_at FROM organisations_area").fetchone()
    copy.close()
    return datetime.fromisoformat(told).replace(tzinfo=UTC)

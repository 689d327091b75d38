"""A town with clients whose words are sealed, and what came of it in a restored place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from mutualaid.activity_log.actions import anchor_chain, record
from mutualaid.backups.finishing import Finished, finish
from mutualaid.backups.restoring import Place, Source, restore
from mutualaid.backups.taking import take_backup
from mutualaid.clients.models import Client
from mutualaid.clients.tests import factories as clients
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.organisations.models import Area, Service
from mutualaid.organisations.tests import factories
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.vault import forget_vault

from .conftest import PAIR

BY = system_actor("tests")


@dataclass(frozen=True)
class Town:
    """An area, a service that keeps records, and its clients."""

    area: Area
    service: Service
    clients: list[Client]


def a_town(people: int = 3) -> Town:
    area = factories.area(slug="north", name="Northbridge")
    service = factories.service(area)
    clients.record_keeping(service)
    kept = [
        clients.client(service, identity={"contact": f"01632 96000{number}"})
        for number in range(people)
    ]
    with within(area.pk), transaction.atomic():
        record(act="tests.try", by=BY, area_id=area.pk)
    anchor_chain(chain=area.pk)
    folder = Path(settings.FILES_DIR) / str(area.pk)
    folder.mkdir(parents=True)
    (folder / "0a1b2c.pdf").write_bytes(b"%PDF minutes of a meeting")
    return Town(area, service, kept)


def erase(client: Client) -> str:
    """Erase somebody for good; their token."""
    token = client.person.token
    with within(client.area_id):
        erase_person(person=client.person, by=BY)
    return token


def archives() -> Source:
    """The backup that was just taken, and what opens it."""
    taken = take_backup()
    return Source(Path(taken.data), Path(taken.keys), PAIR.identity)


@contextmanager
def living_in(place: Path) -> Iterator[None]:
    """Everything that follows reads and writes a restored place."""
    moved = override_settings(
        DATA_DIR=place,
        VAULT_DIR=place / "vault",
        ANCHORS_DIR=place / "anchors",
        FILES_DIR=place / "files",
        BACKUPS_DIR=None,
    )
    name = connection.settings_dict["NAME"]
    connection.close()
    forget_vault()
    connection.settings_dict["NAME"] = str(place / "mutualaid.sqlite3")
    try:
        with moved:
            yield
    finally:
        connection.close()
        forget_vault()
        connection.settings_dict["NAME"] = name


def restored(source: Source, to: Path) -> Finished:
    """Restore in this process, which shares the keys of the tests."""
    restore(source, Place.at(to))
    return finished(to)


def finished(place: Path) -> Finished:
    with living_in(place):
        return finish(by=BY, bring_up_to_date=lambda: None)

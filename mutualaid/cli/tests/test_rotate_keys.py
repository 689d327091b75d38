import json

import pytest
from click.testing import CliRunner

from mutualaid.cli.rotate_keys import command
from mutualaid.clients.models import ClientIdentity
from mutualaid.clients.tests import factories
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy.key_files import HASHES, VAULT
from mutualaid.privacy.rotating import begin_rotation, replace_file

pytestmark = pytest.mark.django_db

KEY = "a-key-of-more-than-32-characters-number-{}"


@pytest.fixture(autouse=True)
def _own_place(settings, tmp_path) -> None:
    settings.DATA_DIR, settings.VAULT_DIR = tmp_path, tmp_path / "vault"
    settings.VAULT_KEY = settings.HASH_KEY = ""
    replace_file(VAULT.file, KEY.format(1))
    replace_file(HASHES.file, KEY.format(2))


@pytest.fixture
def client():
    return factories.client(
        people.service(people.area()), identity={"name": "Wren Abbey"}
    )


def is_found(client) -> bool:
    found = ClientIdentity.objects.named("wren  ABBEY", area_id=client.area_id)
    return [row.pk for row in found] == [client.pk]


class TestRotateKeys:
    def test_finds_a_name_before_meanwhile_and_afterwards(self, client):
        assert is_found(client)
        begin_rotation(HASHES)
        assert is_found(client)
        former = ClientIdentity.objects.get(pk=client.pk).name_digest

        done = CliRunner().invoke(command, ["--json"])

        assert json.loads(done.stdout) == {
            "wrapped": 1,
            "hashed": 1,
            "new": ["vault-key"],
        }
        assert is_found(client)
        assert ClientIdentity.objects.get(pk=client.pk).name_digest != former
        assert HASHES.former() == VAULT.former() == ()

    def test_finds_nobody_by_a_part_of_a_name(self, client):
        for part in ("Wren", "Wren A", "", "   ", "Wren Abbey "[:-2]):
            found = ClientIdentity.objects.named(part, area_id=client.area_id)
            assert not found.exists()

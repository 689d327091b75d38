from typing import ClassVar

import pytest

from mutualaid.privacy import vault
from mutualaid.privacy.ledger import UnknownErasure, enter, erasures, is_erased
from mutualaid.privacy.models import Incident
from mutualaid.privacy.sealing import Damaged, seal, unseal
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf
from mutualaid.privacy.vault import (
    NoKey,
    VaultFault,
    WrongVaultKey,
    destroy_keys,
    key_of,
    make_key,
)

SHELF, COLUMN = Shelf.IDENTITY, "clients.ClientIdentity.sealed_name"


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path) -> None:
    settings.VAULT_DIR = tmp_path / "vault"


class TestKeys:
    def test_are_made_once_and_stay(self):
        assert make_key("client:a", SHELF) == make_key("client:a", SHELF)
        assert key_of("client:a", SHELF) == make_key("client:a", SHELF)

    def test_differ_by_person_and_shelf(self):
        keys = [make_key(token, shelf) for token in ("a", "b") for shelf in EVERY_SHELF]

        assert len(set(keys)) == 2 * len(EVERY_SHELF)

    def test_that_were_destroyed_are_gone(self):
        make_key("client:a", SHELF)

        assert destroy_keys("client:a", EVERY_SHELF) == 1
        with pytest.raises(NoKey):
            key_of("client:a", SHELF)

    def test_of_somebody_erased_meanwhile_are_not_left_behind(self, monkeypatch):
        """The erasing is over between the first look for a key and the making of one."""
        lock = vault.locked_vault

        def lock_once_erased():
            enter("client:a", [SHELF])
            destroy_keys("client:a", [SHELF])
            return lock()

        monkeypatch.setattr(vault, "locked_vault", lock_once_erased)

        with pytest.raises(NoKey):
            make_key("client:a", SHELF)
        assert list(vault.all_keys()) == []

    def test_of_somebody_erased_are_never_made_anew(self):
        enter("client:a", [SHELF])

        with pytest.raises(NoKey):
            make_key("client:a", SHELF)
        assert make_key("client:a", Shelf.RECORD)

    def test_open_under_a_former_vault_key_only_where_it_is_known(self, settings):
        key, former = make_key("client:a", SHELF), settings.VAULT_KEY
        settings.VAULT_KEY = "another-key-of-more-than-32-characters"

        with pytest.raises(WrongVaultKey):
            key_of("client:a", SHELF)
        settings.VAULT_OLD_KEYS = [former]
        assert key_of("client:a", SHELF) == key

    def test_stand_in_a_file_of_their_owner_only(self):
        make_key("client:a", SHELF)

        assert vault.vault_file().stat().st_mode & 0o077 == 0


class TestSeal:
    def test_opens_for_the_same_person_shelf_and_column_only(self):
        sealed = seal("Ada", token="client:a", shelf=SHELF, column=COLUMN)
        make_key("client:b", SHELF)
        make_key("client:a", Shelf.CONTACT)

        assert unseal(sealed, token="client:a", shelf=SHELF, column=COLUMN) == "Ada"
        for other in (
            {"token": "client:b", "shelf": SHELF, "column": COLUMN},
            {"token": "client:a", "shelf": Shelf.CONTACT, "column": COLUMN},
            {"token": "client:a", "shelf": SHELF, "column": "another"},
        ):
            with pytest.raises(Damaged):
                unseal(sealed, **other)

    def test_says_nothing_twice_in_the_same_way(self):
        place = {"token": "client:a", "shelf": SHELF, "column": COLUMN}

        assert seal("Ada", **place) != seal("Ada", **place)
        assert b"Ada" not in seal("Ada", **place)

    def test_of_nothing_is_nothing(self):
        assert seal("", token="client:a", shelf=SHELF, column=COLUMN) == b""


class TestLostVault:
    PLACE: ClassVar = {"token": "client:a", "shelf": SHELF, "column": COLUMN}

    def test_never_passes_for_an_erasure(self):
        sealed = seal("Ada", **self.PLACE)
        vault.forget_vault()
        vault.vault_file().unlink()

        with pytest.raises(VaultFault):
            unseal(sealed, **self.PLACE)

    def test_is_told_from_one(self):
        sealed = seal("Ada", **self.PLACE)
        enter("client:a", [SHELF])
        destroy_keys("client:a", [SHELF])

        with pytest.raises(NoKey):
            unseal(sealed, **self.PLACE)


class TestWordsLeft:
    """Of a row that stays when a shelf of it goes."""

    @pytest.fixture
    def row(self):
        row = Incident(token="incident:a")
        row.write("sealed_words", "A letter was lost.")
        return row

    def test_are_its_words(self, row):
        assert row.words_left("sealed_words") == "A letter was lost."

    def test_are_none_once_they_were_erased(self, row):
        enter("incident:a", [Shelf.INCIDENT])
        destroy_keys("incident:a", [Shelf.INCIDENT])

        assert row.words_left("sealed_words") == ""

    def test_are_not_taken_for_erased_where_a_vault_was_lost(self, row):
        vault.forget_vault()
        vault.vault_file().unlink()

        with pytest.raises(VaultFault):
            row.words_left("sealed_words")


class TestLedger:
    def test_keeps_every_line_even_after_one_that_was_cut_off(self):
        enter("client:a", [SHELF])
        file = vault.vault_file().with_name("erased.jsonl")
        with file.open("a") as handle:
            handle.write('{"token": "client:b", "shel')
        enter("client:c", EVERY_SHELF)

        assert [each.token for each in erasures()] == ["client:a", "client:c"]
        assert [each.is_whole for each in erasures()] == [False, True]

    @pytest.mark.parametrize(
        "line",
        [
            '{"token": "client:b", "shelves": ["attic"], "erased_at": "2030-01-01T00:00+00:00", "is_whole": false}',
            '{"token": "client:b", "shelves": ["record"], "is_whole": false}',
            '{"token": "client:b", "shelves": 7}',
            '["client:b"]',
        ],
    )
    def test_is_not_read_past_a_line_of_a_later_version(self, line):
        enter("client:a", [SHELF])
        with vault.vault_file().with_name("erased.jsonl").open("a") as handle:
            handle.write(f"{line}\n")

        for ask in (lambda: list(erasures()), lambda: is_erased("client:z", SHELF)):
            with pytest.raises(UnknownErasure, match="use a newer one"):
                ask()

    def test_makes_no_key_while_it_is_not_understood(self):
        """Somebody who was erased would have one again."""
        enter("client:a", [SHELF])
        with vault.vault_file().with_name("erased.jsonl").open("a") as handle:
            handle.write('{"token": "client:b", "shelves": ["attic"]}\n')

        with pytest.raises(UnknownErasure):
            make_key("client:b", SHELF)

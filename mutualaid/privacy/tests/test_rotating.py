import pytest

from mutualaid.core.refusal import Refused
from mutualaid.privacy import rotating, vault
from mutualaid.privacy.key_files import VAULT
from mutualaid.privacy.rotating import (
    begin_rotation,
    end_rotation,
    replace_file,
    rewrap_keys,
)
from mutualaid.privacy.shelves import Shelf
from mutualaid.privacy.vault import key_of, make_key

FIRST = "the-first-key-of-more-than-32-characters"


class Killed(BaseException):
    """Stands for a process that ended at once."""


@pytest.fixture(autouse=True)
def _own_place(settings, tmp_path) -> None:
    settings.DATA_DIR, settings.VAULT_DIR = tmp_path, tmp_path / "vault"
    settings.VAULT_KEY = ""
    replace_file(VAULT.file, FIRST)


def some_keys(number: int = 12) -> dict[str, bytes]:
    tokens = [f"client:{n}" for n in range(number)]
    return {token: make_key(token, Shelf.RECORD) for token in tokens}


def rotate() -> None:
    begin_rotation(VAULT)
    list(rewrap_keys())
    end_rotation(VAULT)


def are_readable(keys: dict[str, bytes]) -> bool:
    return all(key_of(token, Shelf.RECORD) == key for token, key in keys.items())


class TestRotation:
    def test_wraps_everything_under_another_key_and_lets_the_former_go(self):
        keys = some_keys()
        rotate()

        assert are_readable(keys)
        assert VAULT.current() != FIRST
        assert VAULT.former() == ()
        wrapped_under = {kept.vault_key for kept in vault.all_keys()}
        assert wrapped_under == {vault.current_vault_key()[0]}

    def test_leaves_no_copy_that_the_former_key_opens(self, settings, tmp_path):
        keys = some_keys()
        rotate()
        replace_file(VAULT.file, FIRST)

        with pytest.raises(vault.WrongVaultKey):
            are_readable(keys)

    def test_of_a_key_of_the_environment_says_what_to_do(self, settings):
        settings.VAULT_KEY = FIRST

        with pytest.raises(Refused, match="MUTUALAID_VAULT_OLD_KEYS"):
            begin_rotation(VAULT)

    @pytest.mark.parametrize("step", range(9))
    def test_cut_off_anywhere_stays_readable_and_is_finished_by_another(
        self, step, monkeypatch
    ):
        """Killed at the so-manyth write: of a file, of a batch, of the removal."""
        monkeypatch.setattr(rotating, "BATCH", 3)
        keys, left = some_keys(), [step]

        def or_killed(do):
            def done(*given, **named):
                left[0] -= 1
                if left[0] < 0:
                    raise Killed
                return do(*given, **named)

            return done

        with monkeypatch.context() as patch:
            patch.setattr(rotating, "replace_file", or_killed(replace_file))
            patch.setattr(rotating, "wrap", or_killed(vault.wrap))
            patch.setattr(rotating, "_sync", or_killed(rotating._sync))
            with pytest.raises(Killed):
                rotate()
        assert are_readable(keys)

        rotate()

        assert are_readable(keys)
        assert VAULT.former() == ()
        assert VAULT.current() != FIRST

    def test_does_not_lose_a_key_made_meanwhile(self):
        keys = some_keys()
        begin_rotation(VAULT)
        list(rewrap_keys())
        keys["client:late"] = make_key("client:late", Shelf.RECORD)
        end_rotation(VAULT)

        assert are_readable(keys)

    def test_keeps_the_former_key_while_something_needs_it(self):
        some_keys()
        begin_rotation(VAULT)

        with pytest.raises(Refused, match="former"):
            end_rotation(VAULT)
        assert VAULT.former() == (FIRST,)

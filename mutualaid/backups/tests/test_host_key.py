import pytest

from mutualaid.backups import host_key
from mutualaid.core.refusal import Refused

from .conftest import OTHER, PAIR


class TestRecipient:
    def test_of_the_environment_goes_before_the_file(self):
        host_key.keep_recipient(OTHER.recipient)

        assert host_key.recipient() == PAIR.recipient

    def test_is_read_from_the_file(self, settings):
        settings.BACKUP_RECIPIENT = ""
        host_key.keep_recipient(OTHER.recipient)

        assert host_key.recipient() == OTHER.recipient
        assert host_key.recipient_file().stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [("", "There is no key to seal"), ("age1nonsense", "is no public key of age")],
    )
    def test_is_asked_for(self, settings, told, sentence):
        settings.BACKUP_RECIPIENT = told

        with pytest.raises(Refused, match=sentence):
            host_key.recipient()


class TestConfirm:
    def test_takes_the_key_that_opens(self):
        host_key.confirm(PAIR.identity)

        assert host_key.confirmed_at()

    def test_refuses_another_key(self):
        with pytest.raises(Refused, match="not the key that belongs"):
            host_key.confirm(OTHER.identity)

        assert host_key.confirmed_at() == ""

    def test_counts_for_the_key_of_then_only(self, settings):
        host_key.confirm(PAIR.identity)
        settings.BACKUP_RECIPIENT = OTHER.recipient

        assert host_key.confirmed_at() == ""

    def test_a_damaged_note_confirms_nothing(self, installation):
        (installation / host_key.CONFIRMED_FILE).write_text("[1")

        assert host_key.confirmed_at() == ""

    def test_keeps_nothing_of_the_identity_on_the_host(self, installation):
        host_key.confirm(PAIR.identity)

        kept = b"".join(file.read_bytes() for file in installation.rglob("*"))
        assert PAIR.identity.encode() not in kept


class TestIdentityIn:
    def test_reads_the_line_that_holds_it(self, identity):
        assert host_key.identity_in(identity) == PAIR.identity

    @pytest.mark.parametrize("words", ["", "nothing here", "AGE-SECRET-KEY-1XYZ"])
    def test_refuses_a_file_without_one(self, tmp_path, words):
        file = tmp_path / "identity"
        file.write_text(words)

        with pytest.raises(Refused, match="holds no key"):
            host_key.identity_in(file)

    def test_tells_why_a_file_cannot_be_read(self, tmp_path):
        with pytest.raises(Refused, match="no such file"):
            host_key.identity_in(tmp_path / "none")


class TestRefuseKeptHere:
    def test_takes_a_key_from_elsewhere(self, identity):
        host_key.refuse_kept_here(identity)

    @pytest.mark.parametrize("place", ["data", "place", "data/vault"])
    def test_refuses_one_beside_what_it_opens(self, tmp_path, place, identity):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        (tmp_path / "link").symlink_to(tmp_path / place / "identity")

        for file in (tmp_path / place / "identity", tmp_path / "link"):
            with pytest.raises(Refused, match="beside what it opens"):
                host_key.refuse_kept_here(file)

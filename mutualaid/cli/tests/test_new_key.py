import stat

from mutualaid.cli.new_key import KEY_FILE, ensure_key


class TestEnsureKey:
    def test_writes_a_long_key_for_its_owner_only(self, tmp_path):
        assert ensure_key(tmp_path / "var")

        file = tmp_path / "var" / KEY_FILE
        assert len(file.read_text()) >= 50
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_keeps_the_key_that_is_there(self, tmp_path):
        ensure_key(tmp_path)
        first = (tmp_path / KEY_FILE).read_text()

        assert not ensure_key(tmp_path)
        assert (tmp_path / KEY_FILE).read_text() == first

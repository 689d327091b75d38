import stat

import pytest
from click.testing import CliRunner

from mutualaid.cli.new_key import (
    KEY_FILE,
    KEY_FILES,
    LOG_KEY_FILE,
    command,
    ensure_key,
)


class TestEnsureKey:
    @pytest.mark.parametrize("name", KEY_FILES)
    def test_writes_a_long_key_for_its_owner_only(self, tmp_path, name):
        assert ensure_key(tmp_path / "var", name)

        file = tmp_path / "var" / name
        assert len(file.read_text()) >= 50
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_keeps_the_key_that_is_there(self, tmp_path):
        ensure_key(tmp_path)
        first = (tmp_path / KEY_FILE).read_text()

        assert not ensure_key(tmp_path)
        assert (tmp_path / KEY_FILE).read_text() == first


class TestNewKey:
    @pytest.fixture(autouse=True)
    def _an_empty_directory(self, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        settings.SECRET_KEY = settings.LOG_KEY = ""

    def run(self) -> str:
        return CliRunner().invoke(command, []).stdout

    def test_writes_all_and_has_them_used(self, settings, tmp_path):
        assert self.run() == f"Written: {', '.join(KEY_FILES)}.\n"

        assert (tmp_path / KEY_FILE).read_text() == settings.SECRET_KEY
        assert (tmp_path / LOG_KEY_FILE).read_text() == settings.LOG_KEY
        assert len({(tmp_path / file).read_text() for file in KEY_FILES}) == 4

    def test_leaves_what_is_there(self, tmp_path):
        (tmp_path / LOG_KEY_FILE).write_text("mine")

        assert self.run() == "Written: secret-key, vault-key, hash-key.\n"
        assert self.run() == "The keys are there already; they stay.\n"
        assert (tmp_path / LOG_KEY_FILE).read_text() == "mine"

    def test_goes_on_with_the_environments_log_key(self, settings):
        settings.LOG_KEY = "from the environment"

        self.run()

        assert settings.LOG_KEY == "from the environment"

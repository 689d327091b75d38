import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from mutualaid.cli import main as main_module
from mutualaid.cli import migrate
from mutualaid.cli.main import command_summaries, main
from mutualaid.core.refusal import Refused

HELP_WITHOUT_DJANGO = """
import sys
from mutualaid.cli.main import main
main(["--help"], standalone_mode=False)
sys.exit("django.db" in sys.modules)
"""


def run(*words: str):
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def database_trouble(monkeypatch) -> OperationalError:
    """Puts a command in place of `migrate` that meets with trouble."""
    trouble = OperationalError("trouble")

    @click.command
    def failing() -> None:
        raise trouble

    monkeypatch.setattr(migrate, "command", failing)
    return trouble


class TestCommandFolder:
    def test_names_commands_after_their_files(self, monkeypatch, tmp_path):
        (tmp_path / "make_tea.py").write_text(
            '"""Brew.\n\nLong."""\ndef command(): ...'
        )
        (tmp_path / "sugar.py").write_text('"""Lumps."""\ncommand = 1')
        (tmp_path / "kettle.py").write_text('"""Boils water for the others."""')
        monkeypatch.setattr(main_module, "COMMANDS_DIR", tmp_path)

        assert command_summaries() == {"make-tea": "Brew.", "sugar": "Lumps."}

    @pytest.mark.parametrize("name", sorted(command_summaries()))
    def test_every_command_explains_itself(self, name):
        told = run(name, "--help")

        assert told.exit_code == 0
        assert command_summaries()[name].endswith(".")

    def test_lists_commands_without_starting_django(self):
        told = subprocess.run(
            [sys.executable, "-c", HELP_WITHOUT_DJANGO],
            capture_output=True,
            text=True,
            cwd=Path(main_module.__file__).parents[2],
        )

        assert told.returncode == 0, told.stderr
        assert "migrate" in told.stdout

    @pytest.mark.parametrize("words", [["no-such-command"], ["migrate", "--no-such"]])
    def test_answers_wrong_usage_with_status_two(self, words):
        assert run(*words).exit_code == 2

    def test_answers_a_refusal_with_its_sentence_and_status_one(self, monkeypatch):
        @click.command
        def refusing() -> None:
            raise Refused("The file holds no meetings.")

        monkeypatch.setattr(migrate, "command", refusing)
        told = run("migrate")

        assert (told.exit_code, told.stderr) == (1, "The file holds no meetings.\n")
        assert told.stdout == ""

    @pytest.mark.django_db
    def test_answers_a_database_that_is_behind_with_what_to_do(
        self, database_trouble, monkeypatch
    ):
        monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: {})
        told = run("migrate")

        assert told.exit_code == 1
        assert "run `mutualaid migrate`" in told.stderr

    @pytest.mark.django_db
    def test_hides_no_other_trouble_with_the_database(self, database_trouble):
        assert run("migrate").exception is database_trouble

    def test_answers_wrong_settings_with_their_sentence(self, monkeypatch):
        def refuse() -> None:
            raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")

        monkeypatch.setattr(main_module.django, "setup", refuse)
        told = run("migrate")

        assert told.exit_code == 1
        assert told.stderr == "DATABASE_URL must begin with postgresql://.\n"

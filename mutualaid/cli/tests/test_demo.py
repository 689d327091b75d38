import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

import mutualaid
from mutualaid.cli import demo, serve
from mutualaid.cli.main import main
from mutualaid.core.actor import system_actor
from mutualaid.core.tests import template_database
from mutualaid.directory.models import Meeting
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

from .serving import DATABASE, RUN, Served


def run(*words: str):
    return CliRunner().invoke(main, ["demo", *words])


@pytest.fixture
def data(tmp_path, settings, monkeypatch) -> Path:
    """A data directory of its own, where nothing is gathered to be served."""
    settings.DATA_DIR = tmp_path / "data"
    settings.SECRET_KEY = "none yet"
    monkeypatch.setattr(demo, "gather_if_stale", lambda: False)
    return settings.DATA_DIR


@pytest.mark.django_db
class TestDemo:
    def test_is_made_once_and_then_left_alone(self, data):
        first, second = run(), run()

        assert (first.exit_code, second.exit_code) == (0, 0)
        assert first.stdout == (
            "Northbridge Recovery Partnership is ready: 121 meetings of 10 fellowships. "
            "`mutualaid serve --demo` shows it.\n"
        )
        assert "is there already: 121 meetings" in second.stdout
        assert Area.objects.get().is_demo

    def test_is_brought_up_to_date_when_asked(self, data):
        run()

        assert "is up to date: 121 meetings" in run("--again").stdout

    def test_signs_with_a_key_of_its_own(self, data, settings):
        run()

        key = (data / "secret-key").read_text()
        assert key == settings.SECRET_KEY
        assert len(key) > 50

    def test_goes_on_to_serve_itself(self, data, monkeypatch):
        served = []

        def callback(**options: object) -> None:
            served.append(options)

        monkeypatch.setattr(serve.command, "callback", callback)
        monkeypatch.setenv("PORT", "8123")
        told = run("--serve")

        assert told.stdout.endswith("10 fellowships.\n")
        assert served[0]["demo"] is True
        assert (served[0]["host"], served[0]["port"]) == ("127.0.0.1", 8123)

    def test_leaves_a_real_area_alone(self, data, monkeypatch):
        create_area(
            name="Ley", slug="ley", latitude=53, longitude=-1, by=system_actor("test")
        )
        monkeypatch.setattr(demo, "bring_up_to_date", None)  # migrating would fail

        told = run()

        assert told.exit_code == 1
        assert told.stderr.startswith("This database holds a real area")
        assert told.stderr.count("\n") == 1
        assert not Meeting.objects.exists()
        assert not (data / "secret-key").exists()

    def test_says_why_its_directory_cannot_be_made(self, data, settings):
        data.write_text("a file in the way")
        settings.DATA_DIR = data / "below"

        told = run()

        assert told.exit_code == 1
        assert told.stderr == f"MUTUALAID_DATA is {data}/below: not a directory.\n"


class TestDemoServed:
    def test_answers_its_finder_over_plain_http(self, tmp_path):
        served = Served(tmp_path)
        template_database.copy_to(served.data / template_database.NAME)
        assert served.run("demo").returncode == 0

        served.start("--demo")
        try:
            with urlopen(f"{served.address}/meetings/?place=NB3") as answer:
                page = answer.read().decode()
        finally:
            served.stop()

        assert answer.url.startswith(served.address)
        assert "ma-result__name" in page
        assert "invented people and places" in page


class TestDemoFromNothing:
    def test_needs_only_a_place_to_put_it(self, tmp_path):
        directory = tmp_path / "new" / "data"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mutualaid.config.settings",
            "MUTUALAID_DATA": str(directory),
            "PYTHONPATH": str(Path(mutualaid.__file__).parents[1]),
        }
        for name in (*DATABASE, "MUTUALAID_SECRET_KEY", "MUTUALAID_DEMO"):
            environment.pop(name, None)

        done = subprocess.run(
            [sys.executable, "-W", "default", "-c", RUN, "demo"],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )

        assert done.returncode == 0, done.stderr
        assert "is ready: 121 meetings" in done.stdout
        assert (directory / "mutualaid.sqlite3").stat().st_size > 100_000
        assert (directory / "static" / "staticfiles.json").is_file()

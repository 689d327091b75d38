"""A server in its own process, as an operator would start it."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import mutualaid

RUN = "from mutualaid.cli.main import main; main()"
PATIENCE = 60
DATABASE = ("DATABASE_URL", "MUTUALAID_OWNER_DATABASE_URL")


def given_database() -> dict[str, str]:
    """The PostgreSQL that this run was given, if any; without it a server uses SQLite."""
    return {name: os.environ[name] for name in DATABASE if name in os.environ}


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """`mutualaid` with a directory of its own; everything the server writes goes to one file."""

    def __init__(self, directory: Path, **environment: str) -> None:
        self.directory = directory
        self.data = directory / "data"
        self.home = directory / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.environment = {
            **{name: os.environ[name] for name in os.environ if name not in DATABASE},
            "DJANGO_SETTINGS_MODULE": "mutualaid.config.settings",
            "MUTUALAID_DATA": str(self.data),
            "HOME": str(self.home),
            "PORT": str(self.port),
            "PYTHONPATH": str(Path(mutualaid.__file__).parents[1]),
            **environment,
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def written(self) -> str:
        """Everything the server has said so far."""
        return self._log.read_text()

    @property
    def _log(self) -> Path:
        return self.directory / f"log-{self.port}"

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-W", "default", "-c", RUN, *words]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        return subprocess.run(
            self._command(*words),
            env=self.environment,
            cwd=self.directory,
            capture_output=True,
            text=True,
        )

    def start(self, *options: str) -> None:
        """Serve, and wait until pages are answered."""
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                self._command("serve", "--workers", "1", *options),
                env=self.environment,
                cwd=self.directory,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + PATIENCE
        while "Ready at" not in self.written:
            assert self.process.poll() is None, self.written
            assert time.monotonic() < until, self.written
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server, if it still runs."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)

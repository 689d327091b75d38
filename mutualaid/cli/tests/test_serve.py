import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

import mutualaid
from mutualaid.cli.main import main

RUN = "from mutualaid.cli.main import main; main()"
TYPED = "Quillbury"
PATIENCE = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(*words: str) -> list[str]:
    return [sys.executable, "-W", "default", "-c", RUN, *words]


class Served:
    """A server in its own process, with everything it writes kept in one file."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.port = free_port()
        self.home = directory / "home"
        self.home.mkdir()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mutualaid.cli.tests.settings_served",
            "MUTUALAID_DATA": str(directory / "data"),
            "MUTUALAID_SECRET_KEY": "k" * 50,
            "HOME": str(self.home),
            "PORT": str(self.port),
            "PYTHONPATH": str(Path(mutualaid.__file__).parents[1]),
        }
        self.environment.pop("DATABASE_URL", None)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*words),
            env=self.environment,
            cwd=self.directory,
            capture_output=True,
            text=True,
        )

    def start(self) -> None:
        self.log = (self.directory / "log").open("w+")
        self.process = subprocess.Popen(
            command("serve", "--workers", "1"),
            env=self.environment,
            cwd=self.directory,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        until = time.monotonic() + PATIENCE
        while "Ready at" not in self.written():
            assert self.process.poll() is None, self.written()
            assert time.monotonic() < until, self.written()
            time.sleep(0.05)

    def stop(self) -> int:
        self.process.terminate()
        status = self.process.wait(PATIENCE)
        self.log.close()
        return status

    def written(self) -> str:
        return (self.directory / "log").read_text()

    def get(self, address: str, **headers: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", address, headers=headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def send(self, raw: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as sender:
            sender.sendall(raw)
            return sender.recv(1000)


@pytest.fixture(scope="class")
def served(tmp_path_factory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("served"))
    done = server.run("migrate")
    assert done.returncode == 0, done.stderr
    server.start()
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.mark.xdist_group("served")
class TestServe:
    def test_answers_and_writes_nothing_that_was_typed(self, served):
        statuses = [
            served.get(f"/{page}/?place={TYPED}", Cookie=f"a={TYPED}")
            for page in ("answer", "nowhere", "miss", "fail", "doubt")
        ]
        served.get(f"/answer/?place={TYPED}", Host=f"{TYPED}.example")
        served.send(f"GET /answer/?place={TYPED} NOT-HTTP/9\r\n\r\n".encode())
        served.send(f"{TYPED}\r\n\r\n".encode())
        served.send(f"GET /?place={TYPED} HTTP/1.1\r\nBad {TYPED}\r\n\r\n".encode())

        assert statuses == [200, 404, 404, 500, 400]
        assert '"status":500' in served.written()
        assert TYPED not in served.written()
        assert (
            "127.0.0.1:" not in served.written().replace("Ready at http://", "", 1)[15:]
        )

    def test_leaves_the_home_directory_empty(self, served):
        assert list(served.home.iterdir()) == []

    def test_gathers_static_files_once(self, served):
        static = served.directory / "data" / "static"

        assert (static / "staticfiles.json").is_file()
        assert (static / ".gathered").is_file()

    def test_says_that_the_port_is_taken(self, served):
        done = served.run("serve")

        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "choose another with PORT" in done.stderr


class TestServeRefuses:
    def test_in_sentences_without_a_traceback(self, tmp_path):
        server = Served(tmp_path)

        done = server.run("serve")

        assert done.returncode == 1
        assert "mutualaid migrate" in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize("port", ["0", "65536", "http"])
    def test_a_port_that_is_none(self, port):
        assert CliRunner().invoke(main, ["serve", "--port", port]).exit_code == 2

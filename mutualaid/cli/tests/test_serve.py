import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from click.testing import CliRunner

from mutualaid.cli.main import main
from mutualaid.core.tests import template_database

from .serving import PATIENCE, Served

TYPED = "Quillbury"


def served_pages(directory) -> Served:
    return Served(
        directory,
        DJANGO_SETTINGS_MODULE="mutualaid.cli.tests.settings_served",
        MUTUALAID_SECRET_KEY="k" * 50,
        MUTUALAID_LOG_KEY="l" * 50,
    )


def get(server: Served, address: str, **headers: str) -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", address, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def send(server: Served, raw: str) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as sender:
        sender.sendall(raw.encode())
        return sender.recv(1000)


@pytest.fixture(scope="class")
def served(tmp_path_factory) -> Iterator[Served]:
    server = served_pages(tmp_path_factory.mktemp("served"))
    template_database.copy_to(server.data / template_database.NAME)
    server.start()
    yield server
    server.stop()


class TestServe:
    def test_answers_and_writes_nothing_that_was_typed(self, served):
        statuses = [
            get(served, f"/{page}/?place={TYPED}", Cookie=f"a={TYPED}")
            for page in ("answer", "nowhere", "miss", "fail", "doubt")
        ]
        get(served, f"/answer/?place={TYPED}", Host=f"{TYPED}.example")
        send(served, f"GET /answer/?place={TYPED} NOT-HTTP/9\r\n\r\n")
        send(served, f"{TYPED}\r\n\r\n")
        send(served, f"GET /?place={TYPED} HTTP/1.1\r\nBad {TYPED}\r\n\r\n")

        before, ready, log = served.written.partition("Ready at ")
        first_line, _, log = log.partition("\n")
        assert statuses == [200, 404, 404, 500, 400]
        assert served.address in first_line
        assert ready
        assert "Nobody has given the key of the backups back yet" in before
        assert '"status":500' in log
        assert TYPED not in log
        assert "127.0.0.1" not in log

    def test_leaves_the_home_directory_empty(self, served):
        assert list(served.home.iterdir()) == []

    def test_gathers_static_files(self, served):
        assert (served.data / "static" / "staticfiles.json").is_file()

    def test_says_that_the_port_is_taken(self, served):
        done = served.run("serve")

        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "choose another with PORT" in done.stderr


class TestServeRefuses:
    def test_in_sentences_without_a_traceback(self, tmp_path):
        done = served_pages(tmp_path).run("serve")

        assert done.returncode == 1
        assert "mutualaid migrate" in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize("port", ["0", "65536", "http"])
    def test_a_port_that_is_none(self, port):
        assert CliRunner().invoke(main, ["serve", "--port", port]).exit_code == 2

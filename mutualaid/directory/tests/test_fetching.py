import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mutualaid.core.refusal import Refused
from mutualaid.directory.fetching import (
    LARGEST_LIST,
    MOST_REDIRECTS,
    Stamp,
    connection,
    fetch,
    public_addresses,
)
from mutualaid.directory.fetching.public_addresses import is_public

LIST = b'[{"name": "Seawall", "day": 1, "time": "19:30"}]'
STAMP = Stamp('"one"', "Sat, 21 Nov 2026 10:00:00 GMT")
ZEROS = bytes(LARGEST_LIST + 1)


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


BODIES = {
    "/list.json": ("", LIST),
    "/gzip": ("gzip", gzip.compress(LIST)),
    "/two-members": ("gzip", gzip.compress(LIST[:9]) + gzip.compress(LIST[9:])),
    "/deflate": ("deflate", zlib.compress(LIST)),
    "/raw-deflate": ("Deflate", raw_deflate(LIST)),
    "/empty": ("", b" \n"),
    "/large": ("", ZEROS),
    "/bomb": ("gzip", gzip.compress(ZEROS, 9)),
    "/many-members": ("gzip", gzip.compress(b"") * 200 + gzip.compress(LIST)),
    "/packed-short": ("gzip", gzip.compress(LIST)[:-9]),
    "/packed-wrong": ("gzip", LIST),
    "/brotli": ("br", LIST),
}
REDIRECTS = {
    "/moved": "/list.json",
    "/round": "/round",
    "/inwards": "http://127.0.0.1:9/secret?key=a",
    "/elsewhere": "file:///etc/hostname",
    "/nowhere": "http://[::1",
}


class Lists(BaseHTTPRequestHandler):
    """A machine with well and badly behaved lists."""

    heard: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        self.heard.append((self.headers["Host"], self.path))
        path = self.path.partition("?")[0]
        if path in REDIRECTS:
            self.answer(302, b"", Location=REDIRECTS[path])
        elif path in BODIES:
            encoding, body = BODIES[path]
            self.answer(200, body, **{"Content-Encoding": encoding})
        else:
            getattr(self, path.strip("/"), self.missing)()

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def missing(self) -> None:
        self.answer(404, b"no")

    def stamped(self) -> None:
        headers = {"ETag": STAMP.etag, "Last-Modified": STAMP.last_modified}
        told = (self.headers["If-None-Match"], self.headers["If-Modified-Since"])
        if told == (STAMP.etag, STAMP.last_modified):
            self.answer(304, b"", **headers)
        else:
            self.answer(200, LIST, **headers)

    def odd_stamp(self) -> None:
        self.answer(200, LIST, ETag="x" * 300, **{"Last-Modified": "\u00fcber"})

    def never_changes(self) -> None:
        self.answer(304, b"")

    def short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(LIST)

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(LARGEST_LIST // 100_000 + 2):
            self.wfile.write(b"x" * 100_000)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._slowly()

    def drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        self._slowly()

    def babble(self) -> None:
        self.wfile.write(b"220 mail.example.org ready\r\n")

    def _slowly(self) -> None:
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *_args: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, *_args: object) -> None:
        """A reader that goes away in the middle is what these tests are about."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), Lists)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def names(monkeypatch) -> dict[str, list[str]]:
    """What the name server says; every question is kept under "asked"."""
    known: dict[str, list[str]] = {"asked": []}

    def answer(host: str, port: int) -> list[str]:
        known["asked"].append(host)
        return known.get(host) or [host]

    monkeypatch.setattr(public_addresses, "resolve", answer)
    return known


def refusal(address: str, **options: object) -> str:
    with pytest.raises(Refused) as refused:
        fetch(address, **options)
    return refused.value.sentence


class TestFetch:
    @pytest.mark.parametrize(
        "path",
        [
            "/list.json", "/moved", "/gzip", "/two-members", "/deflate", "/raw-deflate",
        ],
    )  # fmt: skip
    def test_reads_a_list(self, site, path):
        assert fetch(site + path, allow_private=True).data == LIST

    @pytest.mark.parametrize(
        ("path", "name"),
        [("/list.json?key=a", "list.json"), ("/moved", "list.json")],
    )
    def test_names_the_list_after_its_address(self, site, path, name):
        assert fetch(site + path, allow_private=True).name == name

    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("/missing", "it answers with 404, Not Found"),
            ("/empty", "it is empty"),
            ("/large", "it is larger than 20 MB"),
            ("/endless", "it is larger than 20 MB"),
            ("/bomb", "it is larger than 20 MB"),
            ("/many-members", "it is packed in a way that is not known here"),
            ("/packed-short", "it broke off in the middle"),
            ("/packed-wrong", "it is packed, and damaged"),
            ("/brotli", "it is packed in a way that is not known here"),
            ("/short", "it broke off in the middle"),
            ("/babble", "what answers there does not speak HTTP as it should"),
        ],
    )
    def test_refuses_what_is_no_list(self, site, path, reason):
        assert refusal(site + path, allow_private=True) == f"{site}{path}: {reason}."

    @pytest.mark.parametrize("path", ["/drip", "/drip_headers"])
    def test_stops_waiting_for_a_list_that_drips(self, site, path):
        started = time.monotonic()

        reason = refusal(site + path, allow_private=True, seconds=0.4)

        assert reason.endswith("it took too long to answer.")
        assert time.monotonic() - started < 2

    def test_follows_only_so_often(self, site):
        Lists.heard.clear()

        assert "more than 5 times" in refusal(site + "/round", allow_private=True)
        assert len(Lists.heard) == MOST_REDIRECTS + 1

    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("/elsewhere", "only addresses with http or https can be read"),
            ("/nowhere", "it leads on to what is not a web address"),
        ],
    )
    def test_does_not_follow_out_of_the_web(self, site, path, reason):
        assert refusal(site + path, allow_private=True).endswith(f": {reason}.")

    def test_says_that_nothing_answers(self):
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
            reason = refusal(f"http://127.0.0.1:{port}/", allow_private=True)

        assert reason.endswith("nothing answers there.")


class TestFetchWithAStamp:
    def test_tells_that_nothing_changed(self, site):
        first = fetch(f"{site}/stamped", allow_private=True)
        again = fetch(f"{site}/stamped", allow_private=True, known=first.stamp)

        assert (first.data, first.stamp, first.is_unchanged) == (LIST, STAMP, False)
        assert (again.data, again.stamp, again.is_unchanged) == (b"", STAMP, True)

    def test_reads_it_where_the_stamp_is_another(self, site):
        known = Stamp('"old"', STAMP.last_modified)

        assert fetch(f"{site}/stamped", allow_private=True, known=known).data == LIST

    def test_keeps_no_stamp_that_is_none(self, site):
        assert fetch(f"{site}/odd_stamp", allow_private=True).stamp == Stamp()

    def test_of_nothing_is_not_told_that_it_changed(self, site):
        told = refusal(f"{site}/never_changes", allow_private=True)

        assert "it answers with 304" in told


class TestFetchChecksAddresses:
    def test_asks_a_private_address_nothing(self, site):
        Lists.heard.clear()

        assert "not a public address" in refusal(site + "/list.json")
        assert Lists.heard == []

    @pytest.mark.parametrize(
        "address",
        [
            "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.8/",
            "http://2130706433/", "http://localhost/", "http://169.254.169.254/latest",
        ],
    )  # fmt: skip
    def test_refuses_every_spelling_of_a_private_address(self, address):
        assert "not a public address" in refusal(address)

    @pytest.mark.parametrize("second", ["10.1.2.3", "fd00::1", "127.0.0.1"])
    def test_refuses_a_name_with_one_private_address(self, names, second):
        names["lists.example.org"] = ["93.184.215.14", second]

        assert "not a public address" in refusal("https://lists.example.org/a.json")

    def test_checks_where_it_is_led(self, site, names, monkeypatch):
        port = int(site.rpartition(":")[2])
        names["lists.example.org"] = ["93.184.215.14"]
        connect = socket.create_connection
        monkeypatch.setattr(
            connection.socket,
            "create_connection",
            lambda _address, patience: connect(("127.0.0.1", port), patience),
        )

        reason = refusal(f"http://lists.example.org:{port}/inwards")

        assert reason == (
            f"http://lists.example.org:{port}/inwards leads to http://127.0.0.1:9/secret: "
            "it is not a public address, and such are read only with --allow-private."
        )

    def test_connects_to_the_address_it_checked(self, site, names):
        port = site.rpartition(":")[2]
        names["lists.example.org"] = ["127.0.0.1"]
        Lists.heard.clear()

        fetch(f"http://lists.example.org:{port}/list.json", allow_private=True)

        assert Lists.heard == [(f"lists.example.org:{port}", "/list.json")]
        assert names["asked"] == ["lists.example.org"]

    def test_tries_the_next_address_where_one_does_not_answer(self, site, names):
        port = site.rpartition(":")[2]
        names["lists.example.org"] = ["127.0.0.9", "127.0.0.1"]

        found = fetch(f"http://lists.example.org:{port}/gzip", allow_private=True)

        assert found.data == LIST

    def test_shows_the_name_in_the_handshake(self, site, names, monkeypatch):
        port = site.rpartition(":")[2]
        names["lists.example.org"] = ["127.0.0.1"]
        shown = []

        class Handshake:
            def wrap_socket(self, raw: socket.socket, server_hostname: str):
                shown.append(server_hostname)
                return raw

        monkeypatch.setattr(connection.ssl, "create_default_context", Handshake)
        fetch(f"https://lists.example.org:{port}/gzip", allow_private=True)

        assert shown == ["lists.example.org"]

    def test_verifies_certificates(self, site):
        reason = refusal(site.replace("http:", "https:"), allow_private=True)

        assert reason.endswith("it does not speak TLS as it should.")
        assert ssl.create_default_context().verify_mode == ssl.CERT_REQUIRED


class TestTarget:
    @pytest.mark.parametrize(
        ("address", "reason"),
        [
            ("ftp://lists.example.org/a", "only addresses with http or https"),
            ("file:///etc/hostname", "only addresses with http or https"),
            ("http://a:b@lists.example.org/", "a user name or a password"),
            ("http://lists.example.org\\@127.0.0.1/", "a user name or a password"),
            ("http:///a.json", "does not name a machine"),
            ("http://-/a.json", "does not name a machine"),
            ("http://a%00b/", "does not name a machine"),
            ("http://[::1/", "is not a web address"),
            ("http://[nonsense]/", "is not a web address"),
            ("http://lists.example.org:99999/", "is not a web address"),
            ("http://lists..example.org/", "is not a web address"),
            ("http://lists.example.org/\udcff", "is not a web address"),
            ("http://lists.example.org/a b", "has spaces in it"),
            ("http://lists.example.org/\r\nHost: x", "has spaces in it"),
            (f"http://lists.example.org/{'a' * 2000}", "too long"),
        ],
    )
    def test_refuses_what_cannot_be_asked(self, names, address, reason):
        assert reason in refusal(address)
        assert names["asked"] == []

    def test_keeps_keys_and_passwords_to_itself(self, names):
        told = refusal("http://who:pass@lists.example.org/a?key=secret#part")

        assert told.startswith("http://lists.example.org/a: ")

    def test_writes_other_letters_as_the_web_does(self, site, names):
        port = site.rpartition(":")[2]
        names["xn--caf-dma.example.org"] = ["127.0.0.1"]
        Lists.heard.clear()

        refusal(f"http://café.example.org:{port}/liste-é?q=ü%20a", allow_private=True)

        assert Lists.heard == [
            (f"xn--caf-dma.example.org:{port}", "/liste-%C3%A9?q=%C3%BC%20a")
        ]


class TestIsPublic:
    @pytest.mark.parametrize(
        "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
    )
    def test_knows_public_addresses(self, address):
        assert is_public(address)

    @pytest.mark.parametrize(
        "address",
        [
            "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254",
            "172.16.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1",
            "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
            "2002:a00:1::1", "fd00::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
        ],
    )  # fmt: skip
    def test_knows_the_others(self, address):
        assert not is_public(address)

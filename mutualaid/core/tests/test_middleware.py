import io
import json
import logging
from collections.abc import Iterator
from timeit import repeat

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from mutualaid.core.logs import JsonFormatter
from mutualaid.core.middleware import RequestLogMiddleware

TYPED = "Quillbury"
DEAREST_LOG_LINE = 40e-6  # about 15 are usual; the rest is for slow machines


class Log:
    """What the program wrote, as text and line by line."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def lines(self, logger: str) -> list[dict]:
        told = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in told if line["logger"] == logger]


@pytest.fixture
def log() -> Iterator[Log]:
    kept = Log()
    handler = logging.StreamHandler(kept.stream)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield kept
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def client(settings) -> Client:
    settings.ROOT_URLCONF = "mutualaid.core.tests.pages"
    settings.MIDDLEWARE = [
        "mutualaid.core.middleware.RequestLogMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


class TestRequestLog:
    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/answer/", 200),
            ("/nowhere/", 404),
            ("/miss/", 404),
            ("/fail/", 500),
            ("/doubt/", 400),
            ("/reject/", 400),
            ("/answer", 301),
        ],
    )
    def test_says_the_status_and_nothing_typed(
        self, client, log, capfd, address, status
    ):
        client.get(address, {"place": TYPED}, HTTP_COOKIE=f"a={TYPED}")

        (line,) = log.lines("mutualaid.requests")
        assert (line["method"], line["path"]) == ("GET", address)
        assert line["status"] == status
        assert line["ms"] >= 0
        assert TYPED not in log.text + "".join(capfd.readouterr())

    def test_tells_nothing_that_was_posted(self, client, log, capfd):
        client.post("/answer/", {"place": TYPED})

        (line,) = log.lines("mutualaid.requests")
        assert line["status"] == 403
        assert TYPED not in log.text + "".join(capfd.readouterr())

    def test_tells_no_host_that_was_made_up(self, client, log, capfd):
        client.get("/answer/", HTTP_HOST=f"{TYPED}.example")

        assert log.lines("mutualaid.requests")[0]["status"] == 400
        assert TYPED not in log.text + "".join(capfd.readouterr())

    def test_tells_no_network_address(self, client, log):
        client.get("/answer/", REMOTE_ADDR="203.0.113.77")

        assert "203.0.113.77" not in log.text

    def test_keeps_a_line_break_in_the_path_on_one_line(self, client, log):
        client.get("/answer%0A%1b[31mforged%E2%80%A8/")

        (line,) = log.text.splitlines()
        assert json.loads(line)["path"] == "/answer\n\x1b[31mforged\u2028/"

    def test_leaves_out_a_query_that_came_encoded_as_path(self, client, log):
        client.get(f"/answer/%3Fplace={TYPED}")

        assert log.lines("mutualaid.requests")[0]["path"] == "/answer/"

    def test_leaves_out_a_token(self, client, log):
        client.get("/door/opensesame/")

        assert log.lines("mutualaid.requests")[0]["path"] == "/door/…/"

    def test_gives_each_request_its_own_name(self, client, log):
        for _ in range(2):
            client.get("/answer/")

        first, second = log.lines("mutualaid.requests")
        assert first["request"] != second["request"]

    @pytest.mark.figures
    def test_costs_little(self):
        logger = logging.getLogger("mutualaid.requests")
        handler = logging.StreamHandler(io.StringIO())
        handler.setFormatter(JsonFormatter())
        logger.addHandler(handler)
        logger.propagate = False
        request = RequestFactory().get("/meetings/")
        response = HttpResponse()
        middleware = RequestLogMiddleware(lambda request: response)
        try:
            times = repeat(lambda: middleware(request), number=20, repeat=200)
        finally:
            logger.propagate = True
            logger.removeHandler(handler)
        assert min(times) / 20 < DEAREST_LOG_LINE


class TestExceptionLog:
    def test_says_class_and_place_with_the_request_it_belongs_to(self, client, log):
        client.get("/fail/", {"place": TYPED})

        (error,) = log.lines("mutualaid.errors")
        (request,) = log.lines("mutualaid.requests")
        assert error["exception"] == "RuntimeError"
        assert error["because"] == ["ValueError"]
        assert error["frames"][-1].endswith(" fail")
        assert error["request"] == request["request"]

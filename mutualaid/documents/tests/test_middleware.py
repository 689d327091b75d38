"""A request that brings too much is answered before it is read."""

import io
import tracemalloc

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from mutualaid.documents.middleware import LARGEST_BODY
from mutualaid.organisations.tests import factories

GIGABYTE = 1_000_000_000


class Body(io.RawIOBase):
    """A body that never ends, and counts what was read of it."""

    def __init__(self) -> None:
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "somebody wants it all at once"
        self.read_so_far += size
        return bytes(size)


def sent(body: Body, length: str) -> tuple[str, bytes]:
    """What the site answers, asked as a server asks it."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/accounts/login/",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": length,
        "wsgi.input": body,
        "wsgi.url_scheme": "http",
    }
    statuses: list[str] = []
    response = WSGIHandler()(environ, lambda status, *_more: statuses.append(status))
    words = b"".join(response)
    response.close()
    return statuses[0], words


@pytest.mark.django_db
class TestBodyLimit:
    def test_a_gigabyte_is_refused_unread(self, record_property) -> None:
        factories.area()
        sent(Body(), str(GIGABYTE))
        body = Body()
        tracemalloc.start()
        status, words = sent(body, str(GIGABYTE))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        record_property("kB at most for a gigabyte", most // 1_000)
        assert status.startswith("413")
        assert body.read_so_far == 0
        assert most < 5_000_000
        assert b"A file can be up to 20 MB" in words

    def test_nobody_escapes_by_not_saying_how_much(self) -> None:
        factories.area()
        for length in ("", "many", "-1", "²"):
            body = Body()
            status, _ = sent(body, length)
            assert not status.startswith("413")
            assert body.read_so_far == 0

    def test_a_form_as_large_as_any_is_let_in(self) -> None:
        factories.area()
        form = {"words": "x" * 1_000_000}
        assert Client().post("/nowhere/", form).status_code == 404
        assert LARGEST_BODY > 20_000_000

"""Every answer carries the content policy, and no page holds code or style of its own.

That of every page as everybody is checked by test_matrix.py; here is what checks it.
"""

import pytest
from content_policy import HEADERS, InlineCode, lacking
from django.http import HttpResponse
from django.test import Client
from world import HOSTS


class TestInlineCode:
    @pytest.mark.parametrize(
        ("page", "found"),
        [
            ("<p>Hello</p>", []),
            ('<script src="/a.js"></script>', []),
            ('<script type="application/json">{}</script>', []),
            ("<script>alert(1)</script>", ["<script>"]),
            ("<style>p {}</style>", ["<style>"]),
            ('<p style="color: red">', ["p style=color: red"]),
            ("<img ONERROR=x>", ["img onerror=x"]),
            ('<a href=" java\nscript:x">', ["a href= java\nscript:x"]),
        ],
    )
    def test_is_found(self, page, found):
        assert InlineCode(page).found == found


class TestHeaders:
    def test_that_are_missing_are_told(self):
        assert len(lacking(HttpResponse())) == sum(map(len, HEADERS.values()))

    @pytest.mark.django_db
    @pytest.mark.parametrize("host", [HOSTS[0], "elsewhere.example"])
    def test_are_on_answers_to_broken_requests_too(self, world, host):
        browser = Client(raise_request_exception=False)

        answers = [
            browser.get("/no-such-page/", HTTP_HOST=host),
            browser.post("/meetings/", b"\xff", content_type="x/y", HTTP_HOST=host),
        ]

        assert [lacking(answer) for answer in answers] == [[], []]

import pytest
from django.http import HttpRequest, HttpResponse

from mutualaid.core.link_cookies import LinkCookie

LETTER = LinkCookie("letter", path="/still-right/", seconds=60)


@pytest.fixture
def over_https(settings):
    settings.PATH_COOKIE_PREFIX, settings.SESSION_COOKIE_SECURE = "__Secure-", True


@pytest.mark.usefixtures("over_https")
class TestLinkCookie:
    def test_is_for_one_part_of_the_site_and_https_and_no_script(self):
        response = HttpResponse()
        LETTER.keep(response, "a secret")

        kept = response.cookies["__Secure-letter"]

        assert (kept.value, kept["path"], kept["max-age"]) == (
            "a secret",
            "/still-right/",
            60,
        )
        assert (kept["secure"], kept["httponly"], kept["samesite"]) == (
            True,
            True,
            "Lax",
        )

    def test_comes_back_under_the_name_it_was_given(self):
        request = HttpRequest()
        request.COOKIES = {"__Secure-letter": "a secret", "letter": "a forged one"}

        assert LETTER.of(request) == "a secret"

    def test_is_let_go_in_a_way_that_a_browser_takes(self):
        response = HttpResponse()
        LETTER.let_go(response)

        assert response.cookies["__Secure-letter"]["max-age"] == 0
        assert response.cookies["__Secure-letter"]["secure"]

    def test_without_https_has_a_plain_name(self, settings):
        settings.PATH_COOKIE_PREFIX = ""

        assert LETTER.name == "letter"

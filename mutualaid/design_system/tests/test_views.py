import errno
import sqlite3

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.test import RequestFactory, override_settings

from mutualaid.design_system import views

from .markup import Page
from .rendering import request_for

SECRET = "the-secret-in-the-exception"


def answers(request=None):
    """What each handler answers, given an exception that must not show."""
    request = request or request_for("/somewhere/")
    return {
        400: views.bad_request(request, SuspiciousOperation(SECRET)),
        403: views.permission_denied(request, PermissionDenied(SECRET)),
        404: views.page_not_found(request, Http404(SECRET)),
        500: views.server_error(request),
    }


class TestErrorPages:
    @pytest.mark.parametrize("status", [400, 403, 404, 500])
    def test_say_what_happened_in_plain_words(self, status):
        response = answers()[status]
        page = Page(response.content.decode())

        assert response.status_code == status
        assert len(page.one("h1").text.split()) >= 4
        assert page.one("h1").text in page.one("title").text
        assert "Northbridge" in page.one("header").text
        assert page.one("meta", name="robots")["content"] == "noindex"

    @pytest.mark.parametrize("status", [400, 403, 404, 500])
    def test_give_nothing_away(self, status):
        words = answers()[status].content.decode()
        assert SECRET not in words
        assert "/somewhere/" not in words

    @pytest.mark.parametrize("status", [400, 403, 404, 500])
    def test_do_without_an_area(self, status):
        response = answers(RequestFactory().get("/"))[status]
        assert "Mutual aid meetings" in response.content.decode()

    def test_are_there_when_no_template_can_be_read(self, monkeypatch):
        def broken(request):
            raise RuntimeError(SECRET)

        monkeypatch.setattr(views, "page_context", broken)
        response = answers()[500]

        assert response.status_code == 500
        assert "This is our fault, not yours" in response.content.decode()
        assert SECRET not in response.content.decode()


class TestShowComponents:
    @override_settings(DEMO=True)
    def test_shows_a_form_that_went_wrong(self):
        response = views.show_components(request_for("/components/"))
        page = Page(response.content.decode())
        assert page.one("h1").text == "Components"
        assert page.all("div", data_module="govuk-error-summary") != []

    @override_settings(DEMO=True)
    def test_gives_every_id_once(self):
        response = views.show_components(request_for("/components/"))
        elements = Page(response.content.decode()).elements
        ids = [element["id"] for element in elements if "id" in element.attributes]
        assert len(ids) == len(set(ids))

    @override_settings(DEMO=False)
    def test_is_not_there_outside_the_demonstration(self):
        with pytest.raises(Http404):
            views.show_components(request_for("/components/"))


def fault_answer(request, error):
    """What is answered while this exception is on its way out."""
    try:
        raise error
    except Exception:
        return views.server_error(request)


class TestStoreFault:
    FAULTS = (
        OperationalError(SECRET),
        InterfaceError(SECRET),
        sqlite3.OperationalError(SECRET),
        OSError(errno.ENOSPC, SECRET),
        OSError(errno.EROFS, SECRET),
    )

    @pytest.mark.parametrize("error", FAULTS, ids=repr)
    def test_says_that_nothing_was_saved_and_keeps_what_was_typed(self, error):
        sent = RequestFactory().post("/somewhere/", {"words": '"Tues<day>"', "n": "2"})
        response = fault_answer(sent, error)
        page = Page(response.content.decode())

        assert response.status_code == 503
        assert "no-store" in response["Cache-Control"]
        assert page.one("h1").text == "Nothing was saved"
        assert page.one("form")["action"] == "/somewhere/"
        assert page.one("input", name="words")["value"] == '"Tues<day>"'
        assert page.one("input", name="n")["value"] == "2"
        assert page.one("input", name="csrfmiddlewaretoken")["value"]
        assert SECRET not in response.content.decode()

    def test_is_told_from_what_caused_it(self):
        outer = ValueError(SECRET)
        outer.__cause__ = OperationalError(SECRET)

        assert fault_answer(RequestFactory().get("/"), outer).status_code == 503

    @pytest.mark.parametrize("error", [ValueError(SECRET), OSError(errno.ENOENT, "")])
    def test_is_not_said_of_our_own_mistakes(self, error):
        assert fault_answer(RequestFactory().get("/"), error).status_code == 500

    @pytest.mark.parametrize("name", ["password", "code", "new_password1"])
    def test_never_repeats_a_secret(self, name):
        sent = RequestFactory().post("/", {name: "so-secret", "words": "typed"})
        response = fault_answer(sent, OperationalError())

        assert response.status_code == 503
        assert b"so-secret" not in response.content
        assert b"<form" not in response.content

    def test_to_who_looks_says_that_it_will_be_back(self):
        response = fault_answer(RequestFactory().get("/x/?q=typed"), OperationalError())
        page = Page(response.content.decode())

        assert "cannot open this page" in page.one("h1").text
        assert b"typed" not in response.content

    def test_asks_the_database_for_nothing(self, django_assert_num_queries, db):
        with django_assert_num_queries(0):
            fault_answer(RequestFactory().post("/", {"a": "1"}), OperationalError())

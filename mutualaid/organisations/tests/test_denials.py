import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import include, path

from mutualaid.activity_log.models import Entry
from mutualaid.core.access import public, require, signed_in
from mutualaid.design_system.tests.markup import Page
from mutualaid.organisations import denials
from mutualaid.organisations.roles import Role

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def guarded(request, reference):
    require(False, "see_secrets")
    return HttpResponse()


@signed_in
def refused_plainly(request):
    raise PermissionDenied("the name of a client")


@public
def refused_to_all(request):
    raise PermissionDenied


# By name, because a lower layer does not import the one that joins them all.
urlpatterns = [
    path("", include("mutualaid.config.urls")),
    path("guarded/<slug:reference>/", guarded, name="guarded"),
    path("plainly/", refused_plainly, name="refused_plainly"),
    path("public/", refused_to_all, name="refused_to_all"),
]
handler403 = "mutualaid.design_system.views.permission_denied"
handler404 = "mutualaid.design_system.views.page_not_found"
handler500 = "mutualaid.design_system.views.server_error"


@pytest.fixture
def keyworker():
    return make.membership(Role.KEYWORKER, make.area())


@pytest.fixture
def client_(keyworker):
    return make.signed_in_client(keyworker)


class TestDenied:
    def test_leaves_who_and_the_names_of_route_and_permission(self, client_, keyworker):
        assert client_.get("/guarded/KNOWN23456/").status_code == 403

        entry = Entry.objects.get()
        assert (entry.act, entry.chain) == ("access.denied", keyworker.area_id)
        assert (entry.actor, entry.role) == (keyworker.user.token, "keyworker")
        assert entry.subject == ""
        assert entry.detail == {
            "route": "guarded",
            "permission": "see_secrets",
            "answer": "403",
        }

    def test_is_written_by_every_refusal(self, client_):
        client_.get("/plainly/")

        assert Entry.objects.get().detail == {
            "route": "refused_plainly",
            "answer": "403",
        }

    def test_is_written_without_a_hat_too(self, keyworker):
        make.membership(Role.PEER, keyworker.area, user=keyworker.user)
        client = make.client_of(keyworker.user)

        client.get("/plainly/")

        assert (Entry.objects.get().actor, Entry.objects.get().role) == (
            keyworker.user.token,
            "",
        )

    def test_page_says_nothing_of_what_it_refuses(self, client_):
        answer = client_.get("/guarded/KNOWN23456/")
        page = Page(answer.content.decode()).by_id("main-content").text

        for word in ("secrets", "guarded", "KNOWN23456", "client"):
            assert word not in page
        assert "You cannot open this page" in page


class TestNotFound:
    def test_leaves_a_line_of_whoever_has_signed_in(self, client_):
        client_.get("/holidays/BCDFGHJKMN/delete/")

        entry = Entry.objects.get()
        assert entry.detail == {"route": "delete_holiday", "answer": "404"}
        assert "BCDFGHJKMN" not in str(vars(entry))

    def test_of_a_public_page_is_no_refusal(self, client_):
        assert client_.get("/fellowships/none/").status_code == 404
        assert client_.get("/public/").status_code == 403

        assert not Entry.objects.exists()

    def test_of_an_address_that_never_was_is_none_either(self, client_):
        assert client_.get("/never/").status_code == 404

        assert not Entry.objects.exists()


class TestVisitor:
    def test_leaves_nothing(self, client, keyworker):
        client.get("/fellowships/none/")
        client.get("/public/")
        client.get("/guarded/KNOWN23456/")

        assert not Entry.objects.exists()


class TestLog:
    def test_that_fails_lets_the_request_fail(self, client_, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(denials, "record", fail)
        client_.raise_request_exception = False

        assert client_.get("/guarded/KNOWN23456/").status_code == 500

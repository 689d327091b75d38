"""What the holder of a link meets: new, known, somebody else, too late."""

import pytest
from django.test import Client

from mutualaid.accounts.models import User
from mutualaid.core import clock
from mutualaid.organisations import actions
from mutualaid.organisations.models import Invitation, Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.views.joining import COOKIE

from . import factories
from .factories import client_of
from .people import PASSWORD, an_administrator_invited, by, invited, staff
from .test_invitation_actions import LINK

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return staff()


@pytest.fixture
def mailed(here, mailoutbox, django_capture_on_commit_callbacks):
    """Makes an invitation and gives the path in its letter."""

    def invite(make=invited, **given) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            make(here, **given)
        return f"/join/{LINK.search(mailoutbox[-1].body)[1]}/"

    return invite


def opened(path: str, client: Client | None = None):
    client = client or Client()
    return client, client.get(path, follow=True)


def said(response) -> str:
    return response.content.decode()


class TestOpenInvitation:
    def test_takes_the_token_out_of_the_address(self, mailed):
        path = mailed()
        client = Client()

        response = client.get(path)

        assert (response.status_code, response["Location"]) == (302, "/join/")
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        cookie = client.cookies[COOKIE.name]
        assert (cookie["path"], cookie["httponly"]) == ("/join/", True)
        assert (cookie["samesite"], cookie["max-age"]) == ("Lax", 1800)

    def test_changes_nothing(self, mailed):
        path = mailed()
        before = list(Invitation.objects.values())

        for _ in range(3):
            _, response = opened(path)
            assert "Accept your invitation" in said(response)

        assert list(Invitation.objects.values()) == before
        assert not Membership.objects.filter(user__email__startswith="new@").exists()

    def test_of_nothing_says_so_and_leaves_no_cookie(self, here):
        client = Client()

        response = client.get("/join/no-such-token/")

        assert response.status_code == 404
        assert response["Referrer-Policy"] == "no-referrer"
        assert "We do not know this link" in said(response)
        assert not client.cookies

    def test_without_a_link_says_the_same(self, here):
        response = Client().get("/join/")

        assert response.status_code == 404
        assert "We do not know this link" in said(response)

    def test_tells_a_stranger_nothing(self, here, mailed):
        """Without the token every address of this kind is answered alike."""
        factories.person(email="new@northbridge.example")
        mailed()

        answers = {Client().get(f"/join/{guess}/").content for guess in "abc"}
        assert len(answers) == 1

    def test_uses_the_configured_host_whatever_is_asked(
        self, here, mailoutbox, settings, django_capture_on_commit_callbacks
    ):
        settings.ALLOWED_HOSTS = ["meetings.example", "evil.example"]
        here.area.host = ""
        here.area.save()
        client = factories.signed_in_client(here.administrator)
        offer = {"name": "N", "email": "new@northbridge.example", "role": "auditor"}

        with django_capture_on_commit_callbacks(execute=True):
            client.post("/invitations/new/", offer, headers={"host": "evil.example"})

        assert "http://meetings.example/join/" in mailoutbox[0].body
        assert "evil" not in mailoutbox[0].body

    def test_uses_the_areas_own_host_where_it_has_one(
        self, here, settings, mailed, mailoutbox
    ):
        settings.SECURE_SSL_REDIRECT = True
        here.area.host = "help.example"
        here.area.save()

        mailed()

        assert "https://help.example/join/" in mailoutbox[0].body

    def test_uses_the_port_in_a_demo(self, here, settings, mailed, mailoutbox):
        settings.DEMO, settings.PORT = True, "8123"
        here.area.host = ""
        here.area.save()

        mailed()

        assert "http://localhost:8123/join/" in mailoutbox[0].body


class TestSomebodyNew:
    def test_chooses_a_password_and_has_accepted(self, here, mailed):
        client, response = opened(mailed(an_administrator_invited))
        assert "new@northbridge.example" in said(response)
        assert here.administrator.user.name in said(response)

        response = client.post("/join/", {"name": "N. Person", "password": PASSWORD})

        assert response["Location"] == "/join/accepted/"
        assert client.cookies[COOKIE.name].value == ""
        person = User.objects.get(email="new@northbridge.example")
        assert person.name == "N. Person"
        assert person.check_password(PASSWORD)
        role = Membership.objects.active().get(user=person)
        assert role.role == Role.AREA_ADMINISTRATOR
        assert "You have accepted" in said(client.get("/join/accepted/"))

    @pytest.mark.parametrize(
        "given",
        [
            {"name": "N", "password": "too-little"},
            {"name": "", "password": PASSWORD},
            {"name": "N", "password": ""},
        ],
    )
    def test_is_told_what_is_missing(self, mailed, given):
        client, _ = opened(mailed())

        response = client.post("/join/", given)

        assert "There is a problem" in said(response)
        assert 'value="too-little"' not in said(response)
        assert not User.objects.filter(email__startswith="new@").exists()

    def test_cannot_do_it_twice(self, mailed):
        path = mailed(an_administrator_invited)
        client, _ = opened(path)
        client.post("/join/", {"name": "N", "password": PASSWORD})

        client, response = opened(path)

        assert response.status_code == 410
        assert "It works once" in said(response)
        again = client.post("/join/", {"name": "N", "password": PASSWORD})
        assert again.status_code == 410
        assert Membership.objects.filter(user__email__startswith="new@").count() == 1

    def test_is_told_of_what_came_between(self, mailed, monkeypatch):
        """The place closes between the page and the press."""
        client, _ = opened(mailed())
        invitation = Invitation.objects.get()
        actions.approve_invitation(
            invitation=invitation, by=by(factories_manager(invitation))
        )
        invitation.service.closed_on = clock.today()
        invitation.service.save()

        response = client.post("/join/", {"name": "N", "password": PASSWORD})

        assert "service is closed" in said(response)
        assert not User.objects.filter(email__startswith="new@").exists()


def factories_manager(invitation: Invitation) -> Membership:
    return Membership.objects.with_everything().get(
        service=invitation.service, role=Role.SERVICE_MANAGER
    )


class TestSomebodyKnown:
    def person(self):
        return factories.person(email="New@Northbridge.example")

    def test_signs_in_first(self, mailed):
        self.person()
        _, response = opened(mailed())

        assert "/sign-in/?next=/join/" in said(response)
        assert "password" not in said(response).partition("<main")[2]

    def test_with_a_second_address_signs_in_too(self, mailed):
        person = factories.person()
        person.emailaddress_set.create(email="new@northbridge.example")
        _, response = opened(mailed())

        assert "Sign in to accept" in said(response)

    def test_accepts_with_one_press(self, mailed):
        person = self.person()
        client, response = opened(mailed(an_administrator_invited), client_of(person))
        assert "Accept your invitation" in said(response)

        response = client.post("/join/")

        assert response["Location"] == "/join/accepted/"
        assert Membership.objects.active().get(user=person)

    def test_without_the_second_factor_sets_it_up_first(self, mailed):
        person = self.person()
        client = client_of(person, both_factors=False)
        client, response = opened(mailed(an_administrator_invited), client)

        assert "second factor first" in said(response)
        assert "second factor first" in said(client.post("/join/"))
        assert not Membership.objects.filter(user=person).exists()

    def test_is_told_what_cannot_be(self, here, mailed):
        person = self.person()
        path = mailed(an_administrator_invited)
        factories.membership(Role.AREA_ADMINISTRATOR, here.area, user=person)
        client, _ = opened(path, client_of(person))

        assert "already" in said(client.post("/join/"))


class TestSomebodyElse:
    def test_is_told_and_may_sign_out(self, here, mailed):
        path = mailed(an_administrator_invited)
        client, response = opened(path, client_of(here.keyworker.user))

        text = said(response)
        assert "This invitation is for somebody else" in text
        assert here.keyworker.user.name in text
        assert 'action="/sign-out/"' in text
        assert "new@northbridge.example" not in text
        client.post("/join/", {"name": "N", "password": PASSWORD})
        assert Invitation.objects.get().status == "sent"


class TestTooLate:
    @pytest.mark.parametrize(
        ("end", "who"),
        [
            (actions.withdraw_invitation, "administrator"),
            (actions.refuse_invitation, "manager"),
            (actions.resend_invitation, "administrator"),
        ],
    )
    def test_says_what_happened_and_whom_to_ask(self, here, mailed, end, who):
        path = mailed()
        end(invitation=Invitation.objects.get(), by=by(getattr(here, who)))

        _, response = opened(path)

        assert response.status_code == 410
        assert "This link cannot be used now" in said(response)
        assert here.administrator.user.name in said(response)

    def test_after_seven_days(self, here, mailed):
        path = mailed()

        with clock.frozen_at(Invitation.objects.get().expires_at):
            _, response = opened(path)

        assert response.status_code == 410
        assert "seven days" in said(response)

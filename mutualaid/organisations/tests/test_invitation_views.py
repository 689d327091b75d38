import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mutualaid.core import clock
from mutualaid.organisations import actions
from mutualaid.organisations.models import Invitation, InvitationLink
from mutualaid.organisations.roles import Role

from . import factories
from .factories import signed_in_client
from .people import an_administrator_invited, by, invited, staff
from .test_invitation_actions import accepted

pytestmark = pytest.mark.django_db
ADDRESS = "/invitations/new/"


@pytest.fixture
def here():
    return staff()


def page(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def an_offer(here, **given):
    usual = {
        "name": "New Person",
        "email": "new@northbridge.example",
        "role": "keyworker",
        "service": here.service.reference,
    }
    return {**usual, **given}


def act(name: str, invitation: Invitation) -> str:
    return reverse(name, args=[invitation.reference])


class TestInvitePerson:
    def test_sends_one(self, here):
        response = signed_in_client(here.administrator).post(ADDRESS, an_offer(here))

        assert response["Location"] == "/invitations/"
        invitation = Invitation.objects.get()
        assert invitation.service == here.service
        assert invitation.invited_by == here.administrator.user

    def test_by_a_manager_is_for_their_own_service(self, here):
        client = signed_in_client(here.manager)
        elsewhere = factories.service(here.area)
        form = page(client.get(ADDRESS))
        assert "Auditor" not in form
        assert "Strategic" not in form

        client.post(ADDRESS, an_offer(here, service=elsewhere.reference))

        assert Invitation.objects.get().service == here.service

    @pytest.mark.parametrize(
        "given",
        [
            {"role": "auditor"},
            {"role": "area-administrator"},
            {"role": "service-manager"},
            {"role": "recovery-champion", "champion_level": "strategic"},
        ],
    )
    def test_by_a_manager_of_what_is_not_theirs_to_give(self, here, given):
        client = signed_in_client(here.manager)

        assert "There is a problem" in page(
            client.post(ADDRESS, an_offer(here, **given))
        )
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"service": ""}, "Choose the service"),
            ({"role": "recovery-champion"}, "Choose the champion’s level"),
            ({"role": ""}, "“Role” needs an answer"),
            ({"email": "nobody"}, "in full"),
            ({"service": "BCDFGHJKMN"}, "Choose one of the answers"),
            ({"name": "A\u202eB"}, "cannot be seen"),
        ],
    )
    def test_says_what_is_missing(self, here, given, words):
        client = signed_in_client(here.administrator)

        assert words in page(client.post(ADDRESS, an_offer(here, **given)))
        assert not Invitation.objects.exists()

    def test_leaves_out_what_does_not_belong_to_the_role(self, here):
        client = signed_in_client(here.administrator)

        client.post(ADDRESS, an_offer(here, role="auditor", champion_level="strategic"))

        invitation = Invitation.objects.get()
        assert (invitation.service, invitation.champion_level) == (None, "")

    def test_offers_no_service_that_is_closed_or_anothers(self, here):
        here.service.closed_on = clock.today()
        here.service.save()
        abroad = factories.service(factories.area())

        text = page(signed_in_client(here.administrator).get(ADDRESS))

        assert here.service.reference not in text
        assert abroad.reference not in text

    def test_of_oneself_is_told_on_the_page(self, here):
        client = signed_in_client(here.administrator)
        email = here.administrator.user.email.upper()

        text = page(client.post(ADDRESS, an_offer(here, email=email)))

        assert "own address" in text
        assert email in text

    def test_tells_an_only_administrator_what_is_missing(self, here):
        client = signed_in_client(here.administrator)
        assert "only administrator" not in page(client.get(ADDRESS))

        actions.end_role(membership=here.other_administrator, by=by(here.administrator))

        assert "You are the only administrator" in page(client.get(ADDRESS))

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.PEER, Role.COMMISSIONER])
    def test_is_refused_to_everybody_else(self, here, role):
        client = signed_in_client(factories.membership(role, here.area))

        assert client.get(ADDRESS).status_code == 403


def shape(sql: str) -> str:
    """A statement without its values, and savepoints without their numbers."""
    return re.split(r"WHERE|SET|SAVEPOINT|VALUES", sql)[0]


class TestNoDiscovery:
    """S10: what the inviter is answered is the same whether the address has an account."""

    def answers(self, here, email):
        client = signed_in_client(here.administrator)
        client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
        responses = [
            client.post(ADDRESS, an_offer(here, email=email)),
            client.get("/invitations/"),
            client.get(act("show_invitation", Invitation.objects.get())),
        ]
        return [
            (response.status_code, sorted(response.headers.items()), response.content)
            for response in responses
        ]

    def test_byte_for_byte(self, here, monkeypatch, mailoutbox):
        monkeypatch.setattr(
            "django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2
        )
        factories.person(email="known@northbridge.example")
        answers, letters = [], []
        for email in ("known@northbridge.example", "other@northbridge.example"):
            with clock.frozen_at(clock.now()):
                found = self.answers(here, email)
            mine = Invitation.objects.get()
            plain = [
                str(answer)
                .replace(email, "ADDRESS")
                .replace(mine.reference, "REFERENCE")
                for answer in found
            ]
            answers.append(plain)
            letters.append(len(mailoutbox))
            InvitationLink.objects.all().delete()
            Invitation.objects.all().delete()

        assert answers[0] == answers[1]

    def test_query_for_query(self, here):
        factories.person(email="known@northbridge.example")
        asked = []
        # The first of all makes what later ones find, so it is left out.
        for email in (
            "first@northbridge.example",
            "known@northbridge.example",
            "new@x.example",
        ):
            client = signed_in_client(here.administrator)
            with CaptureQueriesContext(connection) as met:
                client.post(ADDRESS, an_offer(here, email=email))
            asked.append([shape(query["sql"]) for query in met])

        assert asked[1] == asked[2]
        assert len(asked[1]) > 10


class TestListInvitations:
    def test_shows_the_open_ones_and_those_lately_over(self, here):
        one = invited(here)
        gone = an_administrator_invited(here, email="gone@northbridge.example")
        actions.withdraw_invitation(invitation=gone, by=by(here.administrator))
        client = signed_in_client(here.administrator)

        text = page(client.get("/invitations/"))
        assert act("show_invitation", one) in text
        assert "Withdrawn" in text

        with clock.frozen_at(clock.now() + timedelta(days=29)):
            later = page(signed_in_client(here.administrator).get("/invitations/"))
        assert "ran out" in later
        assert "Withdrawn" not in later

    def test_shows_a_manager_their_service_only(self, here):
        mine, other = invited(here), an_administrator_invited(here)

        text = page(signed_in_client(here.manager).get("/invitations/"))

        assert act("show_invitation", mine) in text
        assert act("show_invitation", other) not in text

    def test_says_that_there_is_none(self, here):
        text = page(signed_in_client(here.manager).get("/invitations/"))

        assert "No invitation is open" in text

    def test_is_refused_to_keyworkers(self, here):
        client = signed_in_client(here.keyworker)

        assert client.get("/invitations/").status_code == 403

    @pytest.mark.parametrize("more", [1, 20])
    def test_asks_as_often_for_few_as_for_many(
        self, here, more, django_assert_max_num_queries
    ):
        for number in range(more):
            invited(here, email=f"{number}@northbridge.example")
        client = signed_in_client(here.administrator)

        with django_assert_max_num_queries(9):
            page(client.get("/invitations/"))


class TestShowInvitation:
    @pytest.mark.parametrize(
        ("who", "offers"),
        [
            ("administrator", {"Send a new link", "Withdraw"}),
            (
                "other_administrator",
                {"Send a new link", "Withdraw", "Approve", "Refuse"},
            ),
            ("manager", {"Send a new link", "Withdraw", "Approve", "Refuse"}),
        ],
    )
    def test_offers_what_this_person_may_do(self, here, who, offers):
        client = signed_in_client(getattr(here, who))
        text = page(client.get(act("show_invitation", invited(here))))

        buttons = {"Send a new link", "Withdraw", "Approve", "Refuse"}
        assert {one for one in buttons if f">{one}</button>" in text} == offers

    def test_says_when_nobody_could_agree(self, here):
        invitation = invited(here, role=Role.AUDITOR, service=None)
        actions.end_role(membership=here.other_administrator, by=by(here.administrator))

        client = signed_in_client(here.administrator)
        text = page(client.get(act("show_invitation", invitation)))

        assert "Nobody here can have the second word" in text

    def test_is_not_found_outside_of_scope(self, here):
        invitation = an_administrator_invited(here)
        abroad = factories.membership(Role.AREA_ADMINISTRATOR, factories.area())

        address = act("show_invitation", invitation)
        for worn in (here.manager, here.keyworker):
            assert signed_in_client(worn).get(address).status_code == 404
        assert signed_in_client(abroad).get(address)["Location"] == "/hats/"

    def test_of_what_is_complete_offers_nothing(self, here):
        invitation = accepted(an_administrator_invited(here))

        client = signed_in_client(here.administrator)
        text = page(client.get(act("show_invitation", invitation)))

        assert "Role taken up" in text
        assert "Withdraw<" not in text


MOVES = [
    ("resend_invitation", "administrator", "sent"),
    ("withdraw_invitation", "administrator", "withdrawn"),
    ("approve_invitation", "manager", "sent"),
    ("refuse_invitation", "manager", "refused"),
]


class TestMoves:
    @pytest.mark.parametrize(("name", "who", "status"), MOVES)
    def test_are_made(self, here, name, who, status):
        invitation = invited(here)
        client = signed_in_client(getattr(here, who))

        response = client.post(act(name, invitation))

        assert response["Location"] == act("show_invitation", invitation)
        invitation.refresh_from_db()
        assert invitation.status == status
        assert (invitation.approved_by is None) == (name != "approve_invitation")

    @pytest.mark.parametrize(("name", "who", "status"), MOVES)
    def test_that_come_too_late_say_so(self, here, name, who, status):
        invitation = invited(here)
        actions.withdraw_invitation(invitation=invitation, by=by(here.manager))

        text = page(signed_in_client(getattr(here, who)).post(act(name, invitation)))

        assert "This was not done" in text
        assert "has been withdrawn" in text

    @pytest.mark.parametrize(("name", "who", "status"), MOVES)
    def test_are_refused_to_who_only_reads(self, here, name, who, status):
        invitation = invited(here)
        auditor = factories.membership(Role.AUDITOR, here.area)

        assert signed_in_client(auditor).post(act(name, invitation)).status_code == 403
        response = signed_in_client(here.keyworker).post(act(name, invitation))
        assert response.status_code == 404
        assert signed_in_client(auditor).get(act(name, invitation)).status_code == 405

    def test_of_managers_are_the_administrators_to_withdraw(self, here):
        invitation = invited(here, role=Role.SERVICE_MANAGER)
        client = signed_in_client(here.manager)

        for name in ("withdraw_invitation", "resend_invitation"):
            assert client.post(act(name, invitation)).status_code == 403

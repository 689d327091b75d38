import pytest
from django.db import transaction

from mutualaid.accounts.models import Session
from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.models import Cover, Invitation, KeptApart, Membership
from mutualaid.organisations.roles import Role

from . import factories
from .people import PASSWORD, an_administrator_invited, by, invited, staff
from .test_cover import arranged
from .test_invitation_actions import accepted

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests")


@pytest.fixture
def here():
    return staff()


class TestGiveRole:
    def test_is_for_the_system(self, here):
        person = factories.person()

        actions.give_role(user=person, area=here.area, role=Role.AUDITOR, by=SYSTEM)

        assert Membership.objects.get(user=person).role == Role.AUDITOR
        entry = Entry.objects.order_by("pk").last()
        assert (entry.act, entry.subject) == ("organisations.give_role", person.token)

    def test_is_no_persons(self, here):
        with pytest.raises(Refused, match="by invitation"):
            actions.give_role(
                user=factories.person(),
                area=here.area,
                role=Role.AUDITOR,
                by=by(here.administrator),
            )


class TestEndRole:
    def test_ends_it_now(self, here):
        ended = actions.end_role(membership=here.keyworker, by=by(here.manager))

        assert ended.status == "ended"
        assert ended.ended_at is not None
        entry = Entry.objects.order_by("pk").last()
        assert entry.act == "organisations.end_role"
        assert entry.subject == here.keyworker.user.token

    def test_twice_is_refused(self, here):
        actions.end_role(membership=here.keyworker, by=by(here.manager))

        with pytest.raises(Refused, match="ended already"):
            actions.end_role(membership=here.keyworker, by=by(here.manager))

    def test_of_the_last_administrator_is_refused(self, here):
        one, other = here.administrator, here.other_administrator
        actions.end_role(membership=one, by=by(other))

        with pytest.raises(Refused, match="only administrator"):
            actions.end_role(membership=other, by=by(other))

    def test_does_not_count_an_administrator_who_cannot_sign_in(self, here):
        other = here.other_administrator
        other.user.is_active = False
        other.user.save()

        with pytest.raises(Refused, match="only administrator"):
            actions.end_role(membership=here.administrator, by=by(here.administrator))


class TestTurnOff:
    def turn_off(self, membership, who, *others):
        actions.turn_off_person(
            person=membership.user, memberships=[membership, *others], by=by(who)
        )

    def test_suspends_and_signs_out_everywhere(self, here):
        factories.signed_in_client(here.keyworker)
        factories.signed_in_client(here.colleague)

        self.turn_off(here.keyworker, here.manager)

        here.keyworker.refresh_from_db()
        assert here.keyworker.status == "suspended"
        assert [session.user for session in Session.objects.all()] == [
            here.colleague.user
        ]

    def test_leaves_others_roles_alone(self, here):
        self.turn_off(here.keyworker, here.manager, here.colleague)

        here.colleague.refresh_from_db()
        assert here.colleague.status == "active"

    def test_withdraws_what_they_were_offered_and_have_offered(self, here):
        person = here.other_administrator
        to_them = invited(here, email=person.user.email.upper())
        by_them = an_administrator_invited(here, by=by(person))
        others = invited(here, email="else@northbridge.example")

        self.turn_off(person, here.administrator)

        statuses = dict(Invitation.objects.values_list("pk", "status"))
        assert statuses == {
            to_them.pk: "withdrawn",
            by_them.pk: "withdrawn",
            others.pk: "sent",
        }

    def test_by_a_manager_withdraws_in_their_service_only(self, here):
        elsewhere = factories.service(here.area)
        person = here.keyworker.user
        factories.membership(Role.KEYWORKER, here.area, service=elsewhere, user=person)
        offer = {"email": person.email, "role": Role.PEER}
        inside = invited(here, **offer)
        outside = invited(here, service=elsewhere, **offer)

        self.turn_off(here.keyworker, here.manager)

        inside.refresh_from_db()
        outside.refresh_from_db()
        assert (inside.status, outside.status) == ("withdrawn", "sent")

    def test_of_oneself_is_refused(self, here):
        with pytest.raises(Refused, match="turn yourself off"):
            self.turn_off(here.administrator, here.administrator)

    def test_of_the_last_administrator_is_refused(self, here):
        actions.end_role(membership=here.other_administrator, by=by(here.administrator))

        with pytest.raises(Refused, match="only administrator"):
            self.turn_off(here.administrator, here.manager)

    def test_twice_is_refused(self, here):
        self.turn_off(here.keyworker, here.manager)

        with pytest.raises(Refused, match="turned on"):
            self.turn_off(here.keyworker, here.manager)


class TestTurnOn:
    def turn_on(self, membership, who):
        actions.turn_on_person(
            person=membership.user, memberships=[membership], by=by(who)
        )

    def test_lets_the_roles_be_worn_again(self, here):
        TestTurnOff().turn_off(here.keyworker, here.manager)

        self.turn_on(here.keyworker, here.administrator)

        assert Membership.objects.active().filter(pk=here.keyworker.pk).exists()

    def test_of_oneself_is_refused_under_every_hat(self, here):
        hat = factories.membership(
            Role.KEYWORKER, here.area, service=here.service, user=here.manager.user
        )
        TestTurnOff().turn_off(hat, here.administrator)

        with pytest.raises(Refused, match="your own"):
            self.turn_on(hat, here.manager)

    def test_does_not_bring_back_what_has_ended(self, here):
        actions.end_role(membership=here.keyworker, by=by(here.manager))

        with pytest.raises(Refused, match="turned off"):
            self.turn_on(here.keyworker, here.manager)


class TestEndRoles:
    def test_ends_them_all_and_withdraws_what_was_offered(self, here):
        person = here.keyworker.user
        elsewhere = factories.service(here.area)
        second = factories.membership(
            Role.PEER, here.area, service=elsewhere, user=person
        )
        offer = an_administrator_invited(here, email=person.email)
        roles = [here.keyworker, second]

        actions.end_roles(person=person, memberships=roles, by=by(here.administrator))

        assert not Membership.objects.held().filter(user=person).exists()
        offer.refresh_from_db()
        assert offer.status == "withdrawn"
        assert Entry.objects.order_by("pk").last().detail == {
            "memberships": [role.reference for role in roles]
        }

    def test_twice_is_refused(self, here):
        given = {"person": here.keyworker.user, "memberships": [here.keyworker]}
        actions.end_roles(**given, by=by(here.keyworker))

        with pytest.raises(Refused, match="left already"):
            actions.end_roles(**given, by=by(here.manager))


class TestLog:
    """Whatever the log cannot keep is not done."""

    def cases(self, here):
        administrator, manager = by(here.administrator), by(here.manager)
        open_one = invited(here)
        waiting = accepted(invited(here, email="second@northbridge.example"))
        plain = an_administrator_invited(here, email="third@northbridge.example")
        cover = arranged(here)
        off = factories.membership(
            Role.PEER, here.area, service=here.service, status="suspended"
        )
        person, apart = here.keyworker.user, here.colleague.user
        themselves = Actor(apart.token)
        actions.keep_apart(user=apart, area=here.area, by=themselves)
        known = factories.person(email="fourth@northbridge.example")
        offered = an_administrator_invited(here, email=known.email)
        one = {"person": person, "memberships": [here.keyworker], "by": administrator}
        return [
            (actions.invite_person, self.an_offer(here)),
            (actions.invite_first_administrator, self.a_first(here)),
            (actions.resend_invitation, {"invitation": open_one, "by": manager}),
            (actions.withdraw_invitation, {"invitation": open_one, "by": manager}),
            (actions.approve_invitation, {"invitation": waiting, "by": manager}),
            (actions.refuse_invitation, {"invitation": waiting, "by": manager}),
            (
                actions.accept_with_new_account,
                {
                    "link": plain.links.get(),
                    "name": "N",
                    "password": PASSWORD,
                    "by": SYSTEM,
                },
            ),
            (
                actions.accept_invitation,
                {"link": offered.links.get(), "user": known, "by": SYSTEM},
            ),
            (
                actions.give_role,
                {"user": known, "area": here.area, "role": "auditor", "by": SYSTEM},
            ),
            (actions.end_role, {"membership": here.keyworker, "by": manager}),
            (actions.end_roles, one),
            (actions.turn_off_person, one),
            (
                actions.turn_on_person,
                {"person": off.user, "memberships": [off], "by": manager},
            ),
            (actions.end_cover, {"cover": cover, "by": manager}),
            (
                actions.keep_apart,
                {"user": person, "area": here.area, "by": Actor(person.token)},
            ),
            (
                actions.stop_keeping_apart,
                {"user": apart, "area": here.area, "by": themselves},
            ),
        ]

    def an_offer(self, here):
        return {
            "area": here.area,
            "email": "fifth@northbridge.example",
            "name": "N",
            "role": "peer",
            "service": here.service,
            "by": by(here.administrator),
        }

    def a_first(self, here):
        return {
            "area": here.area,
            "email": "sixth@northbridge.example",
            "name": "N",
            "by": SYSTEM,
        }

    def everything(self):
        models = (Membership, Invitation, Cover, KeptApart, Session)
        return [list(model.objects.order_by("pk").values()) for model in models]

    def test_that_fails_undoes_the_act(self, here, monkeypatch):
        factories.signed_in_client(here.keyworker)
        cases = self.cases(here)
        before = self.everything()

        def fail(**_):
            raise RuntimeError("no room")

        for action, given in cases:
            module = __import__(action.__module__, fromlist=["record"])
            monkeypatch.setattr(module, "record", fail)
            with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
                action(**given)
            assert self.everything() == before, action.__name__

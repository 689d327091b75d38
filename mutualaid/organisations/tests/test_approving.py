import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.second_persons import has_second_person

from . import factories
from .people import an_administrator_invited, by, invited, staff
from .test_invitation_actions import accepted

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return staff()


def approve(invitation, membership):
    return actions.approve_invitation(invitation=invitation, by=by(membership))


class TestApprove:
    @pytest.mark.parametrize("who", ["manager", "other_administrator"])
    def test_after_acceptance_begins_the_role(self, here, who):
        invitation = approve(accepted(invited(here)), getattr(here, who))

        assert invitation.status == "complete"
        assert Membership.objects.active().filter(pk=invitation.membership.pk).exists()
        assert Entry.objects.order_by("pk").last().act == (
            "organisations.approve_invitation"
        )

    def test_after_acceptance_tells_the_person(
        self, here, mailoutbox, django_capture_on_commit_callbacks
    ):
        invitation = accepted(invited(here))

        with django_capture_on_commit_callbacks(execute=True):
            approve(invitation, here.manager)

        assert mailoutbox[-1].to == [invitation.email]
        assert "is ready" in mailoutbox[-1].body

    def test_before_acceptance_waits_for_it(self, here):
        invitation = approve(invited(here), here.manager)

        assert (invitation.status, invitation.membership) == ("sent", None)
        assert accepted(invitation).status == "complete"

    def test_by_the_inviter_is_refused(self, here):
        with pytest.raises(Refused, match="You sent"):
            approve(invited(here), here.administrator)

    def test_by_the_inviter_under_another_hat_is_refused(self, here):
        hat = factories.membership(
            Role.SERVICE_MANAGER,
            here.area,
            service=here.service,
            user=here.administrator.user,
        )

        with pytest.raises(Refused, match="You sent"):
            approve(invited(here), hat)

    def test_by_who_has_accepted_is_refused_under_every_hat(self, here):
        person = here.manager.user
        invitation = invited(here, email=person.email.upper())
        link = invitation.links.get()
        actions.accept_invitation(link=link, user=person, by=by(here.manager))
        hat = factories.membership(Role.AREA_ADMINISTRATOR, here.area, user=person)

        for worn in (here.manager, hat):
            with pytest.raises(Refused, match="for you"):
                approve(invitation, worn)

    @pytest.mark.parametrize("change", [str, str.upper, str.title])
    def test_by_who_was_invited_is_refused_before_they_accept(self, here, change):
        invitation = invited(here, email=change(here.other_administrator.user.email))

        with pytest.raises(Refused, match="for you"):
            approve(invitation, here.other_administrator)

    def test_by_the_system_is_refused(self, here):
        with pytest.raises(Refused, match="a person"):
            actions.approve_invitation(
                invitation=invited(here), by=system_actor("tests")
            )

    def test_twice_is_refused(self, here):
        invitation = approve(invited(here), here.manager)

        with pytest.raises(Refused, match="approved already"):
            approve(invitation, here.other_administrator)

    def test_of_what_needs_none_is_refused(self, here):
        with pytest.raises(Refused, match="needs no second person"):
            approve(an_administrator_invited(here), here.other_administrator)

    def test_of_what_has_run_out_is_refused(self, here):
        invitation = invited(here)

        with (
            clock.frozen_at(invitation.expires_at),
            pytest.raises(Refused, match="run out"),
        ):
            approve(invitation, here.manager)


class TestRefuse:
    def test_ends_what_was_accepted(self, here):
        invitation = accepted(invited(here))
        invitation = actions.refuse_invitation(
            invitation=invitation, by=by(here.manager)
        )

        assert (invitation.status, invitation.membership) == ("refused", None)
        with pytest.raises(Refused, match="refused by the second person"):
            approve(invitation, here.other_administrator)

    def test_by_the_inviter_is_refused(self, here):
        with pytest.raises(Refused, match="You sent"):
            actions.refuse_invitation(
                invitation=invited(here), by=by(here.administrator)
            )


class TestHasSecondPerson:
    def test_asks_for_somebody_who_is_neither_of_the_two(self, here):
        invitation = invited(here)
        assert has_second_person(invitation)

        actions.end_role(membership=here.manager, by=by(here.administrator))
        assert has_second_person(invitation)
        actions.end_role(membership=here.other_administrator, by=by(here.administrator))

        assert not has_second_person(invitation)

    def test_does_not_count_who_is_invited(self, here):
        actions.end_role(membership=here.manager, by=by(here.administrator))
        email = here.other_administrator.user.email

        assert not has_second_person(invited(here, email=email))

    def test_does_not_count_managers_for_the_whole_area(self, here):
        actions.end_role(membership=here.other_administrator, by=by(here.administrator))

        auditor = invited(here, role=Role.AUDITOR, service=None)
        assert not has_second_person(auditor)
        assert has_second_person(invited(here))

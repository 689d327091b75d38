import re
from datetime import timedelta

import pytest

from mutualaid.accounts.models import User
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.models import Invitation, InvitationLink, Membership
from mutualaid.organisations.models.invitation_links import LinkState, hash_of
from mutualaid.organisations.roles import CLIENT_READING_ROLES, ChampionLevel, Role

from . import factories
from .people import (
    PASSWORD,
    an_administrator_invited,
    by,
    invited,
    staff,
)

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests")
LINK = re.compile(r"http\S+/join/([\w-]+)/")


@pytest.fixture
def here():
    return staff()


def link_of(invitation: Invitation) -> InvitationLink:
    return InvitationLink.objects.get(invitation=invitation.pk, is_replaced=False)


def accepted(invitation: Invitation) -> Invitation:
    return actions.accept_with_new_account(
        link=link_of(invitation), name="New Person", password=PASSWORD, by=SYSTEM
    )


def newest_act() -> Entry:
    return Entry.objects.order_by("pk").last()


class TestInvitePerson:
    def test_sends_a_link_to_the_address(
        self, here, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            invitation = invited(here)

        (letter,) = mailoutbox
        token = LINK.search(letter.body)[1]
        assert letter.to == ["new@northbridge.example"]
        assert len(token) >= 43  # 256 bits
        assert link_of(invitation).token_hash == hash_of(token)
        for said in (here.administrator.user.name, "Keyworker", here.service.name):
            assert said in letter.body

    def test_keeps_no_token(self, here, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            invited(here)

        token = LINK.search(mailoutbox[0].body)[1]
        kept = [str(row) for row in Invitation.objects.values()]
        kept += [str(row) for row in InvitationLink.objects.values()]
        kept += [str(row) for row in Entry.objects.values()]
        assert not [row for row in kept if token in row]

    def test_lasts_seven_days(self, here):
        assert (invited(here).expires_at - clock.now()).days in (6, 7)

    def test_leaves_a_line_without_the_person(self, here):
        invitation = invited(here)

        entry = newest_act()
        assert entry.act == "organisations.invite_person"
        assert entry.subject == f"invitation:{invitation.reference}"
        assert entry.detail == {
            "role": "keyworker",
            "service": here.service.reference,
        }
        assert entry.actor == here.administrator.user.token

    @pytest.mark.parametrize("change", [str, str.upper, str.title])
    def test_of_oneself_is_refused_whatever_the_capitals(self, here, change):
        email = change(here.administrator.user.email)

        with pytest.raises(Refused, match="own address"):
            invited(here, email=email)

    def test_of_ones_other_address_is_refused(self, here):
        here.administrator.user.emailaddress_set.create(email="Me@other.example")

        with pytest.raises(Refused, match="own address"):
            invited(here, email="me@OTHER.example")

    def test_twice_is_refused_whatever_the_capitals(self, here):
        invited(here)

        with pytest.raises(Refused, match="invitation to this address"):
            invited(here, email="NEW@northbridge.example")
        with pytest.raises(Refused, match="invitation to this address"):
            an_administrator_invited(here) and an_administrator_invited(here)

    def test_of_who_holds_the_role_is_refused(self, here):
        with pytest.raises(Refused, match="holds this role"):
            invited(here, email=here.keyworker.user.email)

    def test_to_a_closed_service_is_refused(self, here):
        here.service.closed_on = clock.today()
        here.service.save()

        with pytest.raises(Refused, match="closed"):
            invited(here)

    def test_to_a_service_that_closes_tomorrow_is_not(self, here):
        here.service.closed_on = clock.today() + timedelta(days=1)
        here.service.save()

        assert invited(here).pk

    def test_keeps_a_champions_level(self, here):
        role, level = Role.RECOVERY_CHAMPION, ChampionLevel.THERAPEUTIC
        invitation = invited(here, role=role, champion_level=level)

        assert invitation.role_name() == "Recovery champion (therapeutic)"


class TestFirstAdministrator:
    def test_gets_a_link_and_no_letter(
        self, here, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            invitation, link = actions.invite_first_administrator(
                area=here.area, email="a@b.example", name="A", by=SYSTEM
            )

        assert link_of(invitation).token_hash == hash_of(LINK.match(link)[1])
        assert invitation.invited_by is None
        assert not mailoutbox
        assert accepted(invitation).membership.role == Role.AREA_ADMINISTRATOR

    def test_is_nobodys_to_make_but_the_systems(self, here):
        with pytest.raises(Refused, match="command line"):
            actions.invite_first_administrator(
                area=here.area, email="a@b.example", name="A", by=by(here.administrator)
            )


class TestAccept:
    def test_without_a_second_person_begins_the_role(self, here):
        invitation = accepted(an_administrator_invited(here))

        assert invitation.status == "complete"
        assert invitation.membership.user == invitation.accepted_by
        assert invitation.accepted_by.email == "new@northbridge.example"
        assert Membership.objects.active().filter(pk=invitation.membership.pk).exists()

    @pytest.mark.parametrize("role", sorted(CLIENT_READING_ROLES))
    def test_of_a_role_that_reads_clients_begins_nothing(self, here, role):
        service = None if role == Role.AUDITOR else here.service
        level = "community" if role == Role.RECOVERY_CHAMPION else ""
        offer = {"role": role, "service": service, "champion_level": level}

        invitation = accepted(invited(here, **offer))

        assert (invitation.status, invitation.membership) == ("accepted", None)
        assert not Membership.objects.filter(user=invitation.accepted_by).exists()

    def test_once_approved_begins_the_role(self, here):
        invitation = invited(here)
        actions.approve_invitation(invitation=invitation, by=by(here.manager))

        assert accepted(invitation).membership.service == here.service

    def test_as_somebody_with_an_account(self, here):
        person = factories.person(email="New@Northbridge.example")
        invitation = an_administrator_invited(here)

        actions.accept_invitation(link=link_of(invitation), user=person, by=SYSTEM)

        assert Membership.objects.get(user=person).role == Role.AREA_ADMINISTRATOR

    def test_with_another_address_is_refused(self, here):
        link = link_of(invited(here))

        with pytest.raises(Refused, match="another e-mail address"):
            actions.accept_invitation(link=link, user=factories.person(), by=SYSTEM)

    @pytest.mark.parametrize("who", ["invited_by", "approved_by"])
    def test_by_one_of_the_two_who_gave_it_is_refused(self, here, who):
        invitation = invited(here)
        actions.approve_invitation(invitation=invitation, by=by(here.manager))
        invitation.refresh_from_db()
        person = getattr(invitation, who)
        person.emailaddress_set.create(email=invitation.email)

        with pytest.raises(Refused, match="Nobody can"):
            actions.accept_invitation(link=link_of(invitation), user=person, by=SYSTEM)

    def test_of_a_role_that_is_held_already_is_refused(self, here):
        invitation = an_administrator_invited(here)
        person = factories.person(email=invitation.email)
        factories.membership(Role.AREA_ADMINISTRATOR, here.area, user=person)

        with pytest.raises(Refused, match="already"):
            actions.accept_invitation(link=link_of(invitation), user=person, by=SYSTEM)

    def test_with_a_poor_password_makes_nothing(self, here):
        invitation = an_administrator_invited(here)

        with pytest.raises(Refused):
            actions.accept_with_new_account(
                link=link_of(invitation), name="N", password="short", by=SYSTEM
            )

        assert not User.objects.filter(email=invitation.email).exists()
        assert link_of(invitation).state() is LinkState.OPEN


class TestLinks:
    def test_work_once(self, here):
        invitation = an_administrator_invited(here)
        accepted(invitation)

        with pytest.raises(Refused, match="It works once"):
            accepted(invitation)

    def test_run_out_after_seven_days(self, here):
        invitation = invited(here)

        with clock.frozen_at(invitation.expires_at):
            assert link_of(invitation).state() is LinkState.RUN_OUT
            with pytest.raises(Refused, match="seven days"):
                accepted(invitation)
        with clock.frozen_at(invitation.expires_at - timedelta(seconds=1)):
            assert link_of(invitation).state() is LinkState.OPEN

    def test_are_replaced_by_a_newer_one(self, here):
        invitation = invited(here)
        old = link_of(invitation)
        later = invitation.expires_at + timedelta(hours=1)

        with clock.frozen_at(later):
            actions.resend_invitation(invitation=invitation, by=by(here.administrator))
            old.refresh_from_db()
            assert old.state() is LinkState.REPLACED
            assert link_of(invitation).state() is LinkState.OPEN
            with pytest.raises(Refused, match="newer link"):
                actions.accept_with_new_account(
                    link=old, name="N", password=PASSWORD, by=SYSTEM
                )

    @pytest.mark.parametrize(
        ("end", "who", "state"),
        [
            (actions.withdraw_invitation, "administrator", LinkState.WITHDRAWN),
            (actions.refuse_invitation, "manager", LinkState.REFUSED),
        ],
    )
    def test_of_what_is_over_say_so(self, here, end, who, state):
        invitation = invited(here)
        end(invitation=invitation, by=by(getattr(here, who)))

        link = InvitationLink.objects.get()
        assert link.state() is state
        with pytest.raises(Refused) as refused:
            accepted(invitation)
        assert refused.value.sentence == str(state.label)

    def test_of_one_area_open_nothing_in_another(
        self, here, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            invited(here)
        token = LINK.search(mailoutbox[0].body)[1]

        assert InvitationLink.objects.named(here.area, token)
        assert InvitationLink.objects.named(factories.area(), token) is None
        assert InvitationLink.objects.named(here.area, token[:-1]) is None


class TestResend:
    def test_of_what_was_accepted_is_refused(self, here):
        invitation = accepted(invited(here))

        with pytest.raises(Refused, match="accepted already"):
            actions.resend_invitation(invitation=invitation, by=by(here.administrator))

    def test_sends_another_token(
        self, here, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            invitation = invited(here)
            actions.resend_invitation(invitation=invitation, by=by(here.administrator))

        first, second = (LINK.search(letter.body)[1] for letter in mailoutbox)
        assert first != second
        assert newest_act().act == "organisations.resend_invitation"


class TestWithdraw:
    def test_of_what_is_complete_is_refused(self, here):
        invitation = accepted(an_administrator_invited(here))

        with pytest.raises(Refused, match="taken up already"):
            actions.withdraw_invitation(
                invitation=invitation, by=by(here.administrator)
            )

    def test_of_what_waits_for_the_second_person(self, here):
        invitation = accepted(invited(here))
        actions.withdraw_invitation(invitation=invitation, by=by(here.administrator))

        with pytest.raises(Refused, match="withdrawn"):
            actions.approve_invitation(invitation=invitation, by=by(here.manager))

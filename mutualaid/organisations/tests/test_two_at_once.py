"""Two people press at the same moment: exactly one wins, the other reads a sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from mutualaid.core import clock
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.models import Cover, Invitation, KeptApart, Membership
from mutualaid.organisations.roles import Role

from .people import PASSWORD, Staff, an_administrator_invited, by, invited, staff
from .test_cover import arranged
from .test_invitation_actions import accepted

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = system_actor("tests")


@pytest.fixture
def here() -> Staff:
    return staff()


def both(here: Staff, *acts: Callable[[], object]) -> list[str]:
    """What was told to those who lost, each act done on a connection of its own."""
    start = Barrier(len(acts))

    def do(act: Callable[[], object]) -> str:
        start.wait(10)
        try:
            with within(here.area.pk):
                act()
        except Refused as refused:
            return refused.sentence
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return [told for told in pool.map(do, acts) if told]


def doing(action, **given) -> Callable[[], object]:
    return lambda: action(**given)


class TestInvitations:
    def test_are_approved_once(self, here):
        invitation = accepted(invited(here))

        told = both(
            here,
            *(
                doing(actions.approve_invitation, invitation=invitation, by=by(who))
                for who in (here.manager, here.other_administrator)
            ),
        )

        assert len(told) == 1
        user = Invitation.objects.get().accepted_by
        assert Membership.objects.filter(user=user).count() == 1

    def test_are_approved_or_refused(self, here):
        given = {"invitation": accepted(invited(here))}

        told = both(
            here,
            doing(actions.approve_invitation, by=by(here.manager), **given),
            doing(actions.refuse_invitation, by=by(here.other_administrator), **given),
        )

        assert len(told) == 1
        invitation = Invitation.objects.get()
        assert (invitation.status == "complete") == bool(invitation.membership)

    def test_are_accepted_once(self, here):
        link = an_administrator_invited(here).links.get()
        accept = doing(
            actions.accept_with_new_account,
            link=link,
            name="N",
            password=PASSWORD,
            by=SYSTEM,
        )

        assert both(here, accept, accept) == ["This link has been used. It works once."]
        assert Membership.objects.filter(user__email__startswith="new@").count() == 1

    def test_are_accepted_or_withdrawn(self, here):
        invitation = an_administrator_invited(here)
        link = invitation.links.get()

        told = both(
            here,
            doing(
                actions.accept_with_new_account,
                link=link,
                name="N",
                password=PASSWORD,
                by=SYSTEM,
            ),
            doing(
                actions.withdraw_invitation,
                invitation=invitation,
                by=by(here.administrator),
            ),
        )

        assert len(told) == 1
        is_in = Membership.objects.filter(user__email__startswith="new@").exists()
        assert is_in == (Invitation.objects.get().status == "complete")

    def test_to_one_address_are_sent_once(self, here):
        told = both(
            here,
            *(
                lambda who=who: invited(here, by=by(who))
                for who in (here.administrator, here.other_administrator)
            ),
        )

        assert len(told) == 1
        assert Invitation.objects.count() == 1


class TestTies:
    def test_end_once(self, here):
        end = doing(actions.end_role, membership=here.keyworker, by=by(here.manager))

        assert both(here, end, end) == [
            "This role has ended already. A new one takes an invitation."
        ]

    def test_two_administrators_cannot_end_each_other(self, here):
        one, other = here.administrator, here.other_administrator

        told = both(
            here,
            doing(actions.end_role, membership=one, by=by(other)),
            doing(actions.end_role, membership=other, by=by(one)),
        )

        assert len(told) == 1
        held = Membership.objects.active().filter(role=Role.AREA_ADMINISTRATOR)
        assert held.count() == 1

    def test_two_administrators_cannot_turn_each_other_off(self, here):
        one, other = here.administrator, here.other_administrator

        told = both(
            here,
            *(
                doing(
                    actions.turn_off_person,
                    person=off.user,
                    memberships=[off],
                    by=by(who),
                )
                for off, who in ((one, other), (other, one))
            ),
        )

        assert len(told) == 1

    def test_cover_is_arranged_once(self, here):
        arrange = [
            doing(arranged, here=here, by=by(who))
            for who in (here.manager, here.administrator)
        ]

        assert len(both(here, *arrange)) == 1
        assert Cover.objects.count() == 1

    def test_colleagues_do_not_stand_in_for_each_other(self, here):
        last = clock.today() + timedelta(days=1)
        pair = {"membership": here.colleague, "covered_by": here.keyworker}

        told = both(
            here,
            doing(arranged, here=here),
            doing(arranged, here=here, ends_on=last, **pair),
        )

        assert len(told) == 1

    def test_cover_ends_once(self, here):
        end = doing(actions.end_cover, cover=arranged(here), by=by(here.manager))

        assert both(here, end, end) == ["This cover is over already."]

    def test_being_kept_apart_is_said_once(self, here):
        user = here.keyworker.user
        tell = doing(
            actions.keep_apart, user=user, area=here.area, by=Actor(user.token)
        )

        assert both(here, tell, tell) == ["You have told us this already."]
        assert KeptApart.objects.count() == 1

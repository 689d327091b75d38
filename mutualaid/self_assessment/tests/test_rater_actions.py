from datetime import UTC, datetime

import pytest
from django.core import mail

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.tests.factories import a_fellowship
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions import inviting
from mutualaid.self_assessment.actions import raters as actions
from mutualaid.self_assessment.link_tokens import hash_of
from mutualaid.self_assessment.models import Rater, RaterKind

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def lead():
    return people.membership(Role.COMMISSIONER, people.area(name="Northbridge"))


@pytest.fixture
def opened(lead):
    return make.assessment_round(lead.area, opened_by=lead, name="Winter 2026")


@pytest.fixture
def by(lead):
    return lead.hat()


def refused(action, **given) -> str:
    with pytest.raises(Refused) as told:
        action(**given)
    return told.value.sentence


def entries(act) -> list[Entry]:
    return list(Entry.objects.filter(act=f"self_assessment.{act}").order_by("pk"))


class TestInviteMembers:
    @pytest.mark.parametrize(
        ("role", "kind"),
        [
            (Role.COMMISSIONER, "commissioner"),
            (Role.SERVICE_MANAGER, "provider"),
            (Role.KEYWORKER, "provider"),
            (Role.RECOVERY_CHAMPION, "provider"),
            (Role.SERVICE_USER_REPRESENTATIVE, "service-user"),
        ],
    )
    def test_asks_each_in_the_voice_of_their_role(self, opened, by, role, kind):
        member = people.membership(role, opened.area)

        (rater,) = actions.invite_members(opened=opened, memberships=[member], by=by)

        assert (rater.kind, rater.status) == (kind, "invited")
        assert (rater.membership, rater.service) == (member, member.service)
        (line,) = entries("invite_rater")
        assert line.subject == f"rater:{rater.reference}"
        assert line.detail == {"voice": kind}

    def test_takes_another_voice_where_one_is_said(self, opened, by):
        member = people.membership(Role.KEYWORKER, opened.area)

        (rater,) = actions.invite_members(
            opened=opened, memberships=[member], by=by, kind=RaterKind.PUBLIC_HEALTH
        )

        assert rater.kind == "public-health"

    def test_writes_to_them(self, opened, by, django_capture_on_commit_callbacks):
        member = people.membership(Role.SERVICE_MANAGER, opened.area)

        with django_capture_on_commit_callbacks(execute=True):
            actions.invite_members(opened=opened, memberships=[member], by=by)

        (letter,) = mail.outbox
        assert letter.to == [member.user.email]
        assert "Northbridge" in letter.body
        assert "Rating closes on 5 December 2026." in letter.body
        assert f"/self-assessment/{opened.reference}/" in letter.body

    def test_leaves_those_who_are_asked_already(self, opened, by):
        member = people.membership(Role.SERVICE_MANAGER, opened.area)
        given = {"opened": opened, "memberships": [member], "by": by}
        actions.invite_members(**given)

        assert actions.invite_members(**given) == []
        assert Rater.objects.count() == 1

    def test_asks_anew_who_was_taken_out(self, opened, by):
        member = people.membership(Role.SERVICE_MANAGER, opened.area)
        former = make.rater(
            opened,
            membership=member,
            kind="provider",
            status="withdrawn",
            finished_at=NOON,
        )

        actions.invite_members(opened=opened, memberships=[member], by=by)

        former.refresh_from_db()
        assert (former.status, former.finished_at) == ("invited", None)

    @pytest.mark.parametrize("why", ["ended", "elsewhere", "auditor", "peer"])
    def test_is_refused_for_who_cannot_rate(self, opened, by, why):
        area = people.area() if why == "elsewhere" else opened.area
        roles = {"auditor": Role.AUDITOR, "peer": Role.PEER}
        ended = {"status": "ended", "ended_at": NOON} if why == "ended" else {}
        member = people.membership(roles.get(why, Role.SERVICE_MANAGER), area, **ended)
        other = people.membership(Role.SERVICE_MANAGER, opened.area)

        told = refused(
            actions.invite_members, opened=opened, memberships=[other, member], by=by
        )

        assert told.startswith("A role that you chose is not held any more.")
        assert not Rater.objects.exists()

    def test_is_refused_once_the_ratings_are_shown(self, lead, by):
        opened = make.assessment_round(lead.area, status="agreeing")

        told = refused(actions.invite_members, opened=opened, memberships=[lead], by=by)

        assert told.startswith("The ratings of this round have been shown.")


class TestAddRater:
    def add(self, opened, by, **given):
        return actions.add_rater(
            **{
                "opened": opened,
                "kind": RaterKind.OTHER,
                "label": "Carers’ group",
                "by": by,
                **given,
            }
        )

    def test_keeps_a_voice_without_an_account(self, opened, by):
        rater = self.add(opened, by, is_on_paper=True)

        assert (rater.membership, rater.label) == (None, "Carers’ group")
        (line,) = entries("invite_rater")
        assert line.detail == {"voice": "other", "is_on_paper": True}

    def test_is_refused_where_two_could_not_be_told_apart(self, opened, by):
        self.add(opened, by)

        with pytest.raises(Refused, match="is asked already"):
            self.add(opened, by, label="carers’ Group")

    def test_may_be_called_like_one_that_was_taken_out(self, opened, by):
        make.rater(opened, label="Carers’ group", status="withdrawn")

        assert self.add(opened, by).status == "invited"

    def test_may_speak_for_another_service_under_the_same_name(self, opened, by):
        for _ in range(2):
            self.add(opened, by, service=people.service(opened.area))

        assert Rater.objects.count() == 2


class TestInviteProposed:
    def test_asks_everybody_at_once(self, opened, by):
        service = people.service(opened.area, name="Riverside")
        fellowship = a_fellowship()
        member = people.membership(Role.SERVICE_USER_REPRESENTATIVE, opened.area)

        inviting.invite_proposed(
            opened=opened,
            memberships=[member],
            services=[service],
            fellowships=[fellowship],
            by=by,
        )

        told = {
            (rater.kind, rater.label, rater.membership_id)
            for rater in opened.raters.all()
        }
        assert told == {
            ("service-user", "", member.pk),
            ("provider", "Riverside", None),
            ("group", fellowship.name, None),
        }

    def test_asks_nobody_where_one_is_refused(self, opened, by):
        service = people.service(opened.area)
        given = {"opened": opened, "memberships": [], "fellowships": [], "by": by}
        inviting.invite_proposed(services=[service], **given)
        other = people.service(opened.area)

        with pytest.raises(Refused):
            inviting.invite_proposed(services=[other, service], **given)

        assert Rater.objects.count() == 1


class TestLinks:
    def test_are_kept_as_a_hash_and_never_logged(self, opened, by):
        rater = make.rater(opened, is_on_paper=True)

        token = actions.give_link(rater=rater, by=by)

        rater.refresh_from_db()
        assert len(token) >= 43
        assert rater.link_hash == hash_of(token)
        assert not rater.is_on_paper
        (line,) = entries("give_link")
        assert token not in str(vars(line))

    def test_end_the_former_one_and_its_browser(self, opened, by):
        rater = make.rater(opened)
        former = actions.give_link(rater=rater, by=by)
        Rater.objects.update(browser_hash="b" * 64, link_opened_at=NOON)

        token = actions.give_link(rater=rater, by=by)

        rater.refresh_from_db()
        assert token != former
        assert (rater.link_hash, rater.browser_hash) == (hash_of(token), "")
        assert rater.link_opened_at is None

    def test_are_posted_once_and_the_address_is_forgotten(
        self, opened, by, django_capture_on_commit_callbacks
    ):
        rater = make.rater(opened)

        with django_capture_on_commit_callbacks(execute=True):
            actions.post_link(rater=rater, to="group@northbridge.example", by=by)

        (letter,) = mail.outbox
        assert letter.to == ["group@northbridge.example"]
        assert "/self-assessment/by-link/" in letter.body
        rater.refresh_from_db()
        kept = [*vars(rater).values(), *Entry.objects.values_list("detail", flat=True)]
        assert "group@northbridge.example" not in str(kept)

    def test_are_not_for_somebody_with_an_account(self, opened, by, lead):
        rater = make.rater(opened, membership=lead)

        told = refused(actions.give_link, rater=rater, by=by)

        assert told.startswith("This rater has an account and signs in.")

    def test_are_not_for_who_was_taken_out(self, opened, by):
        rater = make.rater(opened, status="withdrawn")

        told = refused(actions.give_link, rater=rater, by=by)

        assert told == "This rater does not take part any more."


class TestWithdrawRater:
    def test_keeps_what_was_said_and_ends_the_link(self, opened, by):
        rater = make.rater(opened, status="finished", link_hash="a" * 64)
        make.rating(rater, "1.1", "2")

        actions.withdraw_rater(rater=rater, by=by)

        rater.refresh_from_db()
        assert (rater.status, rater.link_hash) == ("withdrawn", "")
        assert rater.ratings.count() == 1
        assert entries("withdraw_rater")

    def test_is_refused_once_the_ratings_are_shown(self, lead, by):
        opened = make.assessment_round(lead.area, status="agreeing")
        rater = make.rater(opened)

        told = refused(actions.withdraw_rater, rater=rater, by=by)

        assert told.startswith("The ratings of this round have been shown.")


class TestNameFellowship:
    def name(self, rater, by, is_named=True):
        return {"rater": rater, "wishes_to_be_named": is_named, "by": by}

    @pytest.mark.parametrize("status", ["rating", "agreeing"])
    def test_keeps_the_wish(self, lead, by, status):
        opened = make.assessment_round(lead.area, status=status)
        rater = make.rater(opened, kind="group")

        actions.name_fellowship(**self.name(rater, by))
        actions.name_fellowship(**self.name(rater, by))

        rater.refresh_from_db()
        assert rater.wishes_to_be_named
        (line,) = entries("name_fellowship")
        assert line.detail == {"is_named": True}

    def test_is_for_fellowships_alone(self, opened, by):
        rater = make.rater(opened, kind="provider")

        told = refused(actions.name_fellowship, **self.name(rater, by))

        assert told == "Only fellowships choose whether the report names them."

    def test_is_refused_once_the_report_is_signed(self, lead, by):
        opened = make.assessment_round(lead.area, status="signed-off")
        rater = make.rater(opened, kind="group")

        told = refused(actions.name_fellowship, **self.name(rater, by))

        assert told == "This round is signed off. It stays as it is."


class TestLog:
    @pytest.mark.parametrize("act", ["invite", "add", "link", "post", "out", "name"])
    def test_that_fails_undoes_it(self, opened, by, act, lead, monkeypatch):
        rater = make.rater(opened, kind="group")
        given = {"rater": rater, "by": by}
        todo = {
            "invite": lambda: actions.invite_members(
                opened=opened, memberships=[lead], by=by
            ),
            "add": lambda: TestAddRater().add(opened, by),
            "link": lambda: actions.give_link(**given),
            "post": lambda: actions.post_link(to="x@northbridge.example", **given),
            "out": lambda: actions.withdraw_rater(**given),
            "name": lambda: actions.name_fellowship(wishes_to_be_named=True, **given),
        }[act]
        before = list(Rater.objects.values())

        def fail(**_given):
            raise RuntimeError

        monkeypatch.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError):
            todo()

        assert list(Rater.objects.values()) == before
        assert mail.outbox == []

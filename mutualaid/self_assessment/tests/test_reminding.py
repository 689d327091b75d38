from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment import duties
from mutualaid.self_assessment.actions import reminding
from mutualaid.self_assessment.models import Rater, Round

from . import factories as make

pytestmark = pytest.mark.django_db
CLOSES = date(2026, 12, 12)
ASKED = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY = system_actor("tests")


@pytest.fixture
def lead():
    return people.membership(Role.COMMISSIONER, people.area(name="Northbridge"))


@pytest.fixture
def mine(lead) -> Rater:
    with clock.frozen_at(ASKED):
        opened = make.assessment_round(
            lead.area, opened_by=lead, name="Winter", rating_closes_on=CLOSES
        )
        return make.rater(opened, membership=lead, kind="commissioner")


def remind(area, days_before: int, capture) -> list[str]:
    """Whom the duty writes to so many days before rating closes."""
    mail.outbox.clear()
    noon = datetime(2026, 12, 12, 12, tzinfo=UTC) - timedelta(days=days_before)
    with clock.frozen_at(noon), capture(execute=True), within(area.pk):
        duties.remind_who_rates(by=BY)
    return [letter.to[0] for letter in mail.outbox]


class TestRemindWhoRates:
    @pytest.mark.parametrize(
        ("days", "is_reminded"), [(6, False), (5, True), (0, True), (-1, False)]
    )
    def test_writes_in_the_last_days(
        self, mine, lead, days, is_reminded, django_capture_on_commit_callbacks
    ):
        told = remind(lead.area, days, django_capture_on_commit_callbacks)

        assert told == ([lead.user.email] if is_reminded else [])
        assert Entry.objects.count() == is_reminded

    def test_writes_once_and_closes_nothing(
        self, mine, lead, django_capture_on_commit_callbacks
    ):
        remind(lead.area, 5, django_capture_on_commit_callbacks)

        assert remind(lead.area, 4, django_capture_on_commit_callbacks) == []
        assert remind(lead.area, -30, django_capture_on_commit_callbacks) == []
        assert Round.objects.get().is_being_rated()

    @pytest.mark.parametrize("status", ["finished", "withdrawn"])
    def test_leaves_who_has_nothing_left_to_do(
        self, mine, lead, status, django_capture_on_commit_callbacks
    ):
        Rater.objects.update(status=status)

        assert remind(lead.area, 3, django_capture_on_commit_callbacks) == []

    def test_leaves_voices_without_an_account(
        self, mine, lead, django_capture_on_commit_callbacks
    ):
        Rater.objects.update(membership=None, label="Somebody")

        assert remind(lead.area, 3, django_capture_on_commit_callbacks) == []

    def test_leaves_who_was_asked_a_day_ago(
        self, mine, lead, django_capture_on_commit_callbacks
    ):
        asked = datetime(2026, 12, 9, 0, 30, tzinfo=UTC)
        Rater.objects.update(updated_at=asked)

        assert remind(lead.area, 2, django_capture_on_commit_callbacks) == []
        assert remind(lead.area, 1, django_capture_on_commit_callbacks) != []

    def test_leaves_a_round_whose_ratings_are_shown(
        self, mine, lead, django_capture_on_commit_callbacks
    ):
        Round.objects.update(status="agreeing")

        assert remind(lead.area, 3, django_capture_on_commit_callbacks) == []

    def test_leaves_roles_that_have_ended(
        self, mine, lead, django_capture_on_commit_callbacks
    ):
        lead.status, lead.ended_at = "ended", ASKED
        lead.save()

        assert remind(lead.area, 3, django_capture_on_commit_callbacks) == []

    def test_a_log_that_fails_undoes_it(
        self, mine, lead, monkeypatch, django_capture_on_commit_callbacks
    ):
        monkeypatch.setattr(reminding, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            remind(lead.area, 3, django_capture_on_commit_callbacks)

        mine.refresh_from_db()
        assert mine.reminded_at is None
        assert mail.outbox == []

    def test_says_nothing_where_somebody_finished_meanwhile(
        self, mine, django_capture_on_commit_callbacks
    ):
        with clock.frozen_at(ASKED), django_capture_on_commit_callbacks(execute=True):
            due = [Rater.objects.select_related("round__area").get()]
            Rater.objects.update(status="finished")
            for rater in due:
                reminding.remind_rater(rater=rater, by=BY)

        assert mail.outbox == []


def waiting(membership, at: datetime = ASKED) -> list[str]:
    with clock.frozen_at(at):
        return [item.words for item in home_items(membership.hat())]


class TestStatementsToRate:
    def test_say_how_many_and_until_when(self, mine, lead):
        assert "Rate your 27 statements by Saturday 12 December." in waiting(lead)

    def test_are_fewer_in_plain_words(self, mine, lead):
        member = people.membership(Role.SERVICE_USER_REPRESENTATIVE, lead.area)
        make.rater(mine.round, membership=member, kind="service-user")

        (told,) = [line for line in waiting(member) if line.startswith("Rate your")]
        assert int(told.split()[2]) <= 12

    @pytest.mark.parametrize("status", ["finished", "withdrawn"])
    def test_are_gone_once_there_is_nothing_to_do(self, mine, lead, status):
        Rater.objects.update(status=status)

        assert not any("Rate your" in line for line in waiting(lead))

    @pytest.mark.parametrize("status", ["agreeing", "signed-off", "abandoned"])
    def test_are_gone_once_the_ratings_are_shown(self, mine, lead, status):
        Round.objects.update(status=status)

        assert not any("Rate your" in line for line in waiting(lead))


class TestRoundToLeadOn:
    SHOWN = "The ratings of Winter can be shown."

    def test_waits_until_everybody_has_finished(self, mine, lead):
        other = make.rater(mine.round, status="finished")
        assert self.SHOWN not in waiting(lead)

        Rater.objects.update(status="finished")
        assert self.SHOWN in waiting(lead)

        Rater.objects.exclude(pk=other.pk).update(status="withdrawn")
        assert self.SHOWN in waiting(lead)

    def test_or_until_the_day_is_over_and_somebody_has(self, mine, lead):
        after = datetime(2026, 12, 13, 12, tzinfo=UTC)
        assert self.SHOWN not in waiting(lead, after)

        make.rater(mine.round, status="finished")

        assert self.SHOWN in waiting(lead, after)

    def test_is_agreed_on_next(self, mine, lead):
        Round.objects.update(status="agreeing")

        told = "The ratings of Winter are shown, and are to be agreed on."
        assert told in waiting(lead)

    def test_is_for_commissioners_alone(self, mine, lead):
        Rater.objects.update(status="finished")

        manager = people.membership(Role.SERVICE_MANAGER, lead.area)
        assert self.SHOWN not in waiting(manager)

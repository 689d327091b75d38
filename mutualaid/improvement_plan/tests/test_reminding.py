from datetime import timedelta

import pytest
from django.core import mail

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.improvement_plan.actions.reminding import send_due_reminders
from mutualaid.improvement_plan.duties import remind_of_actions
from mutualaid.improvement_plan.home_items import actions_due
from mutualaid.improvement_plan.letters import post_reminder
from mutualaid.improvement_plan.models import ActionStatus
from mutualaid.improvement_plan.tests import factories
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people

from .places import Place, in_days
from .test_plan_actions import end

pytestmark = pytest.mark.django_db
BY = system_actor("tick")


@pytest.fixture
def place():
    made = Place()
    made.fill()  # whoever is written to is one of many
    return made


def agreed(place, days, **values):
    given = {"owner": place.worker, "status": ActionStatus.AGREED}
    return factories.action(place.area, due_on=in_days(days), **{**given, **values})


@pytest.fixture
def remind(place, django_capture_on_commit_callbacks):
    """Do the day's work so many days from now; whom it wrote to."""

    def after(days: int = 0) -> list[str]:
        del mail.outbox[:]
        then = clock.now() + timedelta(days=days)
        with (
            clock.frozen_at(then),
            django_capture_on_commit_callbacks(execute=True),
        ):
            send_due_reminders(area=place.area, by=BY)
        return sorted(letter.to[0] for letter in mail.outbox)

    return after


class TestSendDueReminders:
    def test_are_sent_ten_days_before_and_the_day_after_once_each(self, place, remind):
        agreed(place, 15)
        owner = [place.worker.user.email]

        told = {day: remind(day) for day in (0, 4, 5, 6, 14, 15, 16, 17, 40)}

        assert {day for day, whom in told.items() if whom} == {5, 16}
        assert told[5] == told[16] == owner

    def test_are_sent_once_where_nobody_looked_for_weeks(self, place, remind):
        agreed(place, 2)

        assert [len(remind(day)) for day in (30, 31)] == [1, 0]

    @pytest.mark.parametrize(
        ("values", "whom"),
        [
            ({}, "worker"),
            ({"owner": None, "owner_body": "The library"}, "lead"),
            ({"owner": None}, "lead"),
            ({"status": ActionStatus.PROPOSED}, "lead"),
            ({"status": ActionStatus.IN_PROGRESS}, "worker"),
            ({"status": ActionStatus.BLOCKED, "blocked_by": "No room."}, "worker"),
            ({"status": ActionStatus.TO_CHECK}, "lead"),
        ],
    )
    def test_go_to_whoever_has_the_next_step(self, place, remind, values, whom):
        agreed(place, 3, **values)

        assert remind() == [getattr(place, whom).user.email]

    def test_go_to_the_commissioner_once_the_owner_is_gone(self, place, remind):
        agreed(place, 3)
        end(place.worker)

        assert remind() == [place.lead.user.email]

    @pytest.mark.parametrize("status", ["effect-seen", "no-effect", "dropped"])
    def test_are_not_sent_of_what_is_closed(self, place, remind, status):
        agreed(place, -3, status=status)

        assert remind() == []

    def test_are_not_sent_of_another_area_or_without_a_day(self, place, remind):
        factories.action(people.area(), due_on=in_days(2))
        factories.action(place.area, status=ActionStatus.AGREED)

        assert remind() == []

    def test_name_the_action_its_day_and_its_page(self, place, remind):
        action = agreed(place, 3)

        remind()

        (letter,) = mail.outbox
        assert letter.subject == "An action of the plan is due soon"
        assert action.title in letter.body
        assert f"/improvement-plan/actions/{action.reference}/" in letter.body

        remind(9)
        assert mail.outbox[0].subject == "An action of the plan is overdue"

    def test_say_that_somebody_has_to_ask_a_body(self, place, remind):
        agreed(place, 3, owner=None, owner_body="The library")

        remind()

        assert "The library does it and has no account" in mail.outbox[0].body

    def test_are_part_of_the_daily_work(
        self, place, django_capture_on_commit_callbacks
    ):
        action = agreed(place, 3)

        with within(place.area.pk), django_capture_on_commit_callbacks(execute=True):
            remind_of_actions(by=BY)

        action.refresh_from_db()
        assert action.reminded_on == clock.today()
        assert len(mail.outbox) == 1

    def test_are_forgotten_by_a_log_that_fails(self, place, monkeypatch):
        def fail(**_told: object) -> None:
            raise RuntimeError

        action = agreed(place, 3)
        monkeypatch.setattr("mutualaid.improvement_plan.actions.history.record", fail)

        with pytest.raises(RuntimeError):
            send_due_reminders(area=place.area, by=BY)

        action.refresh_from_db()
        assert action.reminded_on is None

    def test_no_letter_is_written_of_an_action_without_a_day(self, place):
        action = factories.action(place.area)

        post_reminder(action=action, to=place.lead.user.email, is_late=False)

        assert mail.outbox == []


def words(membership) -> list[str]:
    return [item.words for item in home_items(membership.hat())]


class TestHomeItems:
    def test_tell_an_owner_what_is_overdue_and_what_is_near(self, place):
        for days in (-2, -1, 3, 40):
            agreed(place, days)
        agreed(place, 40, review_on=in_days(0))

        told = words(place.worker)

        assert "2 of your actions are overdue." in told
        assert "1 of your actions is due within ten days." in told
        assert "1 of your actions is to be looked at again." in told

    def test_tell_a_manager_of_the_lines_of_their_service(self, place):
        agreed(place, -2, service=place.service)

        assert "1 of your actions is overdue." in words(place.manager)
        assert not [each for each in words(place.other_manager) if "action" in each]

    def test_tell_the_commissioner_what_only_they_can_do(self, place):
        agreed(place, -2, owner=None, owner_body="The library")
        agreed(place, 40, status=ActionStatus.TO_CHECK)
        agreed(place, 40, status=ActionStatus.PROPOSED)
        agreed(place, 40, owner=None)

        told = words(place.lead)

        assert [line for line in told if "action" in line] == [
            "1 action of a body without an account is overdue.",
            "1 action is done: what does its measure say?",
            "1 action of the plan has no owner.",
            "1 proposed action waits to be agreed.",
        ]

    def test_tell_nothing_where_nothing_waits(self, place):
        agreed(place, 40)

        for role in Role:
            told = [line for line in words(place.seats[role]) if "action" in line]
            assert told == []

    def test_ask_one_question_for_each_kind(self, place, django_assert_num_queries):
        for days in range(-3, 9):
            agreed(place, days)
        hat = place.worker.hat()
        home_items(hat)

        with django_assert_num_queries(1):
            list(actions_due(hat))

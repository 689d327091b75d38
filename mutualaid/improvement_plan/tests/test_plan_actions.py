from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.actions.plan import (
    Superseded,
    change_action,
    comment_on_action,
)
from mutualaid.improvement_plan.answers import answers_of
from mutualaid.improvement_plan.models import (
    ActionEvent,
    ActionStatus,
    Cause,
    EventKind,
    HistoryChangedError,
)
from mutualaid.improvement_plan.tests import factories
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people

from .places import Place, in_days
from .test_moving import KEY, reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def changed(action, by, revision=None, **values):
    answers = replace(answers_of(action), **values)
    return change_action(
        action=action,
        answers=answers,
        revision=revision or action.revision,
        by=by.hat(),
    )


class TestProposeAction:
    def test_keeps_what_was_told_and_the_first_line(self, place):
        barrier = factories.barrier(place.area)
        action = place.proposed(
            owner=place.worker, due_on=in_days(30), barriers=[barrier], found_in="R1"
        )

        action.refresh_from_db()
        (line,) = action.events.all()
        assert action.keys == ("1.4", "2.1")
        assert (action.status, action.found_in) == (ActionStatus.PROPOSED, "R1")
        assert (line.kind, line.to_status) == (EventKind.MADE, ActionStatus.PROPOSED)
        assert line.by == place.lead
        assert list(action.barriers.all()) == [barrier]

    def test_puts_it_on_the_line_of_the_owners_service(self, place):
        assert place.proposed(owner=place.worker).service == place.service
        assert place.proposed(owner=place.lead).service is None

    def test_puts_a_managers_on_the_line_of_their_own_service(self, place):
        other = people.service(place.area)

        action = place.proposed(by=place.manager.hat(), service=other)

        assert action.service == place.service

    def test_leaves_out_a_measure_that_nobody_takes(self, place):
        action = place.proposed(indicator_key="nothing.yet", target=90.0)

        assert (action.indicator_key, action.target) == ("", None)

    def test_keeps_one_that_somebody_takes(self, place):
        action = place.proposed(indicator_key=KEY, target=7.0)

        assert (action.indicator_key, action.target) == (KEY, 7.0)

    def test_takes_a_body_without_account_for_an_owner(self, place):
        action = place.proposed(owner_body="The library")

        assert (action.owner, action.owner_body) == (None, "The library")

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"title": "  "}, "what is to be done"),
            ({"due_on": -1}, "That day is over"),
            ({"review_on": -1}, "That day is over"),
        ],
    )
    def test_refuses_what_cannot_be(self, place, told, words):
        values = {
            name: in_days(value) if isinstance(value, int) else value
            for name, value in told.items()
        }

        with pytest.raises(Refused, match=words):
            place.proposed(**values)

    def test_refuses_two_owners(self, place):
        with pytest.raises(Refused, match="one owner"):
            place.proposed(owner=place.worker, owner_body="The library")

    @pytest.mark.parametrize("what", ["owner", "service", "barriers"])
    def test_refuses_what_belongs_to_another_area(self, place, what):
        elsewhere = people.area()
        strangers = {
            "owner": people.membership(Role.COMMISSIONER, elsewhere),
            "service": people.service(elsewhere),
            "barriers": [factories.barrier(elsewhere)],
        }

        with pytest.raises(Refused, match="of this area"):
            place.proposed(**{what: strangers[what]})

    @pytest.mark.parametrize("role", [Role.PEER, Role.AREA_ADMINISTRATOR, Role.AUDITOR])
    def test_refuses_an_owner_who_only_reads(self, place, role):
        with pytest.raises(Refused, match="cannot own"):
            place.proposed(owner=place.seats[role])

    def test_refuses_an_owner_whose_role_is_over(self, place):
        end(place.worker)

        with pytest.raises(Refused, match="cannot own"):
            place.proposed(owner=place.worker)

    def test_refuses_a_manager_who_gives_to_others(self, place):
        with pytest.raises(Refused, match="your own service"):
            place.proposed(owner=place.other_manager, by=place.manager.hat())

        assert place.proposed(owner=place.worker, by=place.manager.hat()).owner

    def test_is_undone_by_a_log_that_fails(self, place, monkeypatch):
        break_the_log(monkeypatch)

        with pytest.raises(RuntimeError), transaction.atomic():
            place.proposed()

        assert not ActionEvent.objects.exists()


class TestChangeAction:
    def test_writes_what_stood_there_and_what_stands_there(self, place):
        action = place.proposed(due_on=in_days(30))
        barrier = factories.barrier(place.area)

        changed(
            action,
            place.lead,
            due_on=in_days(60),
            owner=place.worker,
            barriers=(barrier,),
            cause=Cause.TIME,
            statement_keys=("2.1",),
        )

        action.refresh_from_db()
        line = action.events.last()
        assert (line.kind, line.by) == (EventKind.CHANGED, place.lead)
        assert line.changes == {
            "due_on": [in_days(30).isoformat(), in_days(60).isoformat()],
            "owner": ["", place.worker.reference],
            "service": ["", place.service.reference],
            "barriers": [[], [barrier.reference]],
            "cause": ["supply", "time"],
            "statement_keys": [["1.4", "2.1"], ["2.1"]],
        }
        assert (action.revision, action.owner) == (2, place.worker)
        assert list(action.barriers.all()) == [barrier]

    def test_takes_a_barrier_away(self, place):
        barrier = factories.barrier(place.area)
        action = place.proposed(barriers=[barrier])

        changed(action, place.lead, barriers=())

        assert not action.barriers.exists()

    def test_of_nothing_leaves_no_line(self, place):
        action = place.proposed()

        changed(action, place.lead)

        action.refresh_from_db()
        assert (action.revision, action.events.count()) == (1, 1)

    def test_is_refused_to_who_has_not_seen_the_last_one(self, place):
        action = place.proposed()
        changed(action, place.lead, title="Ask two groups for a morning")

        with pytest.raises(Superseded, match="Somebody else"):
            changed(action, place.lead, revision=1, resources="A room")

        action.refresh_from_db()
        assert (action.title, action.resources) == ("Ask two groups for a morning", "")

    def test_is_refused_once_it_is_closed(self, place):
        action = factories.action(place.area, status=ActionStatus.DROPPED)

        with pytest.raises(Refused, match="closed"):
            changed(action, place.lead, title="Something else altogether")

    def test_leaves_alone_what_could_not_be_chosen_anew(self, place):
        action = place.proposed(owner=place.worker, due_on=in_days(3))
        end(place.worker)

        with clock.frozen_at(clock.now() + timedelta(days=9)):
            changed(action, place.lead, resources="An hour a week")

        action.refresh_from_db()
        assert (action.owner, action.resources) == (place.worker, "An hour a week")

    def test_by_a_manager_leaves_the_line_where_it_is(self, place):
        other = people.service(place.area)
        action = place.proposed(owner=place.manager, service=other)

        changed(action, place.manager, title="Ask the manager of the other")

        action.refresh_from_db()
        assert action.service == other

    def test_of_the_day_lets_a_reminder_be_sent_again(self, place):
        action = place.proposed(due_on=in_days(3))
        action.reminded_on = clock.today()
        action.save()

        changed(action, place.lead, due_on=in_days(90))

        action.refresh_from_db()
        assert action.reminded_on is None

    @pytest.mark.parametrize(
        ("status", "value"),
        [(ActionStatus.PROPOSED, None), (ActionStatus.AGREED, 6.0)],
    )
    def test_of_the_measure_takes_its_value_once_agreed(self, place, status, value):
        reading(place, numerator=6)
        action = factories.action(place.area, status=status)

        changed(action, place.lead, indicator_key=KEY)

        action.refresh_from_db()
        assert action.value_at_start == value

    def test_is_undone_by_a_log_that_fails(self, place, monkeypatch):
        action = place.proposed()
        break_the_log(monkeypatch)

        with pytest.raises(RuntimeError):
            changed(action, place.lead, title="Ask two groups for a morning")

        action.refresh_from_db()
        assert (action.revision, action.events.count()) == (1, 1)


class TestCommentOnAction:
    def test_adds_a_line_and_changes_nothing(self, place):
        action = place.proposed()

        comment_on_action(action=action, words="Good.", by=place.worker.hat())

        action.refresh_from_db()
        line = action.events.last()
        assert (line.kind, line.words, line.by) == ("comment", "Good.", place.worker)
        assert action.revision == 1

    def test_needs_words(self, place):
        with pytest.raises(Refused, match="few words"):
            comment_on_action(
                action=place.proposed(), words=" \n", by=place.worker.hat()
            )

    def test_is_undone_by_a_log_that_fails(self, place, monkeypatch):
        action = place.proposed()
        break_the_log(monkeypatch)

        with pytest.raises(RuntimeError):
            comment_on_action(action=action, words="Good.", by=place.worker.hat())

        assert action.events.count() == 1


class TestTheHistory:
    def test_refuses_to_be_changed_or_removed(self, place):
        line = place.proposed().events.get()

        for refused in (
            line.save,
            line.delete,
            ActionEvent.objects.all().delete,
            lambda: ActionEvent.objects.update(words="Other."),
            lambda: ActionEvent.objects.bulk_create([line]),
        ):
            with pytest.raises(HistoryChangedError):
                refused()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE improvement_plan_actionevent SET words = 'Other.'",
            "DELETE FROM improvement_plan_actionevent",
        ],
    )
    def test_is_held_by_the_database_itself(self, place, statement):
        place.proposed()

        with (
            pytest.raises(DatabaseError, match=r"never changed|denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

        assert ActionEvent.objects.get().words == ""

    def test_is_not_replaced_either(self, place):
        line = place.proposed().events.get()
        if connection.vendor != "sqlite":
            pytest.skip("only SQLite can replace a row by inserting one")

        with (
            pytest.raises(IntegrityError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT OR REPLACE INTO improvement_plan_actionevent "
                "SELECT * FROM improvement_plan_actionevent WHERE id = %s",
                [line.pk],
            )


def end(membership) -> None:
    membership.status = MembershipStatus.ENDED
    membership.ended_at = clock.now()
    membership.save()


def break_the_log(monkeypatch) -> None:
    def fail(**_told: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("mutualaid.improvement_plan.actions.history.record", fail)
    monkeypatch.setattr("mutualaid.improvement_plan.actions.barriers.record", fail)

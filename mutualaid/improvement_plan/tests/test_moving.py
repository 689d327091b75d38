from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.actions import moving
from mutualaid.improvement_plan.actions.moving import move_action
from mutualaid.improvement_plan.models import (
    ACTION_CHANGES,
    ActionEvent,
    ActionStatus,
    EventKind,
)
from mutualaid.improvement_plan.models.actions import CHECKED, NEEDS_WORDS, OPEN
from mutualaid.improvement_plan.permissions import movers
from mutualaid.improvement_plan.tests import factories
from mutualaid.indicators.models import ChartNote, NoteKind, Reading
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.roles import Role

from .places import Place

pytestmark = pytest.mark.django_db
WORDS = "The chart went from 40 to 80."
KEY = "directory.days_in_person"


@pytest.fixture
def place():
    return Place()


def standing(place, status, **values):
    """An action that stands there, owned by the keyworker, on the service's line."""
    given = {"owner": place.worker, "service": place.service, "status": status}
    if status == ActionStatus.BLOCKED:
        given["blocked_by"] = "No room."
    return factories.action(place.area, **{**given, **values})


def who_may(place) -> dict[str, tuple[object, set[Mover]]]:
    """Somebody of each kind, and what they are to the action by our own words."""
    seats = place.seats
    nothing: set[Mover] = set()
    return {
        "commissioner": (seats[Role.COMMISSIONER], {Mover.LEAD, Mover.OWNER}),
        "owner": (place.worker, {Mover.OWNER}),
        "manager of the line": (place.manager, {Mover.OWNER}),
        "manager elsewhere": (place.other_manager, nothing),
        "colleague": (place.somebody(Role.KEYWORKER), nothing),
        "champion": (seats[Role.RECOVERY_CHAMPION], nothing),
        "representative": (seats[Role.SERVICE_USER_REPRESENTATIVE], nothing),
        "administrator": (seats[Role.AREA_ADMINISTRATOR], nothing),
        "auditor": (seats[Role.AUDITOR], nothing),
        "peer": (seats[Role.PEER], nothing),
    }


class TestTheTable:
    def test_has_a_row_for_every_state(self):
        assert set(ACTION_CHANGES) == set(ActionStatus)

    def test_leads_to_every_state_and_never_to_the_same(self):
        reached = {to for moves in ACTION_CHANGES.values() for to in moves}

        assert reached == set(ActionStatus)
        assert all(start not in moves for start, moves in ACTION_CHANGES.items())

    def test_leads_out_of_every_state_by_the_commissioner_alone(self):
        for moves in ACTION_CHANGES.values():
            assert any(
                allowed <= {Mover.LEAD, Mover.OWNER} for allowed in moves.values()
            )


class TestMoveAction:
    @pytest.mark.parametrize("start", ActionStatus)
    def test_is_made_by_those_whom_the_table_names_and_nobody_else(self, place, start):
        everybody = who_may(place).items()
        for to, (name, (membership, capacities)) in product(ActionStatus, everybody):
            allowed = ACTION_CHANGES[start].get(to, frozenset())
            action = standing(place, start)
            try:
                move_action(action=action, to=to, by=membership.hat(), words=WORDS)
                was_made = True
            except Refused:
                was_made = False
            action.refresh_from_db()

            assert was_made == bool(allowed & capacities), (to, name)
            assert action.status == (to if was_made else start)
            assert action.events.count() == (
                0 if not was_made else 2 if to in CHECKED else 1
            )

    @pytest.mark.parametrize("status", ActionStatus)
    def test_says_who_is_what_to_an_action(self, place, status):
        action = standing(place, status)

        for name, (membership, capacities) in who_may(place).items():
            assert movers(membership.hat(), action) == capacities, name

    @pytest.mark.parametrize("to", NEEDS_WORDS)
    @pytest.mark.parametrize("words", ["", "  \n"])
    def test_asks_for_words_where_it_needs_them(self, place, to, words):
        start = ActionStatus.TO_CHECK if to in CHECKED else ActionStatus.AGREED
        action = standing(place, start)

        with pytest.raises(Refused, match=r"^Say "):
            move_action(action=action, to=to, by=place.lead.hat(), words=words)

        action.refresh_from_db()
        assert (action.status, action.events.count()) == (start, 0)

    def test_keeps_what_blocks_it_while_it_does(self, place):
        action = standing(place, ActionStatus.AGREED)
        by = place.worker.hat()

        move_action(action=action, to=ActionStatus.BLOCKED, by=by, words="No room.")
        action.refresh_from_db()
        assert action.blocked_by == "No room."

        move_action(action=action, to=ActionStatus.IN_PROGRESS, by=by)
        action.refresh_from_db()
        assert action.blocked_by == ""
        assert [line.words for line in action.events.all()] == ["No room.", ""]

    def test_takes_the_value_when_it_is_agreed(self, place):
        reading(place, numerator=5)
        action = standing(place, ActionStatus.PROPOSED, indicator_key=KEY)

        move_action(action=action, to=ActionStatus.AGREED, by=place.lead.hat())

        action.refresh_from_db()
        assert action.value_at_start == 5

    @pytest.mark.parametrize("to", CHECKED)
    def test_closes_with_a_look_at_the_measure_and_a_note_on_its_chart(self, place, to):
        reading(place, numerator=7)
        action = standing(
            place, ActionStatus.TO_CHECK, indicator_key=KEY, value_at_start=5.0
        )

        move_action(action=action, to=to, by=place.lead.hat(), words=WORDS)

        action.refresh_from_db()
        looked, moved = action.events.all()
        note = ChartNote.objects.get()
        assert action.closed_on == clock.today()
        assert (looked.kind, looked.words) == (EventKind.MEASURED, WORDS)
        assert looked.changes == {"value": [5.0, 7.0]}
        assert (moved.kind, moved.to_status) == (EventKind.MOVED, to)
        assert (note.key, note.on, note.about) == (
            KEY,
            clock.today(),
            action.reference,
        )
        assert note.kind == NoteKind.ACTION
        assert action.title in note.words

    def test_closes_without_a_measure_by_words_alone(self, place):
        action = standing(place, ActionStatus.TO_CHECK)

        move_action(
            action=action,
            to=ActionStatus.EFFECT_SEEN,
            by=place.lead.hat(),
            words="Three groups said so.",
        )

        assert action.events.first().changes == {}
        assert not ChartNote.objects.exists()

    def test_opens_again_without_its_day_of_closing(self, place):
        action = standing(place, ActionStatus.NO_EFFECT, closed_on=clock.today())

        move_action(action=action, to=ActionStatus.IN_PROGRESS, by=place.lead.hat())

        action.refresh_from_db()
        assert action.closed_on is None

    def test_is_undone_by_a_log_that_fails(self, place, monkeypatch):
        def fail(**_told: object) -> None:
            raise RuntimeError

        action = standing(place, ActionStatus.AGREED)
        monkeypatch.setattr("mutualaid.improvement_plan.actions.history.record", fail)

        with pytest.raises(RuntimeError):
            move_action(
                action=action, to=ActionStatus.IN_PROGRESS, by=place.worker.hat()
            )

        action.refresh_from_db()
        assert (action.status, action.events.count()) == (ActionStatus.AGREED, 0)

    def test_tells_where_the_action_stands_by_now(self, place):
        action = standing(place, ActionStatus.DROPPED)

        with pytest.raises(Refused, match="“Dropped” now"):
            move_action(action=action, to=ActionStatus.BLOCKED, by=place.lead.hat())


class TestAnySequenceOfMoves:
    @settings(
        max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        tries=st.lists(
            st.tuples(st.sampled_from(ActionStatus), st.booleans(), st.booleans()),
            max_size=12,
        )
    )
    def test_leaves_a_history_that_tells_the_states(self, place, tries):
        action = place.proposed(owner=place.worker)
        for to, by_lead, with_words in tries:
            by = place.lead if by_lead else place.worker
            words = WORDS if with_words else ""
            try:
                move_action(action=action, to=to, by=by.hat(), words=words)
            except Refused:
                continue

        action.refresh_from_db()
        lines = list(action.events.revisions())
        told = [(line.from_status, line.to_status) for line in lines]
        assert told[0] == ("", ActionStatus.PROPOSED)
        assert [start for start, _to in told[1:]] == [to for _start, to in told[:-1]]
        assert told[-1][1] == action.status
        assert action.revision == len(lines)
        assert (action.closed_on is None) == (action.status in OPEN)
        assert (action.blocked_by != "") == (action.status == ActionStatus.BLOCKED)
        assert ActionEvent.objects.filter(
            action=action, kind=EventKind.MEASURED
        ).count() == sum(to in CHECKED for _start, to in told)


def reading(place, **values):
    given = {
        "area": place.area,
        "key": KEY,
        "month": clock.today().replace(day=1),
        "taken_at": clock.now(),
    }
    return Reading.objects.create(**given, **values)


def test_words_of_a_block_are_no_longer_than_their_column(place):
    action = standing(place, ActionStatus.AGREED)

    move_action(
        action=action, to=ActionStatus.BLOCKED, by=place.worker.hat(), words="w" * 500
    )

    action.refresh_from_db()
    assert len(action.blocked_by) == 300
    assert (*CHECKED, ActionStatus.DROPPED) == moving.CLOSED

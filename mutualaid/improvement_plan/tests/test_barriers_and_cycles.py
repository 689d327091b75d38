from datetime import timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.actions.barriers import (
    add_barrier,
    lift_barrier,
    reopen_barrier,
)
from mutualaid.improvement_plan.actions.cycles import add_cycle, study_cycle
from mutualaid.improvement_plan.answers import Trial
from mutualaid.improvement_plan.models import (
    Barrier,
    BarrierKind,
    BarrierStatus,
    PdsaCycle,
    Verdict,
)
from mutualaid.improvement_plan.tests import factories
from mutualaid.indicators.models import ChartNote, NoteKind

from .places import Place, in_days
from .test_moving import KEY
from .test_plan_actions import break_the_log

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def told(place, **values):
    given = {"area": place.area, "kind": BarrierKind.PLACE, "words": "No bus."}
    return add_barrier(**{**given, "by": place.worker.hat(), **values})


class TestAddBarrier:
    def test_keeps_who_found_it_and_where(self, place):
        barrier = told(place, statement_key="1.4", found_in="R1")

        assert (barrier.found_by_id, barrier.status) == (place.worker.pk, "standing")
        assert (barrier.statement_key, barrier.found_in) == ("1.4", "R1")

    def test_of_a_rater_without_account_names_nobody(self, place):
        barrier = told(place, by=None)

        line = Entry.objects.get(subject=f"barrier:{barrier.reference}")
        assert barrier.found_by is None
        assert line.actor == "system:rate-by-link"

    def test_needs_words(self, place):
        with pytest.raises(Refused, match="in a sentence"):
            told(place, words="  ")

    def test_is_undone_by_a_log_that_fails(self, place, monkeypatch):
        break_the_log(monkeypatch)

        with pytest.raises(RuntimeError):
            told(place)

        assert not Barrier.objects.exists()


class TestLiftBarrier:
    @pytest.mark.parametrize(
        ("action", "start", "end"),
        [
            (lift_barrier, BarrierStatus.STANDING, BarrierStatus.LIFTED),
            (reopen_barrier, BarrierStatus.LIFTED, BarrierStatus.STANDING),
        ],
    )
    def test_is_done_once(self, place, monkeypatch, action, start, end):
        barrier = factories.barrier(place.area, status=start)

        with monkeypatch.context() as broken:
            break_the_log(broken)
            with pytest.raises(RuntimeError):
                action(barrier=barrier, by=place.lead.hat())
        barrier.refresh_from_db()
        assert barrier.status == start

        action(barrier=barrier, by=place.lead.hat())
        barrier.refresh_from_db()
        assert barrier.status == end
        with pytest.raises(Refused, match="already"):
            action(barrier=barrier, by=place.lead.hat())


def trial(**values):
    given = {
        "question": "Does a text help?",
        "prediction": "Yes.",
        "plan": "Ten people.",
        "tried_on": clock.today(),
    }
    return Trial(**{**given, **values})


def study(cycle, place):
    study_cycle(
        cycle=cycle,
        happened="Six came.",
        learned="Ask earlier.",
        verdict=Verdict.ADAPT,
        by=place.worker.hat(),
    )


class TestCycles:
    def test_leave_their_day_on_the_chart_once_they_are_studied(self, place):
        action = factories.action(place.area, indicator_key=KEY)
        began = in_days(-14)
        cycle = add_cycle(
            action=action, trial=trial(tried_on=began), by=place.worker.hat()
        )
        assert not ChartNote.objects.exists()

        study(cycle, place)

        cycle.refresh_from_db()
        note = ChartNote.objects.get()
        assert (cycle.verdict, cycle.learned) == (Verdict.ADAPT, "Ask earlier.")
        assert (note.on, note.kind, note.about) == (
            began,
            NoteKind.EVENT,
            action.reference,
        )

    def test_leave_nothing_where_nothing_is_measured(self, place):
        action = factories.action(place.area)
        cycle = add_cycle(action=action, trial=trial(), by=place.worker.hat())

        study(cycle, place)

        assert not ChartNote.objects.exists()

    def test_are_studied_once_and_not_before_their_day(self, place):
        action = factories.action(place.area)
        cycle = add_cycle(
            action=action, trial=trial(tried_on=in_days(3)), by=place.worker.hat()
        )

        with pytest.raises(Refused, match="still to come"):
            study(cycle, place)
        with clock.frozen_at(clock.now() + timedelta(days=3)):
            study(cycle, place)
            with pytest.raises(Refused, match="already"):
                study(cycle, place)

    def test_are_undone_by_a_log_that_fails(self, place, monkeypatch):
        action = factories.action(place.area)
        cycle = add_cycle(action=action, trial=trial(), by=place.worker.hat())
        break_the_log(monkeypatch)

        with pytest.raises(RuntimeError):
            add_cycle(action=action, trial=trial(), by=place.worker.hat())
        with pytest.raises(RuntimeError):
            study(cycle, place)

        assert [each.verdict for each in PdsaCycle.objects.all()] == [""]

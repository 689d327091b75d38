from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import INSTALLATION, current_area_id, within
from mutualaid.core.refusal import Refused
from mutualaid.duties import registry
from mutualaid.duties.actions import run_due
from mutualaid.duties.models import CUT_OFF_AFTER, TRY_AGAIN_AFTER, DutyRun
from mutualaid.duties.registry import duty

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
TICK = system_actor("tick")


@pytest.fixture
def done(monkeypatch) -> list:
    """No duties but the ones that the test declares, and a place where they say what they did."""
    monkeypatch.setattr(registry, "_duties", {})
    return []


def tick(at: datetime = NOON, areas: tuple[int, ...] = (7, 8)) -> list:
    with clock.frozen_at(at):
        return list(run_due(areas=areas, by=TICK))


def run_of(scope: int) -> DutyRun:
    with within(scope):
        return DutyRun.objects.get(scope=scope)


@pytest.mark.django_db
class TestRunDue:
    def test_does_a_duty_within_each_area(self, done):
        @duty(every=AN_HOUR, per_area=True)
        def visit(*, by):
            done.append((current_area_id(), by))

        outcomes = tick()

        assert done == [(7, TICK), (8, TICK)]
        assert [(each.duty, each.scope) for each in outcomes] == [
            ("duties.visit", 7),
            ("duties.visit", 8),
        ]

    def test_does_the_installations_once(self, done):
        @duty(every=AN_HOUR, per_area=False)
        def visit(*, by):
            done.append(current_area_id())

        tick()

        assert done == [INSTALLATION]

    @pytest.mark.parametrize(
        ("later", "times"),
        [
            (timedelta(0), 1),
            (AN_HOUR - timedelta(seconds=1), 1),
            (AN_HOUR, 2),
            (timedelta(days=30), 2),
        ],
    )
    def test_does_it_again_when_it_is_due(self, done, later, times):
        @duty(every=AN_HOUR, per_area=False)
        def visit(*, by):
            done.append(clock.now())

        tick()
        tick(NOON + later)

        assert len(done) == times

    def test_goes_on_after_a_problem_and_says_which(self, done, caplog):
        @duty(every=AN_HOUR, per_area=True)
        def first(*, by):
            raise KeyError("Sam's telephone number")

        @duty(every=AN_HOUR, per_area=True)
        def second(*, by):
            done.append(current_area_id())

        outcomes = tick()

        assert done == [7, 8]
        assert [each.problem for each in outcomes] == ["KeyError", "KeyError", "", ""]
        with within(7):
            assert (
                DutyRun.objects.get(scope=7, duty="duties.first").problem == "KeyError"
            )
        assert "duties.first" in caplog.text

    def test_tells_the_sentence_of_a_refusal_and_of_nothing_else(self, done):
        @duty(every=AN_HOUR, per_area=False)
        def first(*, by):
            raise Refused("Not today.")

        @duty(every=AN_HOUR, per_area=False)
        def second(*, by):
            raise ValueError("Sam's telephone number")

        assert [each.sentence for each in tick()] == ["Not today.", ""]

    def test_tries_again_soon_after_a_problem(self, done):
        @duty(every=timedelta(days=1), per_area=False)
        def visit(*, by):
            done.append(clock.now())
            if len(done) == 1:
                raise OSError

        tick()
        tick(NOON + TRY_AGAIN_AFTER - timedelta(seconds=1))
        assert len(done) == 1

        tick(NOON + TRY_AGAIN_AFTER)
        assert len(done) == 2
        assert run_of(0).problem == ""

    def test_says_when_it_began_and_when_it_ended(self, done):
        @duty(every=AN_HOUR, per_area=False)
        def visit(*, by):
            done.append(run_of(0).started_at)
            raise OSError

        tick()

        assert done == [NOON]
        assert run_of(0).finished_at == NOON

    def test_leaves_what_another_tick_is_at_until_it_must_be_cut_off(self, done):
        @duty(every=timedelta(minutes=1), per_area=False)
        def visit(*, by):
            done.append(clock.now())

        with within(0):
            DutyRun.objects.create(duty="duties.visit", started_at=NOON)

        tick(NOON + CUT_OFF_AFTER - timedelta(seconds=1))
        assert done == []

        tick(NOON + CUT_OFF_AFTER)
        assert len(done) == 1

    def test_does_not_end_the_run_of_a_tick_that_took_over(self, done):
        @duty(every=AN_HOUR, per_area=False)
        def visit(*, by):
            with within(0):
                DutyRun.objects.update(started_at=NOON + timedelta(hours=2))

        tick()

        assert run_of(0).finished_at is None


@pytest.mark.django_db(transaction=True)
class TestTwoTicksAtOnce:
    def test_do_a_duty_once(self, done):
        @duty(every=AN_HOUR, per_area=True)
        def visit(*, by):
            done.append(current_area_id())

        def run(_number: int) -> None:
            try:
                tick(areas=(7, 8, 9))
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as ticks:
            list(ticks.map(run, range(8)))

        assert sorted(done) == [7, 8, 9]


class TestDuty:
    def test_is_declared_once(self, done):
        def declare():
            @duty(every=AN_HOUR, per_area=False)
            def visit(*, by):
                pass

        declare()
        with pytest.raises(ValueError, match=r"duties\.visit"):
            declare()

    def test_of_an_app_is_found_at_the_start(self):
        found = {each.key: each for each in registry.all_duties()}

        assert found["organisations.anchor_log_of_area"].per_area
        assert not found["organisations.anchor_log_of_installation"].per_area
        assert str(DutyRun(duty="duties.visit", scope=7)) == "duties.visit for 7"

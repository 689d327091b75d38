from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment import instrument
from mutualaid.self_assessment.actions import rounds as actions
from mutualaid.self_assessment.models import Rater, RaterStatus, Round, RoundStatus
from mutualaid.self_assessment.support import STARTING_ROLES, starting_support

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SUPPORT = [{"role": "Helps with the tool", "held_by": "Regional network"}]
MOVES = {
    (Round, "rating", "agreeing"),
    (Round, "rating", "abandoned"),
    (Round, "agreeing", "signed-off"),
    (Round, "agreeing", "abandoned"),
    (Rater, "invited", "started"),
    (Rater, "invited", "finished"),
    (Rater, "invited", "withdrawn"),
    (Rater, "started", "finished"),
    (Rater, "started", "withdrawn"),
    (Rater, "finished", "started"),
    (Rater, "finished", "withdrawn"),
    (Rater, "withdrawn", "invited"),
}
TABLES = [(Round, RoundStatus), (Rater, RaterStatus)]
PAIRS = [
    (model, one, other)
    for model, statuses in TABLES
    for one, other in product(statuses.values, repeat=2)
]


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def lead():
    return people.membership(Role.COMMISSIONER, people.area(name="Northbridge"))


def open_round(lead, **given):
    return actions.open_round(
        **{
            "area": lead.area,
            "name": "Winter 2026",
            "evidence_from": date(2026, 5, 21),
            "rating_closes_on": date(2026, 12, 12),
            "uses_scale": True,
            "support": SUPPORT,
            "by": lead.hat(),
            **given,
        }
    )


def entry(act) -> Entry:
    return Entry.objects.get(act=f"self_assessment.{act}")


def refused(action, **given) -> str:
    with pytest.raises(Refused) as told:
        action(**given)
    return told.value.sentence


class TestTables:
    @pytest.mark.parametrize(("model", "statuses"), TABLES)
    def test_have_every_status_and_say_who_moves(self, model, statuses):
        assert set(model.TRANSITIONS) == set(model.STANDS) == set(statuses)
        movers = [who for table in model.TRANSITIONS.values() for who in table.values()]
        assert all(who and who <= set(Mover) for who in movers)

    @pytest.mark.parametrize(("model", "one", "other"), PAIRS)
    def test_are_followed(self, model, one, other):
        row = model(status=one)

        if (model, one, other) in MOVES:
            row.become(other)
            assert row.status == other
        else:
            assert refused(row.become, status=other) == str(model.STANDS[one])
            assert row.status == one


class TestOpenRound:
    def test_keeps_everything_and_logs_it(self, lead):
        opened = open_round(lead)

        opened.refresh_from_db()
        assert (opened.name, opened.status) == ("Winter 2026", "rating")
        assert opened.opened_by == lead
        assert opened.support == SUPPORT
        line = entry("open_round")
        assert line.subject == f"round:{opened.reference}"
        assert line.detail == {
            "version": instrument.current().version,
            "uses_scale": True,
        }

    def test_keeps_the_statements_of_its_day(self, lead, monkeypatch):
        opened = open_round(lead)
        before = opened.statements.statements[0].text
        table = instrument.current_table()
        first, *rest = table["statements"]
        later = {
            **table,
            "version": "2027.1",
            "statements": [{**first, "text": "Put in better words."}, *rest],
        }
        monkeypatch.setattr(actions, "current_table", lambda: later)

        kept = Round.objects.get(pk=opened.pk)
        kept.status = RoundStatus.ABANDONED
        kept.save()
        second = open_round(lead, name="Summer 2027")

        assert kept.statements.statements[0].text == before
        assert kept.statements.version == table["version"]
        assert second.statements.statements[0].text == "Put in better words."

    @pytest.mark.parametrize("status", ["rating", "agreeing"])
    def test_is_refused_while_another_is_under_way(self, lead, status):
        make.assessment_round(lead.area, name="Autumn", status=status)

        told = refused(open_round, lead=lead)

        assert told.startswith("“Autumn” is still under way.")
        assert Round.objects.count() == 1

    @pytest.mark.parametrize("status", ["signed-off", "abandoned"])
    def test_follows_one_that_is_over(self, lead, status):
        make.assessment_round(lead.area, status=status)

        assert open_round(lead).is_being_rated()

    def test_does_not_wait_for_another_area(self, lead):
        make.assessment_round(people.area())

        assert open_round(lead).is_being_rated()


class TestStartingSupport:
    def test_is_ours_at_first(self, lead):
        assert starting_support(lead.area_id) == [
            {"role": str(role), "held_by": ""} for role in STARTING_ROLES
        ]

    def test_is_copied_from_the_last_round(self, lead):
        with clock.frozen_at(NOON - timedelta(days=200)):
            make.assessment_round(lead.area, status="signed-off", support=SUPPORT)
        with clock.frozen_at(NOON - timedelta(days=400)):
            older = [{"role": "Older", "held_by": ""}]
            make.assessment_round(lead.area, status="signed-off", support=older)

        assert starting_support(lead.area_id) == SUPPORT


class TestChangeRound:
    def given(self, lead, **values):
        return {
            "name": "Winter",
            "rating_closes_on": date(2026, 12, 19),
            "support": [],
            "by": lead.hat(),
            **values,
        }

    @pytest.mark.parametrize("status", ["rating", "agreeing"])
    def test_names_what_changed(self, lead, status):
        opened = make.assessment_round(lead.area, status=status, support=SUPPORT)

        actions.change_round(opened=opened, **self.given(lead))

        opened.refresh_from_db()
        assert (opened.name, opened.rating_closes_on) == ("Winter", date(2026, 12, 19))
        fields = ["name", "rating_closes_on", "support"]
        assert (opened.support, entry("change_round").detail) == (
            [],
            {"fields": fields},
        )

    def test_logs_nothing_where_nothing_changed(self, lead):
        opened = make.assessment_round(lead.area)
        given = self.given(
            lead, name=opened.name, rating_closes_on=opened.rating_closes_on
        )

        actions.change_round(opened=opened, **given)

        assert not Entry.objects.exists()

    def test_is_refused_once_it_is_over(self, lead):
        opened = make.assessment_round(lead.area, status="signed-off")

        told = refused(actions.change_round, opened=opened, **self.given(lead))

        assert told == "This round is signed off. It stays as it is."


class TestRevealRound:
    def reveal(self, opened, lead, without=0):
        return {"opened": opened, "goes_on_without": without, "by": lead.hat()}

    @pytest.fixture
    def opened(self, lead):
        made = make.assessment_round(lead.area)
        make.rater(made, status="finished")
        make.rater(made, status="withdrawn")
        return made

    def test_ends_the_rating(self, opened, lead):
        actions.reveal_round(**self.reveal(opened, lead))

        opened.refresh_from_db()
        assert (opened.status, opened.revealed_at) == ("agreeing", NOON)
        assert entry("reveal_round").detail == {"unfinished": 0}

    def test_goes_on_without_those_that_the_page_named(self, opened, lead):
        make.rater(opened, status="started")
        make.rater(opened)

        actions.reveal_round(**self.reveal(opened, lead, without=2))

        assert entry("reveal_round").detail == {"unfinished": 2}

    def test_is_refused_where_one_more_has_not_finished(self, opened, lead):
        make.rater(opened, status="started")

        told = refused(actions.reveal_round, **self.reveal(opened, lead))

        assert told.startswith("Something changed meanwhile: 1 rater has not finished")
        opened.refresh_from_db()
        assert opened.is_being_rated()

    def test_is_refused_where_nobody_has_finished(self, lead):
        opened = make.assessment_round(lead.area)
        make.rater(opened)

        told = refused(actions.reveal_round, **self.reveal(opened, lead, without=1))

        assert told == "Nobody has finished rating, so there is nothing to show."

    def test_happens_once(self, opened, lead):
        actions.reveal_round(**self.reveal(opened, lead))

        told = refused(actions.reveal_round, **self.reveal(opened, lead))

        assert told.startswith("The ratings of this round have been shown.")


class TestAbandonRound:
    def test_keeps_why_and_leaves_it_out_of_the_log(self, lead):
        opened = make.assessment_round(lead.area)

        actions.abandon_round(opened=opened, reason="Too few came.", by=lead.hat())

        opened.refresh_from_db()
        assert (opened.status, opened.abandoned_because) == (
            "abandoned",
            "Too few came.",
        )
        assert entry("abandon_round").detail in (None, {})

    def test_is_refused_once_it_is_over(self, lead):
        opened = make.assessment_round(lead.area, status="abandoned")

        told = refused(
            actions.abandon_round, opened=opened, reason="Again.", by=lead.hat()
        )

        assert told == "This round was abandoned. It stays as it is."


class TestLog:
    @pytest.mark.parametrize("act", ["open", "change", "reveal", "abandon"])
    def test_that_fails_undoes_it(self, lead, act, monkeypatch):
        if act != "open":
            opened = make.assessment_round(lead.area)
            make.rater(opened, status="finished")
        todo = {
            "open": lambda: open_round(lead),
            "change": lambda: actions.change_round(
                opened=opened, **TestChangeRound().given(lead)
            ),
            "reveal": lambda: actions.reveal_round(
                opened=opened, goes_on_without=0, by=lead.hat()
            ),
            "abandon": lambda: actions.abandon_round(
                opened=opened, reason="No.", by=lead.hat()
            ),
        }[act]
        before = list(Round.objects.values())

        def fail(**_given):
            raise RuntimeError

        monkeypatch.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError):
            todo()

        assert list(Round.objects.values()) == before

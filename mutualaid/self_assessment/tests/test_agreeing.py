"""Writing down what the meeting agreed, and signing the round off."""

from datetime import date

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.models import Action
from mutualaid.improvement_plan.tests import factories as plan
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions import agreeing, gaps, summaries
from mutualaid.self_assessment.models import (
    AgreedRating,
    RaterKind,
    RaterStatus,
    Round,
    RoundStatus,
)
from mutualaid.self_assessment.presenters.taking_part import signatures_told

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    made = people.area()
    with within(made.pk):
        yield made


@pytest.fixture
def commissioner(area):
    return people.membership(Role.COMMISSIONER, area)


@pytest.fixture
def by(commissioner):
    return factories.hat_of(commissioner)


@pytest.fixture
def opened(area, commissioner):
    return factories.assessment_round(area, opened_by=commissioner, status="agreeing")


def agree(opened, by, **given):
    told = {"part_key": "1.4", "answer": "2"}
    return agreeing.agree(opened=opened, by=by, **{**told, **given})


class TestAgree:
    def test_keeps_what_people_set(self, opened, by):
        row = agree(
            opened,
            by,
            comment="Agreed after a long talk.",
            minority_view="Sundays are not covered.",
            prints_minority_view=True,
        )

        row.refresh_from_db()
        assert (row.answer, row.revision, row.service) == ("2", 1, None)
        assert row.agreed_by_id == by.membership_id
        assert row.prints_minority_view

    def test_counts_writes(self, opened, by):
        agree(opened, by)
        row = agree(opened, by, answer="1", revision=1)

        assert (row.answer, row.revision) == ("1", 2)
        assert AgreedRating.objects.count() == 1

    def test_keeps_a_service_apart(self, area, opened, by):
        service = people.service(area)
        agree(opened, by)
        row = agree(opened, by, service=service, answer="0")

        assert (row.service, row.revision) == (service, 1)
        assert AgreedRating.objects.count() == 2

    @pytest.mark.parametrize("revision", [0, 2])
    def test_overwrites_nothing_that_the_writer_has_not_seen(
        self, opened, by, revision
    ):
        agree(opened, by)

        with pytest.raises(agreeing.Overtaken) as told:
            agree(opened, by, answer="0", revision=revision)

        assert told.value.stands.answer == "2"
        assert AgreedRating.objects.get().answer == "2"

    def test_drops_a_reason_that_is_none(self, opened, by):
        row = agree(opened, by, reason="It cannot.", prints_minority_view=True)

        assert (row.reason, row.prints_minority_view) == ("", False)

    def test_takes_what_cannot_apply_with_its_reason(self, opened, by):
        row = agree(opened, by, answer="not-applicable", reason="No prison here.")

        assert row.reason == "No prison here."

    @pytest.mark.parametrize(
        "given",
        [
            {"part_key": "9.9"},
            {"part_key": "1.2"},
            {"answer": "4"},
            {"answer": ""},
            {"answer": "not-applicable"},
        ],
    )
    def test_refuses_what_says_nothing(self, opened, by, given):
        with pytest.raises(Refused):
            agree(opened, by, **given)

        assert not AgreedRating.objects.exists()

    @pytest.mark.parametrize("status", ["rating", "signed-off", "abandoned"])
    def test_is_refused_at_any_other_time(self, opened, by, status):
        Round.objects.update(status=status)

        with pytest.raises(Refused):
            agree(opened, by)

    def test_of_words_alone_takes_words_alone(self, opened, by):
        Round.objects.update(uses_scale=False)

        with pytest.raises(Refused):
            agree(opened, by)
        with pytest.raises(Refused):
            agree(opened, by, answer="")
        assert agree(opened, by, answer="", comment="We talked.").answer == ""

    def test_is_logged_without_what_was_said(self, opened, by):
        agree(opened, by, comment="Something of somebody.")

        line = Entry.objects.get(act="self_assessment.agree")
        assert line.detail == {"part": "1.4"}
        assert line.subject == f"round:{opened.reference}"


def sign_off(opened, by, **given):
    told = {"rest_is_unknown": True}
    return agreeing.sign_off_round(opened=opened, by=by, **{**told, **given})


class TestSignOff:
    def test_ends_the_round(self, opened, by):
        sign_off(opened, by, words="Well met.")

        opened.refresh_from_db()
        assert opened.status == RoundStatus.SIGNED_OFF
        assert opened.signed_off_by_id == by.membership_id
        assert opened.sign_off_words == "Well met."

    def test_asks_for_a_word_on_each_part(self, opened, by):
        agree(opened, by)

        with pytest.raises(Refused) as told:
            sign_off(opened, by, rest_is_unknown=False)

        assert "1.5" in told.value.sentence
        assert "1.4" not in told.value.sentence
        assert Round.objects.get().is_being_agreed()

    def test_asks_for_nothing_once_all_is_agreed(self, opened, by):
        for key in agreeing.part_keys(opened):
            factories.agreed(opened, key, "1")

        signed = sign_off(opened, by, rest_is_unknown=False)

        assert signed.status == RoundStatus.SIGNED_OFF

    def test_writes_down_what_nobody_knows(self, opened, by):
        agree(opened, by)
        sign_off(opened, by)

        rows = AgreedRating.objects.values_list("part_key", "answer")
        assert len(rows) == 30
        assert {answer for key, answer in rows if key != "1.4"} == {"unknown"}

    def test_takes_a_part_rated_by_provider_as_agreed(self, area, opened, by):
        agree(opened, by, service=people.service(area))

        assert "1.4" not in agreeing.parts_not_agreed(opened)

    def test_of_a_round_of_words_asks_for_none(self, opened, by):
        Round.objects.update(uses_scale=False)

        sign_off(opened, by, rest_is_unknown=False)

        assert not AgreedRating.objects.exists()

    def test_keeps_names_of_those_who_wish(self, opened, by):
        for kind in (RaterKind.PROVIDER, RaterKind.PUBLIC_HEALTH, RaterKind.GROUP):
            factories.rater(opened, kind=kind, status=RaterStatus.FINISHED)

        signed = sign_off(
            opened, by, signatures={"provider": " Manager of the service ", "group": ""}
        )

        assert dict(signatures_told(signed)) == {
            "Treatment service": "Manager of the service",
            "Public health": "not signed",
            "Mutual aid groups": "took part",
        }

    def test_keeps_the_annexes_of_the_day(self, opened, by):
        signed = sign_off(opened, by)

        assert [each["number"] for each in signed.annexes["annexes"]] == [1, 2, 3, 5, 6]
        assert signed.annexes["on"] == date.isoformat(signed.signed_off_at.date())

    @pytest.mark.parametrize("status", ["rating", "signed-off", "abandoned"])
    def test_is_refused_at_any_other_time(self, opened, by, status):
        Round.objects.update(status=status)

        with pytest.raises(Refused):
            sign_off(opened, by)


class TestTabling:
    DAY = date(2026, 12, 4)

    @pytest.fixture
    def signed(self, opened, by):
        return sign_off(opened, by)

    def table(self, signed, by, service, **given):
        today = signed.signed_off_at.date()
        told = {"tabled_on": today, "minutes": "Item 3"}
        return summaries.table_summary(
            opened=signed, service=service, by=by, **{**told, **given}
        )

    def test_is_kept_once_for_each_team(self, area, signed, by):
        service = people.service(area)
        self.table(signed, by, service)
        row = self.table(signed, by, service, minutes="Item 4")

        assert signed.team_summaries.get() == row
        assert row.minutes == "Item 4"

    @pytest.mark.parametrize("day", [date(2020, 1, 1), date(2120, 1, 1)])
    def test_is_of_a_day_since(self, area, signed, by, day):
        with pytest.raises(Refused):
            self.table(signed, by, people.service(area), tabled_on=day)

    def test_waits_for_the_round_to_end(self, area, opened, by):
        with pytest.raises(Refused):
            summaries.table_summary(
                opened=opened, service=people.service(area), tabled_on=self.DAY, by=by
            )


class TestMakeAction:
    @staticmethod
    def make(opened, by, key="1.4"):
        told = opened.statements.statements
        statement = next(each for each in told if each.key == key)
        return gaps.make_action(opened=opened, statement=statement, by=by)

    def test_writes_half_of_it(self, opened, by):
        agree(opened, by, answer="0")

        action = self.make(opened, by)

        assert action.title == "Bring about: A meeting on every day"
        assert action.keys == ("1.4",)
        assert action.found_in == opened.reference
        assert action.indicator_key.startswith("directory.")

    def test_of_what_nobody_knows_is_to_find_out(self, opened, by):
        agree(opened, by, answer="unknown")

        action = self.make(opened, by)

        assert action.title.startswith("Find out: ")
        assert action.cause == "not-known"

    def test_takes_the_barriers_of_the_round_along(self, area, opened, by):
        kept = plan.barrier(
            area, statement_key="1.4", kind="supply", found_in=opened.reference
        )
        plan.barrier(area, statement_key="1.4", kind="staff")

        action = self.make(opened, by)

        assert [*action.barriers.all()] == [kept]
        assert action.cause == "supply"

    def test_twice_leads_to_the_same(self, opened, by):
        assert self.make(opened, by) == self.make(opened, by)

    def test_of_another_statement_is_another(self, opened, by):
        assert self.make(opened, by) != self.make(opened, by, key="1.5")

    def test_once_the_first_is_over_is_another(self, opened, by):
        first = self.make(opened, by)
        type(first).objects.filter(pk=first.pk).update(status="dropped")

        assert self.make(opened, by) != first
        assert set(gaps.actions_from(opened)) == {"1.4"}

    def test_of_a_manager_is_the_service_s(self, area, opened):
        manager = people.membership(Role.SERVICE_MANAGER, area)

        action = self.make(opened, factories.hat_of(manager))

        assert action.service == manager.service

    def test_waits_for_the_ratings(self, opened, by):
        Round.objects.update(status="rating")

        with pytest.raises(Refused):
            self.make(opened, by)


class TestLog:
    @pytest.mark.parametrize(
        ("module", "name"),
        [
            (agreeing, "agree"),
            (agreeing, "sign_off_round"),
            (summaries, "table_summary"),
            (gaps, "make_action"),
        ],
    )
    def test_undoes_what_it_cannot_tell(
        self, area, opened, by, module, name, monkeypatch
    ):
        def fails(**_):
            raise RuntimeError

        signed = None
        if name == "table_summary":
            signed = sign_off(opened, by)
        before = _everything()
        monkeypatch.setattr(module, "record", fails)

        with pytest.raises(RuntimeError):
            _do(name, signed or opened, by, area)

        assert _everything() == before


def _do(name, opened, by, area):
    if name == "agree":
        return agree(opened, by)
    if name == "sign_off_round":
        return sign_off(opened, by)
    if name == "table_summary":
        service = people.service(area)
        day = opened.signed_off_at.date()
        return summaries.table_summary(
            opened=opened, service=service, tabled_on=day, by=by
        )
    return TestMakeAction.make(opened, by)


def _everything():
    return (
        AgreedRating.objects.count(),
        Round.objects.get().status,
        Round.objects.get().team_summaries.count(),
        Action.objects.count(),
    )

"""What the actions of rating keep, and what they refuse."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions.rating import (
    RatingClosed,
    WrittenMeanwhile,
    finish_rating,
    reopen_rating,
    save_answers,
    save_rating,
    vote_importance,
)
from mutualaid.self_assessment.asked import Said
from mutualaid.self_assessment.models import (
    RaterKind,
    RaterStatus,
    Rating,
    RoundStatus,
    Vote,
)

from . import factories

pytestmark = pytest.mark.django_db
BLANK: dict[str, Any] = {"answer": "", "reason": "", "comment": "", "revision": 0}


@pytest.fixture
def opened(db):
    opened = factories.assessment_round(people.area())
    with within(opened.area_id):
        yield opened


@pytest.fixture
def rater(opened):
    """Without an account, asked everything."""
    return factories.rater(opened)


def save(rater, part_key="1.4", **told: Any) -> Rating:
    return save_rating(
        rater=rater, part_key=part_key, **{**BLANK, "answer": "2", "by": None, **told}
    )


def member(opened, role=Role.KEYWORKER, **values: Any):
    """Somebody with an account who is asked, and their hat."""
    worn = people.membership(role, opened.area)
    values = {"kind": RaterKind.PROVIDER, "label": "", **values}
    return factories.rater(opened, membership=worn, **values), worn.hat()


def bring(opened, status: RoundStatus) -> None:
    type(opened).objects.filter(pk=opened.pk).update(status=status)


class TestSaveRating:
    def test_keeps_what_was_said_and_counts_up(self, rater):
        first = save(rater, comment="Not on Sunday.")
        second = save(rater, answer="1", revision=first.revision)

        assert (first.revision, second.revision) == (1, 2)
        assert (second.answer, second.comment) == ("1", "")
        assert rater.ratings.count() == 1

    def test_starts_the_rater(self, rater):
        save(rater)

        rater.refresh_from_db()
        assert rater.status == RaterStatus.STARTED

    def test_takes_a_comment_alone(self, rater):
        assert save(rater, answer="", comment="Ask the group.").answer == ""

    def test_refuses_to_write_on_top_of_what_was_not_seen(self, rater):
        save(rater, comment="From the first window.")

        with pytest.raises(WrittenMeanwhile) as refused:
            save(rater, comment="From the second window.")

        (stored,) = refused.value.stored
        assert stored.comment == "From the first window."
        assert rater.ratings.get().comment == "From the first window."

    def test_takes_the_same_twice_as_once(self, rater):
        save(rater)

        assert save(rater).revision == 1

    def test_logs_that_an_answer_took_anothers_place(self, rater):
        first = save(rater)
        save(rater, answer="0", revision=first.revision, is_overwriting=True)

        acts = [
            line.act.partition(".")[2] for line in Entry.objects.order_by("sequence")
        ]
        assert acts == ["save_rating", "overwrite_rating"]

    def test_shows_nobody_a_line_of_a_single_answer(self, rater):
        save(rater, comment="Heron.")

        line = Entry.objects.get()
        assert line.is_confidential
        assert "Heron" not in str(line.detail)

    def test_is_undone_with_its_line(self, rater):
        with (
            patch(
                "mutualaid.self_assessment.actions.rating.record",
                side_effect=RuntimeError,
            ),
            pytest.raises(RuntimeError),
        ):
            save(rater)

        assert not Rating.objects.exists()

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_wants_a_reason_why_it_does_not_apply(self, rater, reason):
        with pytest.raises(Refused):
            save(rater, answer="not-applicable", reason=reason)

    def test_keeps_the_reason(self, rater):
        told = save(rater, answer="not-applicable", reason="There is no such service.")

        assert told.reason == "There is no such service."

    def test_refuses_answers_that_are_none(self, rater):
        with pytest.raises(Refused, match="in the list"):
            save(rater, answer="4")

    def test_takes_no_levels_in_a_round_of_comments(self, opened, rater):
        type(opened).objects.filter(pk=opened.pk).update(uses_scale=False)

        with pytest.raises(Refused, match="comments only"):
            save(rater)
        assert save(rater, answer="", comment="Yes.").comment == "Yes."

    @pytest.mark.parametrize("key", ["1.2", "9.9", "", "1.2A"])
    def test_refuses_parts_that_are_not_asked(self, rater, key):
        with pytest.raises(Refused, match="not asked"):
            save(rater, key)

    @pytest.mark.parametrize(
        ("kind", "asked", "not_asked"),
        [
            (RaterKind.SERVICE_USER, "2.1", "1.3"),
            (RaterKind.GROUP, "1.3", "2.1"),
        ],
    )
    def test_asks_some_only_what_they_can_judge(self, opened, kind, asked, not_asked):
        rater = factories.rater(opened, kind=kind)

        save(rater, asked)

        with pytest.raises(Refused):
            save(rater, not_asked)

    @pytest.mark.parametrize("status", set(RoundStatus) - {RoundStatus.RATING})
    def test_is_over_when_the_round_is(self, opened, rater, status):
        bring(opened, status)

        with pytest.raises(RatingClosed):
            save(rater)
        assert not Rating.objects.exists()

    def test_is_over_for_whoever_was_taken_out(self, rater):
        type(rater).objects.filter(pk=rater.pk).update(status=RaterStatus.WITHDRAWN)

        with pytest.raises(RatingClosed):
            save(rater)

    def test_waits_until_finished_answers_are_opened_again(self, rater):
        save(rater)
        finish_rating(rater=rater, by=None)

        with pytest.raises(Refused, match="finished"):
            save(rater, answer="0", revision=1)

    def test_is_for_nobody_elses_answers(self, opened):
        rater, _hat = member(opened)
        _other, stranger = member(opened)

        for by in (stranger, None):
            with pytest.raises(Refused, match="somebody else"):
                save(rater, by=by)


class TestServices:
    def test_are_rated_one_by_one_by_a_commissioner(self, opened):
        rater, hat = member(opened, Role.COMMISSIONER, kind=RaterKind.COMMISSIONER)
        service = people.service(opened.area)

        save(rater, service=service, by=hat)
        save(rater, answer="0", by=hat)

        said = rater.ratings.values_list("service", "answer")
        assert set(said) == {(service.pk, "2"), (None, "0")}

    def test_are_rated_by_their_own_manager(self, opened):
        rater, hat = member(opened, Role.SERVICE_MANAGER)

        save(rater, service=rater.membership.service, by=hat)

        with pytest.raises(Refused):
            save(rater, service=people.service(opened.area), by=hat)

    def test_of_other_areas_are_nobodys(self, opened):
        rater, hat = member(opened, Role.COMMISSIONER, kind=RaterKind.COMMISSIONER)
        foreign = people.service(people.area())

        with pytest.raises(Refused):
            save(rater, service=foreign, by=hat)

    @pytest.mark.parametrize("kind", [RaterKind.OTHER, RaterKind.SERVICE_USER])
    def test_are_not_asked_of_others(self, opened, kind):
        rater = factories.rater(opened, kind=kind)

        with pytest.raises(Refused):
            save(rater, service=people.service(opened.area))


class TestPaper:
    @pytest.mark.parametrize(
        ("role", "kind", "may"),
        [
            (Role.COMMISSIONER, RaterKind.OTHER, True),
            (Role.COMMISSIONER, RaterKind.SERVICE_USER, True),
            (Role.SERVICE_USER_REPRESENTATIVE, RaterKind.SERVICE_USER, True),
            (Role.SERVICE_USER_REPRESENTATIVE, RaterKind.GROUP, False),
            (Role.KEYWORKER, RaterKind.SERVICE_USER, False),
            (Role.AREA_ADMINISTRATOR, RaterKind.OTHER, False),
        ],
    )
    def test_is_typed_in_by_whoever_may(self, opened, role, kind, may):
        rater = factories.rater(opened, kind=kind, is_on_paper=True)
        worn = people.membership(role, opened.area)

        def enter():
            return save(rater, by=worn.hat(), said_by="Paper form 3")

        if may:
            told = enter()
            assert (told.entered_by_id, told.said_by) == (worn.pk, "Paper form 3")
        else:
            with pytest.raises(Refused):
                enter()

    def test_is_not_typed_in_for_others(self, opened, rater):
        with pytest.raises(Refused, match="somebody else"):
            save(rater, by=opened.opened_by.hat(), said_by="Paper form 3")

    def test_wants_to_know_where_it_comes_from(self, opened):
        rater = factories.rater(opened, is_on_paper=True)

        with pytest.raises(Refused, match="come from"):
            save(rater, by=opened.opened_by.hat(), said_by=" ")

    def test_is_not_written_over_by_other_hands(self, opened):
        rater = factories.rater(opened, is_on_paper=True)
        save(rater, by=opened.opened_by.hat(), said_by="Paper form 3")
        other = people.membership(Role.COMMISSIONER, opened.area).hat()

        with pytest.raises(Refused, match="Somebody else"):
            save(rater, answer="0", revision=1, by=other, said_by="Paper form 4")

    def test_says_nothing_of_sources_where_raters_type_themselves(self, rater):
        assert save(rater, said_by="Somebody").said_by == ""


def said(*covers: str, **told: Any) -> Said:
    return Said(covers, **{**BLANK, "answer": "2", **told})


class TestSaveAnswers:
    def test_takes_all_parts_or_none(self, rater):
        save(rater, "1.2b", comment="Seen.")

        with pytest.raises(WrittenMeanwhile) as refused:
            save_answers(rater=rater, said=[said("1.2a"), said("1.2b")], by=None)

        assert [each.part_key for each in refused.value.stored] == ["1.2b"]
        assert rater.ratings.get().comment == "Seen."

    def test_tells_every_part_that_was_written_meanwhile(self, rater):
        save(rater, "1.2a", comment="One.")
        save(rater, "1.2b", comment="Two.")

        with pytest.raises(WrittenMeanwhile) as refused:
            save_answers(rater=rater, said=[said("1.2a"), said("1.2b")], by=None)

        assert len(refused.value.stored) == 2

    def test_holds_for_every_part_that_a_plain_question_covers(self, opened):
        rater = factories.rater(opened, kind=RaterKind.SERVICE_USER)
        keys = ("5.6a", "5.6b", "5.6c")

        save_answers(rater=rater, said=[said(*keys)], by=None)
        save_answers(rater=rater, said=[said(*keys, answer="0", revision=1)], by=None)

        found = rater.ratings.order_by("part_key").values_list("part_key", "answer")
        assert list(found) == [(key, "0") for key in keys]

    def test_leaves_no_row_where_nothing_was_said(self, rater):
        save_answers(rater=rater, said=[said("1.4", answer="")], by=None)

        assert not rater.ratings.exists()

    def test_can_take_an_answer_back(self, rater):
        save(rater)

        save_answers(rater=rater, said=[said("1.4", answer="", revision=1)], by=None)

        assert rater.ratings.get().answer == ""


class TestFinishRating:
    def test_keeps_when(self, rater):
        save(rater)

        finished = finish_rating(rater=rater, by=None)

        assert (finished.status, bool(finished.finished_at)) == ("finished", True)

    def test_wants_one_answer_at_least(self, rater):
        with pytest.raises(Refused, match="at least one"):
            finish_rating(rater=rater, by=None)

    def test_is_undone_with_its_line(self, rater):
        save(rater)
        with (
            patch(
                "mutualaid.self_assessment.actions.rating.record",
                side_effect=RuntimeError,
            ),
            pytest.raises(RuntimeError),
        ):
            finish_rating(rater=rater, by=None)

        rater.refresh_from_db()
        assert rater.status == RaterStatus.STARTED


class TestReopenRating:
    def test_lets_somebody_think_again(self, rater):
        save(rater)
        finish_rating(rater=rater, by=None)

        again = reopen_rating(rater=rater, by=None)

        assert (again.status, again.finished_at) == ("started", None)
        assert save(again, answer="0", revision=1).answer == "0"

    def test_changes_nothing_where_nothing_was_finished(self, rater):
        reopen_rating(rater=rater, by=None)

        assert not Entry.objects.exists()

    def test_is_not_possible_once_all_was_shown(self, opened, rater):
        save(rater)
        finish_rating(rater=rater, by=None)
        bring(opened, RoundStatus.AGREEING)

        with pytest.raises(RatingClosed):
            reopen_rating(rater=rater, by=None)

    def test_is_for_nobody_else(self, opened, rater):
        with pytest.raises(Refused):
            reopen_rating(rater=rater, by=opened.opened_by.hat())


class TestVoteImportance:
    def test_names_statements_in_place_of_those_before(self, rater):
        vote_importance(rater=rater, statement_keys=["1.1", "1.2"], by=None)
        vote_importance(rater=rater, statement_keys=["5.6", "5.6"], by=None)

        assert [each.statement_key for each in Vote.objects.all()] == ["5.6"]

    @pytest.mark.parametrize(
        "keys", [["1.1", "1.2", "1.3", "1.4", "1.5", "2.1"], ["9.9"], ["1.2a"]]
    )
    def test_refuses_too_many_and_unknown_ones(self, rater, keys):
        with pytest.raises(Refused):
            vote_importance(rater=rater, statement_keys=keys, by=None)

    def test_is_undone_with_its_line(self, rater):
        with (
            patch(
                "mutualaid.self_assessment.actions.rating.record",
                side_effect=RuntimeError,
            ),
            pytest.raises(RuntimeError),
        ):
            vote_importance(rater=rater, statement_keys=["1.1"], by=None)

        assert not Vote.objects.exists()


class Window:
    """A window on one answer: what it shows, and the revision it knows."""

    def __init__(self) -> None:
        self.revision = 0
        self.seen: set[str] = set()

    def look(self, rater) -> None:
        stored = rater.ratings.first()
        self.revision = stored.revision if stored else 0
        self.seen.add(stored.comment if stored else "")


class TestTwoWindows:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        steps=st.lists(
            st.tuples(
                st.sampled_from([0, 1]), st.sampled_from(["look", "save", "settle"])
            ),
            max_size=12,
        )
    )
    def test_never_lose_a_version_that_its_overwriter_has_not_seen(self, rater, steps):
        windows = (Window(), Window())
        with transaction.atomic():
            for number, (which, step) in enumerate(steps):
                window, stored = windows[which], rater.ratings.first()
                before = stored.comment if stored else ""
                if step == "look":
                    window.look(rater)
                    continue
                words = f"Version {number}"
                try:
                    saved = save(rater, comment=words, revision=window.revision)
                except WrittenMeanwhile as refused:
                    (kept,) = refused.stored
                    assert rater.ratings.get().comment == kept.comment == before
                    if step == "settle":
                        # The page has shown both; the person decides to write over it.
                        window.look(rater)
                        saved = save(rater, comment=words, revision=kept.revision)
                        window.revision = saved.revision
                        window.seen.add(words)
                    continue
                assert before == "" or before in window.seen
                window.revision = saved.revision
                window.seen.add(words)
            transaction.set_rollback(True)


def test_frozen_clock_is_kept(rater):
    with clock.frozen_at(clock.now()):
        assert save(rater).updated_at == clock.now()

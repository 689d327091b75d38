import json

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.care.actions import steps as actions
from mutualaid.care.actions.sessions import close_session
from mutualaid.care.actions.steps import (
    StepWrittenMeanwhile,
    keep_draft,
    save_step,
)
from mutualaid.care.models import Outcome, StepRecord
from mutualaid.clients.tests.places import Place, hat
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused

from .factories import care_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    made = Place()
    with within(made.area.pk):
        yield made


@pytest.fixture
def session(place):
    return care_session(place.added(), place.keyworker)


def saved(session, worn, revision=0, **more):
    given = {
        "key": "1.2",
        "outcome": Outcome.DONE,
        "answers": {"been-smart": "tried"},
        "note": "Liked the tea",
        **more,
    }
    return save_step(session=session, revision=revision, by=hat(worn), **given)


def kept(session, worn, text="Liked", revision=0):
    keep_draft(
        session=session,
        key="1.2",
        typed={"note": [text]},
        revision=revision,
        by=hat(worn),
    )
    return StepRecord.objects.get()


def lines():
    return list(Entry.objects.filter(act__startswith="care.").order_by("sequence"))


class TestSaveStep:
    def test_seals_the_note_and_stores_the_answers(self, place, session):
        saved(session, place.keyworker)

        row = StepRecord.objects.get()
        assert row.answers == {"been-smart": "tried"}
        assert b"tea" not in bytes(row.sealed_note)
        row.session = session
        assert row.words("sealed_note") == "Liked the tea"

    def test_logs_which_step_and_no_word_of_it(self, place, session):
        saved(session, place.keyworker)

        (line,) = lines()
        assert line.act == "care.save_step"
        assert line.subject == session.client.person.token
        assert line.detail == {"care_session": session.reference, "step": "1.2"}

    def test_writes_nothing_over_what_the_page_had_not_seen(self, place, session):
        saved(session, place.keyworker, note="First")

        with pytest.raises(StepWrittenMeanwhile, match="Somebody else saved"):
            saved(session, place.colleague, note="Second")

        row = StepRecord.objects.get()
        row.session = session
        assert row.words("sealed_note") == "First"
        assert saved(session, place.colleague, revision=1, note="Third").revision == 2

    def test_is_refused_in_a_session_that_is_finished(self, place, session):
        close_session(session=session, by=hat(place.keyworker))

        with pytest.raises(Refused, match="is finished"):
            saved(session, place.keyworker)

    def test_is_undone_where_the_log_cannot_be_written(
        self, place, session, monkeypatch
    ):
        monkeypatch.setattr(actions, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            saved(session, place.keyworker)
        assert not StepRecord.objects.exists()


class TestKeepDraft:
    def test_is_sealed_and_is_no_answer_yet(self, place, session):
        row = kept(session, place.keyworker)

        assert (row.outcome, row.answers, row.revision) == ("", {}, 0)
        assert b"Liked" not in bytes(row.sealed_draft)
        row.session = session
        assert json.loads(row.words("sealed_draft")) == {"note": ["Liked"]}

    def test_leaves_one_line_however_often_it_is_kept(self, place, session):
        for text in ("L", "Li", "Lik"):
            kept(session, place.keyworker, text)

        assert [line.act for line in lines()] == ["care.keep_draft"]

    def test_goes_with_the_saved_step(self, place, session):
        kept(session, place.keyworker)

        saved(session, place.keyworker)

        assert not StepRecord.objects.get().sealed_draft

    def test_of_a_colleague_is_left_alone(self, place, session):
        kept(session, place.keyworker)

        with pytest.raises(StepWrittenMeanwhile, match="A colleague is writing"):
            kept(session, place.colleague)

    def test_of_an_older_page_is_refused(self, place, session):
        saved(session, place.keyworker)

        with pytest.raises(StepWrittenMeanwhile, match="Somebody else saved"):
            kept(session, place.keyworker)

    def test_is_refused_in_a_session_that_is_finished(self, place, session):
        close_session(session=session, by=hat(place.keyworker))

        with pytest.raises(Refused, match="is finished"):
            kept(session, place.keyworker)

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.privacy.consents import in_force
from mutualaid.privacy.consents.actions import answering, withdrawing
from mutualaid.privacy.consents.duties import expire_consents
from mutualaid.privacy.consents.in_force import (
    may_contact,
    may_leave_message,
    may_tell,
    require_contact,
    require_permission_to_tell,
)
from mutualaid.privacy.consents.permissions import (
    can_read_consents,
    can_record_consent,
    can_withdraw_consent,
)
from mutualaid.privacy.consents.presenters import present_answer
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.models import (
    Answer,
    AnswerStatus,
    ContactPreference,
    HowTold,
    Person,
    PrivacyTold,
    Route,
    Telling,
    TellingPermission,
)
from mutualaid.privacy.shelves import Shelf

from .consenting import HOURS, KEY, WHOM, Told, a_world
from .forgetting import forget

SYSTEM = Actor("system:tests")


@pytest.fixture
def told(db, monkeypatch) -> Told:
    return a_world(monkeypatch)


def may(told: Told, **given) -> bool:
    usual = {
        "what": Telling.FIRST_NAME,
        "whom": WHOM,
        "meeting_key": KEY,
        "on": told.meeting.on,
    }
    return may_tell(told.person, **{**usual, **given})


class TestTransitions:
    @pytest.mark.parametrize("model", [TellingPermission, ContactPreference])
    def test_name_every_status_and_what_stands_there(self, model):
        assert set(model.TRANSITIONS) == set(AnswerStatus)
        assert set(model.STANDS) == set(AnswerStatus)
        assert all(
            movers for moves in model.TRANSITIONS.values() for movers in moves.values()
        )

    @pytest.mark.parametrize("start", AnswerStatus)
    @pytest.mark.parametrize("end", AnswerStatus)
    def test_are_all_there_are(self, start, end):
        row = ContactPreference(status=start)

        if end in Answer.TRANSITIONS[start]:
            row.become(end)
            assert row.status == end
        else:
            with pytest.raises(Refused):
                row.become(end)

    def test_lead_nowhere_from_what_has_ended(self):
        ended = {status for status, moves in Answer.TRANSITIONS.items() if not moves}

        assert ended == {"withdrawn", "expired", "replaced", "erased"}


class TestMayTell:
    def test_is_no_where_nobody_asked(self, told):
        assert not may(told)

    def test_is_what_was_agreed_and_no_more(self, told):
        told.answers_telling()

        assert may(told)
        assert may(told, what=Telling.PLACE)
        assert may(told, whom="  sam FROM the tuesday group ")
        for other in (
            {"what": "surname"},
            {"whom": "Alex"},
            {"whom": ""},
            {"meeting_key": "HALL/2026-12-12"},
            {"meeting_key": ""},
            {"on": told.meeting.on + timedelta(days=7)},
            {"on": None},
        ):
            assert not may(told, **other), other

    def test_is_about_one_person_alone(self, told):
        told.answers_telling()
        other = Person.objects.create(
            area=told.area, service=told.service, created_at=clock.now()
        )

        assert not may_tell(
            other, what=Telling.PLACE, whom=WHOM, meeting_key=KEY, on=told.meeting.on
        )

    def test_is_no_after_a_no(self, told):
        told.answers_telling(is_yes=False)

        assert not may(told)

    def test_ends_with_a_no_after_a_yes(self, told):
        first = told.answers_telling()
        told.answers_telling(is_yes=False, whom=WHOM.upper())

        first.refresh_from_db()
        assert first.status == "withdrawn"
        assert not may(told)

    def test_ends_when_it_is_taken_back(self, told):
        withdrawing.withdraw_consent(answer=told.answers_telling(), by=told.by)

        assert not may(told)

    def test_ends_with_the_visit(self, told):
        row = told.answers_telling()
        told.answers_telling(whom="Alex", is_yes=False)

        for whom, count in (("Alex", 0), (WHOM, 1), (WHOM, 0)):
            assert count == withdrawing.end_visit(
                person=told.person, whom=whom, meeting=told.meeting, by=SYSTEM
            )

        row.refresh_from_db()
        assert (row.status, row.ended_by) == ("expired", None)
        assert not may(told)

    @pytest.mark.parametrize(("days", "holds"), [(5, True), (6, True), (7, False)])
    def test_ends_a_day_after_the_visit_whether_or_not_anything_ran(
        self, told, days, holds
    ):
        told.answers_telling()
        on = told.meeting.on

        with clock.frozen_at(clock.now() + timedelta(days=days)):
            assert may(told, on=on) is holds

    def test_is_no_once_whom_it_names_was_erased(self, told):
        told.answers_telling()
        forget(told.person.token, [Shelf.COMPANY])

        assert not may(told)

    def test_names_nobody_in_the_database(self, told):
        row = told.answers_telling()

        assert WHOM.encode() not in bytes(row.sealed_whom)
        assert row.words("sealed_whom") == WHOM
        assert str(row) == row.reference


class TestRequirePermissionToTell:
    def given(self, told):
        return {
            "what": Telling.PLACE,
            "whom": WHOM,
            "meeting_key": KEY,
            "on": told.meeting.on,
        }

    def test_lets_through_what_was_agreed(self, told):
        told.answers_telling()

        require_permission_to_tell(told.person, **self.given(told))

    def test_refuses_in_words_that_name_nobody(self, told):
        with pytest.raises(Refused) as refused:
            require_permission_to_tell(told.person, **self.given(told))

        assert "Nothing was told" in refused.value.sentence
        assert WHOM not in refused.value.sentence

    def test_wants_a_transaction(self, told, monkeypatch):
        outside = SimpleNamespace(in_atomic_block=False)
        monkeypatch.setattr(in_force, "connection", outside)

        with pytest.raises(RuntimeError, match="inside a transaction"):
            require_permission_to_tell(told.person, **self.given(told))


class TestAnswerTelling:
    def test_wants_somebody_and_a_day_to_come(self, told):
        past = told.meeting.__class__(KEY, "x", clock.today() - timedelta(days=1))

        with pytest.raises(Refused, match="Say who"):
            told.answers_telling(whom=" ")
        with pytest.raises(Refused, match="day is over"):
            told.answers_telling(meeting=past)
        assert not TellingPermission.objects.exists()

    def test_keeps_what_was_said_before(self, told):
        told.answers_telling(is_yes=False)
        told.answers_telling()
        told.answers_telling()

        kept = TellingPermission.objects.values_list("status", flat=True)
        assert sorted(kept) == ["given", "replaced", "replaced"]

    def test_is_one_of_each_person_told(self, told):
        told.answers_telling()
        told.answers_telling(whom="Alex")

        assert TellingPermission.objects.standing().count() == 2
        assert may(told, whom="Alex")


class TestAnswerContact:
    @pytest.mark.parametrize("route", Route)
    def test_is_for_one_route(self, told, route):
        told.answers_contact(route=route)

        assert [each for each in Route if may_contact(told.person, each)] == [route]

    def test_is_no_unless_they_said_yes(self, told):
        assert not may_contact(told.person, Route.TEXT)
        told.answers_contact(is_yes=False)
        assert not may_contact(told.person, Route.TEXT)

    @pytest.mark.parametrize(
        ("given", "left"),
        [
            ({"route": Route.TELEPHONE, "may_leave_message": True}, True),
            ({"route": Route.TELEPHONE, "may_leave_message": False}, False),
            (
                {
                    "route": Route.TELEPHONE,
                    "may_leave_message": True,
                    "is_yes": False,
                },
                False,
            ),
            ({"route": Route.TEXT, "may_leave_message": True}, False),
        ],
    )
    def test_lets_messages_be_left_where_they_agreed(self, told, given, left):
        told.answers_contact(**given)

        assert may_leave_message(told.person) is left

    def test_of_somebody_extra_private_is_never_used_by_the_software(self, told):
        told.answers_contact(route=Route.TELEPHONE, may_leave_message=True)
        told.vetoed.add(told.person.pk)

        assert not may_contact(told.person, Route.TELEPHONE)
        assert not may_leave_message(told.person)

    def test_lasts_a_year(self, told):
        told.answers_contact()

        with clock.frozen_at(clock.now() + timedelta(days=365)):
            assert may_contact(told.person, Route.TEXT)
        with clock.frozen_at(clock.now() + timedelta(days=366)):
            assert not may_contact(told.person, Route.TEXT)

    def test_keeps_the_hours_sealed_and_none_for_a_no(self, told):
        yes = told.answers_contact()
        no = told.answers_contact(route=Route.LETTER, is_yes=False)

        assert yes.words("sealed_safe_hours") == HOURS
        assert HOURS.encode() not in bytes(yes.sealed_safe_hours)
        assert no.words("sealed_safe_hours") == ""

    def test_is_refused_where_somebody_else_answered_meanwhile(self, told):
        told.answers_contact(is_yes=False, by=told.colleague.hat())

        with pytest.raises(Refused, match="since this page was opened"):
            told.answers_contact(seen="")

        assert not may_contact(told.person, Route.TEXT)
        assert ContactPreference.objects.count() == 1

    @pytest.mark.parametrize(
        ("before", "after", "ends"),
        [
            (True, False, "withdrawn"),
            (True, True, "replaced"),
            (False, True, "replaced"),
            (False, False, "replaced"),
        ],
    )
    def test_ends_the_former_answer(self, told, before, after, ends):
        former = told.answers_contact(is_yes=before)

        told.answers_contact(is_yes=after, by=told.colleague.hat())

        former.refresh_from_db()
        assert former.status == ends
        assert former.ended_by == told.colleague

    def test_stands_once_for_a_route(self, told):
        row = told.answers_contact()
        row.pk, row.reference = None, "ANOTHER234"

        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()

    def test_may_be_asked_for_by_a_sender(self, told):
        with pytest.raises(Refused, match="Nothing was sent"):
            require_contact(told.person, Route.TEXT)

        told.answers_contact()
        require_contact(told.person, Route.TEXT)


class TestTellAboutPrivacy:
    def test_is_kept_and_can_not_be_taken_back(self, told):
        row = answering.tell_about_privacy(
            person=told.person, how=HowTold.READ_OUT, wording=1, by=told.by
        )

        assert row.words_told.title == "What we keep about you, and why"
        assert not hasattr(PrivacyTold, "TRANSITIONS")
        assert "status" not in PrivacyTold.DATA_CLASSES
        assert str(row) == "told 1"


class TestWithdrawConsent:
    def test_is_done_once(self, told):
        row = told.answers_contact()
        withdrawing.withdraw_consent(answer=row, by=told.by)

        with pytest.raises(Refused, match="taken back already"):
            withdrawing.withdraw_consent(answer=row, by=told.by)

    def test_wants_a_yes(self, told):
        with pytest.raises(Refused, match="nothing to take back"):
            withdrawing.withdraw_consent(
                answer=told.answers_contact(is_yes=False), by=told.by
            )

    def test_leaves_that_they_were_told(self, told):
        told_row = answering.tell_about_privacy(
            person=told.person, how=HowTold.PAPER, wording=1, by=told.by
        )
        withdrawing.withdraw_consent(answer=told.answers_contact(), by=told.by)

        told_row.refresh_from_db()
        assert told_row.wording == 1


ACTS = {
    "tell_about_privacy": lambda told, by: answering.tell_about_privacy(
        person=told.person, how=HowTold.TOGETHER, wording=1, by=by
    ),
    "answer_telling": lambda told, by: told.answers_telling(by=by),
    "answer_contact": lambda told, by: told.answers_contact(by=by),
    "withdraw_consent": lambda told, by: withdrawing.withdraw_consent(
        answer=told.answers_contact(), by=by
    ),
    "expire_answers": lambda told, by: _expired(told, by.actor),
    "end_visit": lambda told, by: _ended(told, by.actor),
}


def _expired(told, by):
    with clock.frozen_at(clock.now() - timedelta(days=400)):
        told.answers_contact()
    return withdrawing.expire_answers(person=told.person, by=by)


def _ended(told, by):
    told.answers_telling()
    return withdrawing.end_visit(
        person=told.person, whom=WHOM, meeting=told.meeting, by=by
    )


def _state(told):
    return [
        sorted(model.objects.values_list("pk", *more))
        for model, more in (
            (PrivacyTold, ()),
            (TellingPermission, ("status",)),
            (ContactPreference, ("status",)),
        )
    ]


class TestEveryAct:
    @pytest.mark.parametrize("act", ACTS)
    def test_leaves_a_line_that_says_nothing_of_the_answer(self, told, act):
        ACTS[act](told, told.by)

        entry = Entry.objects.latest("pk")
        assert entry.act == f"privacy.{act}"
        assert (entry.subject, entry.detail) == (told.person.token, {})

    @pytest.mark.parametrize("act", ACTS)
    def test_is_undone_by_a_log_that_fails(self, told, act, monkeypatch):
        real, before = withdrawing.record, []

        def fail(**given):
            if given["act"] == f"privacy.{act}":
                raise RuntimeError("no room")
            real(**given)
            before[:] = _state(told)

        monkeypatch.setattr(withdrawing, "record", fail)
        before[:] = _state(told)
        with pytest.raises(RuntimeError, match="no room"):
            ACTS[act](told, told.by)

        assert _state(told) == before

    @pytest.mark.parametrize(
        "act", ["tell_about_privacy", "answer_telling", "answer_contact"]
    )
    def test_is_not_there_once_the_tie_has_ended(self, told, act):
        told.ties.clear()

        with pytest.raises(Person.DoesNotExist):
            ACTS[act](told, told.by)

    def test_withdrawing_neither(self, told):
        row, by = told.answers_contact(), told.by
        told.ties.clear()

        with pytest.raises(Person.DoesNotExist):
            withdrawing.withdraw_consent(answer=row, by=by)

    @pytest.mark.parametrize("wording", [0, 2])
    @pytest.mark.parametrize("act", ["answers_telling", "answers_contact"])
    def test_wants_the_words_of_today(self, told, act, wording):
        with pytest.raises(Refused, match="words to read out have changed"):
            getattr(told, act)(wording=wording)

    def test_of_telling_wants_them_too(self, told):
        with pytest.raises(Refused, match="words to read out have changed"):
            answering.tell_about_privacy(
                person=told.person, how=HowTold.PAPER, wording=9, by=told.by
            )


class TestDuty:
    def test_marks_what_has_run_out_and_nothing_else(self, told):
        with clock.frozen_at(clock.now() - timedelta(days=400)):
            old = told.answers_contact()
        new = told.answers_contact(route=Route.LETTER)
        with told.here():
            expire_consents(by=SYSTEM)
            expire_consents(by=SYSTEM)

        old.refresh_from_db()
        new.refresh_from_db()
        assert (old.status, new.status) == ("expired", "given")
        assert Entry.objects.filter(act="privacy.expire_answers").count() == 1

    def test_does_nothing_twice_for_one_person(self, told):
        assert withdrawing.expire_answers(person=told.person, by=SYSTEM) == 0


class TestPermissions:
    def test_are_the_keyworker_s_who_works_with_them(self, told):
        keyworker, manager = told.by, told.manager.hat()
        read = [can_read_consents(hat) for hat in (keyworker, manager)]
        assert read == [True, True]
        assert can_record_consent(keyworker, told.person)
        assert not can_record_consent(manager, told.person)
        assert can_withdraw_consent(manager, told.person)

        told.ties.clear()
        assert not can_record_consent(keyworker, told.person)
        assert not can_withdraw_consent(keyworker, told.person)


class TestErased:
    """A shelf of somebody who stays."""

    def test_ends_a_yes_to_telling_with_whom_it_named(self, told):
        row = told.answers_telling()

        self.erase(told, Shelf.COMPANY)

        row.refresh_from_db()
        assert (row.status, row.ended_by) == (AnswerStatus.ERASED, None)
        assert present_answer(row, clock.today()).state == "Erased"
        assert not may(told)

    def test_ends_a_yes_to_contact_with_the_hours_that_are_safe(self, told):
        row = told.answers_contact()
        assert may_contact(told.person, Route.TEXT)

        self.erase(told, Shelf.CONTACT)

        row.refresh_from_db()
        assert row.status == AnswerStatus.ERASED
        assert not may_contact(told.person, Route.TEXT)
        shown = present_answer(row, clock.today())
        assert (shown.state, shown.can_be_taken_back) == ("Erased", False)

    def test_leaves_a_no_and_what_stands_on_other_shelves(self, told):
        no = told.answers_contact(route=Route.LETTER, is_yes=False)
        yes = told.answers_telling()

        self.erase(told, Shelf.CONTACT)

        for row, status in ((no, AnswerStatus.REFUSED), (yes, AnswerStatus.GIVEN)):
            row.refresh_from_db()
            assert row.status == status

    def test_is_said_to_whoever_asks_again(self, told):
        told.answers_contact()
        self.erase(told, Shelf.CONTACT)

        with pytest.raises(Refused, match="erased for good"):
            told.answers_contact()
        self.erase(told, Shelf.COMPANY)
        with pytest.raises(Refused, match="erased for good"):
            told.answers_telling()

    def erase(self, told, shelf):
        with told.here():
            erase_person(person=told.person, by=SYSTEM, shelves=[shelf])

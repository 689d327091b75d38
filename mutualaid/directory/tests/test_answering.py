"""A group's answer to its letter."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import answering as actions
from mutualaid.directory.actions.answering import answer_letter
from mutualaid.directory.answers import MeetingAnswer, Says, SpecialAnswer
from mutualaid.directory.models import (
    CheckLetter,
    ConfirmedDate,
    Correction,
    DifferentDate,
    Verification,
)

from .factories import TESTER, a_group, a_meeting

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def letter():
    group = a_group()
    return CheckLetter.objects.create(
        area=group.area,
        group=group,
        token_hash="hash",
        number=1,
        sent_at=NOON,
        expires_at=NOON + timedelta(30),
    )


def say(letter, meeting, says=Says.RIGHT, **given):
    answers = [MeetingAnswer(meeting, says, **given)]
    answer_letter(letter=letter, answers=answers, by=TESTER)


class TestAnswerLetter:
    def test_still_right_is_a_check_by_the_group(self, letter):
        meeting = a_meeting(group=letter.group)

        say(letter, meeting)

        kept = Verification.objects.get()
        assert (kept.kind, kept.by_role) == ("confirmed", "group-representative")
        meeting.refresh_from_db()
        assert meeting.verified_on == NOON.date()
        letter.refresh_from_db()
        assert letter.answered_at == NOON
        assert Entry.objects.latest("sequence").act == "directory.answer_check_letter"

    def test_what_has_changed_waits_for_a_yes(self, letter):
        meeting = a_meeting(group=letter.group)

        say(letter, meeting, Says.CHANGED, told={"time": "18:30"}, words="New key.")

        kept = Correction.objects.get()
        assert (kept.origin, kept.proposed, kept.words) == (
            "group",
            {"time": "18:30"},
            "New key.",
        )
        meeting.refresh_from_db()
        assert (meeting.start_time.hour, meeting.verified_on) == (19, None)

    def test_the_end_of_a_meeting_is_told_and_doubted(self, letter):
        meeting = a_meeting(group=letter.group)

        say(letter, meeting, Says.ENDED)

        assert Correction.objects.get().kind == "ended"
        meeting.refresh_from_db()
        assert (meeting.status, meeting.doubted_on) == ("listed", NOON.date())

    def test_special_days_are_kept_and_not_knowing_changes_nothing(self, letter):
        meeting = a_meeting(group=letter.group, weekday=4)
        dates = {CHRISTMAS: SpecialAnswer.SHUT, NEW_YEAR: SpecialAnswer.UNKNOWN}

        say(letter, meeting, Says.NOTHING, dates=dates)

        assert DifferentDate.objects.get().original_date == CHRISTMAS
        assert not ConfirmedDate.objects.exists()
        assert not Verification.objects.exists()

    def test_is_given_once(self, letter):
        meeting = a_meeting(group=letter.group)
        say(letter, meeting)

        with pytest.raises(Refused, match="has been answered"):
            say(letter, meeting, Says.ENDED)

        assert not Correction.objects.exists()

    def test_is_in_time(self, letter):
        meeting = a_meeting(group=letter.group)
        with (
            clock.frozen_at(NOON + timedelta(30)),
            pytest.raises(Refused, match="time is over"),
        ):
            say(letter, meeting)

    def test_is_for_its_own_group(self, letter):
        with pytest.raises(Refused, match="own group"):
            say(letter, a_meeting(group=a_group(name="Other")))

        assert not Verification.objects.exists()
        letter.refresh_from_db()
        assert letter.answered_at is None

    def test_a_log_that_fails_undoes_it(self, letter, monkeypatch):
        meeting = a_meeting(group=letter.group)
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            say(letter, meeting)

        assert not Verification.objects.exists()
        letter.refresh_from_db()
        assert letter.answered_at is None

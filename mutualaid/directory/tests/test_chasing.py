"""When groups are asked: the reckoning, and the letters that go out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory import duties
from mutualaid.directory.actions import chasing as actions
from mutualaid.directory.actions.chasing import send_due_letters, stop_letters
from mutualaid.directory.asking import to_check
from mutualaid.directory.chasing import (
    is_asked_about,
    is_for_partnership,
    letter_due,
)
from mutualaid.directory.models import CheckLetter, Correction, GroupRelations

from .factories import (
    TESTER,
    a_correction,
    a_group,
    a_meeting,
    a_shared_address,
    an_area,
)

NOON = datetime(2026, 9, 21, 12, tzinfo=UTC)
TODAY = NOON.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days)


class TestLetterDue:
    @pytest.mark.parametrize(
        ("unchecked", "sent", "answered", "number"),
        [
            (59, [], None, 0),
            (60, [], None, 1),
            (74, [14], None, 0),
            (75, [15], None, 2),
            # A group that is first written to late waits for its second letter as well.
            (200, [], None, 1),
            (200, [14], None, 0),
            (200, [15], None, 2),
            (200, [30, 15], None, 0),
            # After half a year without a word, it is asked anew.
            (300, [196, 181], None, 1),
            (300, [195, 179], None, 0),
            # Letters before the last check were of another round.
            (61, [90, 75], None, 1),
            # Whoever has just answered is left alone, even about what was left open.
            (200, [30], 10, 0),
            (200, [80], 59, 0),
            (200, [80], 60, 1),
        ],
    )
    def test_is_as_the_ages_say(self, unchecked, sent, answered, number):
        answered_on = None if answered is None else ago(answered)
        days = [ago(each) for each in sent]

        assert letter_due(ago(unchecked), days, answered_on, TODAY) == number

    def test_a_group_that_never_answers_gets_four_letters_in_a_year(self):
        begun = date(2026, 1, 1)
        sent: list[date] = []
        for day in (begun + timedelta(n) for n in range(365)):
            if letter_due(begun, sent, None, day):
                sent.append(day)

        assert [(day - begun).days for day in sent] == [60, 75, 255, 270]

    @pytest.mark.parametrize(("days", "asked"), [(59, False), (60, True)])
    def test_a_letter_asks_about_what_is_two_months_old(self, days, asked):
        assert is_asked_about(ago(days), TODAY) is asked

    @pytest.mark.parametrize(("days", "theirs"), [(90, False), (91, True)])
    def test_the_partnership_is_asked_once_the_list_is_no_longer_sure(
        self, days, theirs
    ):
        assert is_for_partnership(ago(days), TODAY) is theirs


@pytest.mark.django_db
class TestSendDueLetters:
    @pytest.fixture(autouse=True)
    def _noon(self):
        with clock.frozen_at(NOON):
            yield

    @pytest.fixture
    def group(self):
        group = a_group()
        a_meeting(group=group, verified_on=ago(60), verified_how="confirmed")
        return group

    def send(self, capture):
        with capture(execute=True):
            return send_due_letters(area=an_area(), by=TESTER)

    def test_asks_about_every_meeting_in_one_letter(
        self, group, mailoutbox, django_capture_on_commit_callbacks
    ):
        a_meeting(group=group, weekday=2, verified_on=ago(70), verified_how="seen")
        a_meeting(group=group, name="Checked", verified_on=ago(5), verified_how="seen")
        a_shared_address(group)

        assert self.send(django_capture_on_commit_callbacks) == 1

        letter = mailoutbox[0]
        assert letter.to == ["harbour@group.example"]
        assert "Harbour Lights, Every Monday, 7pm to 8pm, St Anne’s Hall" in letter.body
        assert "Every Wednesday" in letter.body
        assert "Checked" not in letter.body
        assert "/still-right/" in letter.body
        assert Entry.objects.latest("sequence").act == "directory.send_check_letter"

    def test_keeps_of_the_link_a_hash_alone(
        self, group, mailoutbox, django_capture_on_commit_callbacks
    ):
        a_shared_address(group)
        self.send(django_capture_on_commit_callbacks)

        letter = CheckLetter.objects.get()
        token = mailoutbox[0].body.split("/still-right/")[1].split("/")[0]
        assert len(token) >= 43  # 256 bits
        assert letter.token_hash == actions.hash_of(token)
        assert letter.expires_at == NOON + timedelta(30)

    def test_the_second_says_that_it_is_the_last(
        self, group, mailoutbox, django_capture_on_commit_callbacks
    ):
        a_shared_address(group)
        self.send(django_capture_on_commit_callbacks)
        with clock.frozen_at(NOON + timedelta(15)):
            assert self.send(django_capture_on_commit_callbacks) == 1
            assert self.send(django_capture_on_commit_callbacks) == 0

        assert "last letter" not in mailoutbox[0].body
        assert "last letter" in mailoutbox[1].body

    def test_tells_of_days_that_nobody_has_confirmed(
        self, mailoutbox, django_capture_on_commit_callbacks
    ):
        group = a_group()
        a_shared_address(group)
        a_meeting(group=group, weekday=4, created_at=NOON)
        with clock.frozen_at(NOON + timedelta(61)):  # 21 November
            self.send(django_capture_on_commit_callbacks)

        assert "25 December 2026, 1 January 2027" in mailoutbox[0].body

    @pytest.mark.parametrize(
        "given", [{"is_shared": False}, {"letters_stopped": True}, {"shared_email": ""}]
    )
    def test_writes_to_nobody_who_did_not_agree(
        self, group, given, django_capture_on_commit_callbacks
    ):
        a_shared_address(group, **given)

        assert self.send(django_capture_on_commit_callbacks) == 0

    def test_asks_about_nothing_that_the_public_does_not_see(
        self, django_capture_on_commit_callbacks
    ):
        group = a_group()
        a_shared_address(group)
        a_meeting(group=group, verified_on=ago(80), visibility="residents")

        assert self.send(django_capture_on_commit_callbacks) == 0

    def test_a_log_that_fails_sends_nothing(
        self, group, monkeypatch, mailoutbox, django_capture_on_commit_callbacks
    ):
        a_shared_address(group)
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            self.send(django_capture_on_commit_callbacks)

        assert not CheckLetter.objects.exists()
        assert not mailoutbox

    def test_takes_as_many_queries_for_many_groups_as_for_one(self, group):
        a_shared_address(group)
        area = an_area()
        with clock.frozen_at(NOON - timedelta(5)):
            with CaptureQueriesContext(connection) as for_one:
                send_due_letters(area=area, by=TESTER)
            for number in range(4):
                other = a_group(name=f"Group {number}")
                a_shared_address(other)
                a_meeting(group=other, verified_on=ago(6), verified_how="seen")
            with CaptureQueriesContext(connection) as for_many:
                send_due_letters(area=area, by=TESTER)
        assert len(for_many) == len(for_one)


@pytest.mark.django_db
class TestStopLetters:
    def letter(self):
        group = a_group()
        a_shared_address(group)
        return CheckLetter.objects.create(
            area=group.area,
            group=group,
            token_hash="x",
            number=1,
            sent_at=NOON,
            expires_at=NOON,
        )

    def test_is_kept_once(self):
        letter = self.letter()
        stop_letters(letter=letter, by=TESTER)
        lines = Entry.objects.count()
        stop_letters(letter=letter, by=TESTER)

        assert GroupRelations.objects.get().letters_stopped
        assert Entry.objects.count() == lines

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        letter = self.letter()
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            stop_letters(letter=letter, by=TESTER)

        assert not GroupRelations.objects.get().letters_stopped


@pytest.mark.django_db
class TestToCheck:
    def test_is_what_nobody_confirmed_for_a_quarter_the_oldest_first(self):
        with clock.frozen_at(NOON):
            old = a_meeting(verified_on=ago(91), verified_how="seen")
            a_meeting(verified_on=ago(90), verified_how="seen")
            never = a_meeting(created_at=NOON - timedelta(100))
            a_meeting(created_at=NOON - timedelta(80))
            a_meeting(verified_on=ago(200), status="closed")

            assert list(to_check(an_area().pk, TODAY)) == [never, old]


@pytest.mark.django_db
class TestDuties:
    def test_ask_and_forget_for_each_area(
        self, mailoutbox, django_capture_on_commit_callbacks
    ):
        with clock.frozen_at(NOON - timedelta(91)):
            group = a_group()
            meeting = a_meeting(group=group, created_at=clock.now())
            a_shared_address(group)
            a_correction(meeting, kind="other", reply_to="ask@home.example")
        with (
            clock.frozen_at(NOON),
            within(group.area_id),
            django_capture_on_commit_callbacks(execute=True),
        ):
            duties.ask_groups(by=TESTER)
            duties.forget_reply_addresses(by=TESTER)

        assert len(mailoutbox) == 1
        assert Correction.objects.get().reply_to == ""

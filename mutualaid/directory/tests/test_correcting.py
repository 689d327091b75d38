"""What people tell us: kept, doubted, taken over, answered, forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import correcting as actions
from mutualaid.directory.actions import verify_meeting
from mutualaid.directory.actions.correcting import (
    answer_correction,
    apply_correction,
    forget_addresses,
)
from mutualaid.directory.models import (
    Correction,
    DirectoryRevision,
    Meeting,
    MeetingChange,
    Venue,
)
from mutualaid.directory.models.corrections import (
    CORRECTION_CHANGES,
    CorrectionKind,
    CorrectionStatus,
)
from mutualaid.directory.place_meant import places_meant
from mutualaid.directory.recurrence import Frequency
from mutualaid.directory.told_parts import (
    ToldPart,
    can_be_taken,
    plain_line,
    plain_words,
)

from .factories import TESTER, a_correction, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOON.date()
MOVED = {"day": 2, "time": "18:30", "place": "Quay Hall", "postcode": "NB2 2BB"}


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOON):
        yield


def apply(correction, taken=(), **given):
    apply_correction(
        correction=correction,
        taken=taken,
        by_role="recovery-champion",
        by=TESTER,
        **given,
    )


def answer(correction, said="We rang them."):
    answer_correction(
        correction=correction, answer=said, by_role="recovery-champion", by=TESTER
    )


class TestTellUs:
    def test_waits_and_is_in_the_log_without_words(self):
        correction = a_correction(
            a_meeting(), words="It was dark.", reply_to="ask@home.example"
        )

        assert correction.status == CorrectionStatus.NEW
        line = Entry.objects.latest("sequence")
        assert (line.act, line.subject) == (
            "directory.tell_us",
            f"correction:{correction.reference}",
        )
        assert line.detail == {"about": "not-there", "origin": "public"}

    @pytest.mark.parametrize("kind", [CorrectionKind.NOT_THERE, CorrectionKind.ENDED])
    def test_that_it_did_not_meet_is_told_to_everybody_at_once(self, kind):
        meeting = a_meeting()
        revision = DirectoryRevision.current()

        a_correction(meeting, kind=kind)

        meeting.refresh_from_db()
        assert meeting.doubted_on == TODAY
        assert DirectoryRevision.current() == revision + 1

    def test_anything_else_casts_no_doubt(self):
        meeting = a_meeting()

        a_correction(meeting, kind=CorrectionKind.TIME)

        meeting.refresh_from_db()
        assert meeting.doubted_on is None

    def test_a_check_after_it_ends_the_doubt(self):
        meeting = a_meeting()
        a_correction(meeting)
        with clock.frozen_at(NOON + timedelta(hours=1)):
            self.check(meeting, TODAY)

            assert Meeting.objects.get().doubted_on is None

    def test_a_check_of_an_earlier_day_does_not(self):
        meeting = a_meeting()
        a_correction(meeting)
        with clock.frozen_at(NOON + timedelta(hours=1)):
            self.check(meeting, TODAY - timedelta(1))

            assert Meeting.objects.get().doubted_on == TODAY

    def check(self, meeting, on):
        verify_meeting(
            meeting=meeting,
            kind="visited",
            on=on,
            by_role="recovery-champion",
            by=TESTER,
        )

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            a_correction(a_meeting())

        assert not Correction.objects.exists()
        assert Meeting.objects.get().doubted_on is None


class TestApplyCorrection:
    def test_takes_over_what_is_ticked_and_nothing_else(self):
        meeting = a_meeting()
        correction = a_correction(meeting, kind=CorrectionKind.TIME, told=MOVED)

        apply(correction, ["day", "time"])

        meeting.refresh_from_db()
        correction.refresh_from_db()
        assert (meeting.weekday, f"{meeting.start_time:%H:%M}") == (2, "18:30")
        assert meeting.venue.name == "St Anne’s Hall"
        assert correction.status == CorrectionStatus.APPLIED
        assert correction.applied == ["day", "time"]
        assert MeetingChange.objects.get().reason == "correction"

    def test_a_place_is_added_where_it_is_not_known(self):
        meeting = a_meeting()

        apply(a_correction(meeting, kind="place", told=MOVED), ["place"])

        meeting.refresh_from_db()
        assert (meeting.venue.name, meeting.venue.postcode) == ("Quay Hall", "NB2 2BB")

    def test_a_place_is_the_known_one_that_was_chosen(self):
        meeting, quay = a_meeting(), a_venue(name="The Quay Hall")

        apply(
            a_correction(meeting, kind="place", told=MOVED),
            ["place"],
            venue=quay.reference,
        )

        meeting.refresh_from_db()
        assert meeting.venue == quay
        assert Venue.objects.count() == 2

    def test_links_and_names_go_where_they_belong(self):
        meeting = a_meeting()
        told = {
            "name": "Harbour Nights",
            "link": "https://meet.example.org/2",
            "telephone": "03000000000",
        }

        apply(a_correction(meeting, kind="online", told=told), list(told))

        meeting.refresh_from_db()
        assert meeting.name == "Harbour Nights"
        assert meeting.conference_url == "https://meet.example.org/2"
        assert meeting.conference_phone == "03000000000"

    def test_one_that_is_over_leaves_the_list_and_the_doubt(self):
        meeting = a_meeting()
        correction = a_correction(meeting, kind=CorrectionKind.ENDED)

        apply(correction, is_closing=True)

        meeting.refresh_from_db()
        assert (meeting.status, meeting.doubted_on) == ("closed", None)

    def test_nothing_ticked_is_refused(self):
        correction = a_correction(a_meeting(), kind="time", told=MOVED)

        with pytest.raises(Refused, match="Choose what"):
            apply(correction)

    @pytest.mark.parametrize("taken", [["link"], ["postcode"], ["fellowship"]])
    def test_what_was_not_told_cannot_be_taken(self, taken):
        correction = a_correction(a_meeting(), kind="time", told=MOVED)

        with pytest.raises(Refused, match="Choose what"):
            apply(correction, taken)

    def test_is_settled_once(self):
        correction = a_correction(a_meeting(), kind="time", told=MOVED)
        apply(correction, ["day"])

        with pytest.raises(Refused, match="settled"):
            apply(correction, ["time"])
        with pytest.raises(Refused, match="settled"):
            answer(correction)

    def test_a_missing_one_is_marked_as_added(self):
        correction = a_correction(kind=CorrectionKind.MISSING, told={"name": "Dawn"})

        apply(correction)

        correction.refresh_from_db()
        assert correction.status == CorrectionStatus.APPLIED

    def test_without_its_meeting_there_is_nothing_to_take_over(self):
        with pytest.raises(Refused, match="no longer here"):
            apply(a_correction(kind=CorrectionKind.TIME, told=MOVED), ["day"])

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        correction = a_correction(a_meeting(), kind="time", told=MOVED)
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            apply(correction, ["day"])

        assert Meeting.objects.get().weekday == 0
        correction.refresh_from_db()
        assert correction.status == CorrectionStatus.NEW


class TestAnswerCorrection:
    def test_is_mailed_once_and_the_address_forgotten(
        self, mailoutbox, django_capture_on_commit_callbacks
    ):
        meeting = a_meeting()
        correction = a_correction(meeting, reply_to="ask@home.example")

        with django_capture_on_commit_callbacks(execute=True):
            answer(correction, "We rang them: it runs.")

        correction.refresh_from_db()
        assert (correction.reply_to, correction.answer) == (
            "",
            "We rang them: it runs.",
        )
        assert correction.settled_by_role == "recovery-champion"
        letter = mailoutbox[0]
        assert letter.to == ["ask@home.example"]
        assert "We rang them: it runs." in letter.body
        assert meeting.name not in letter.body + letter.subject
        meeting.refresh_from_db()
        assert meeting.doubted_on is None

    def test_nobody_who_left_no_address_is_written_to(
        self, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            answer(a_correction(a_meeting()))

        assert not mailoutbox

    def test_another_doubt_stays(self):
        meeting = a_meeting()
        first = a_correction(meeting)
        a_correction(meeting, kind=CorrectionKind.ENDED)

        answer(first)

        meeting.refresh_from_db()
        assert meeting.doubted_on == TODAY

    def test_a_log_that_fails_undoes_it(
        self, monkeypatch, mailoutbox, django_capture_on_commit_callbacks
    ):
        correction = a_correction(a_meeting(), reply_to="ask@home.example")
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with (
            pytest.raises(ZeroDivisionError),
            django_capture_on_commit_callbacks(execute=True),
        ):
            answer(correction)

        correction.refresh_from_db()
        assert correction.reply_to == "ask@home.example"
        assert not mailoutbox


class TestForgetAddresses:
    def forget(self):
        return forget_addresses(area_id=an_area().pk, by=TESTER)

    def test_after_ninety_days(self):
        with clock.frozen_at(NOON - timedelta(days=91)):
            old = a_correction(a_meeting(), reply_to="old@home.example")
        new = a_correction(a_meeting(), reply_to="new@home.example")

        assert self.forget() == 1

        old.refresh_from_db()
        new.refresh_from_db()
        assert (old.reply_to, new.reply_to) == ("", "new@home.example")
        assert Entry.objects.latest("sequence").act == "directory.forget_addresses"

    def test_nothing_to_forget_is_no_line(self):
        an_area()
        lines = Entry.objects.count()

        assert self.forget() == 0
        assert Entry.objects.count() == lines

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        with clock.frozen_at(NOON - timedelta(days=91)):
            a_correction(a_meeting(), reply_to="old@home.example")
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            self.forget()

        assert Correction.objects.get().reply_to


class TestStatuses:
    def test_whatever_is_settled_stays_settled(self):
        settled = set(CorrectionStatus) - {CorrectionStatus.NEW}

        assert set(CORRECTION_CHANGES) == {
            (CorrectionStatus.NEW, status) for status in settled
        }


class TestToldParts:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("Ring Sam on 07700 900123", "Ring Sam on"),
            ("Write to sam@home.example", "Write to"),
            ("<b>Door</b> at the back", "Door at the back"),
        ],
    )
    def test_lose_what_is_somebodys_own(self, text, kept):
        assert plain_line(text).startswith(kept)
        assert plain_words(text).startswith(kept)
        for private in ("07700", "sam@", "<b>"):
            assert private not in plain_words(text)

    @pytest.mark.parametrize(
        ("part", "frequency", "so"),
        [
            ("day", Frequency.WEEKLY, True),
            ("day", Frequency.MONTHLY_WEEKDAY, True),
            ("day", Frequency.MONTHLY_DATE, False),
            ("time", Frequency.MONTHLY_DATE, True),
            ("time", Frequency.APPOINTMENT, False),
            ("place", Frequency.APPOINTMENT, True),
            ("fellowship", Frequency.WEEKLY, False),
        ],
    )
    def test_are_taken_over_where_a_yes_is_enough(self, part, frequency, so):
        meeting = Meeting(frequency=frequency)

        assert can_be_taken(ToldPart(part), meeting) is so


class TestPlacesMeant:
    def test_are_the_likeliest_first(self):
        near = a_venue(name="The Quay Hall Annex", postcode="NB2 2BB")
        exact = a_venue(name="Quay Hall", postcode="NB2 2BB")
        a_venue(name="Elsewhere", postcode="NB9 9ZZ")
        correction = a_correction(kind="place", told=MOVED)

        found = [reference for reference, _ in places_meant(correction)]

        assert found == [exact.reference, near.reference]

    def test_need_a_name(self):
        assert places_meant(a_correction(kind="time", told={"day": 1})) == []

    def test_need_no_postcode(self):
        hall = a_venue(name="Quay Hall")
        correction = a_correction(kind="place", told={"place": "quay hall"})

        assert [reference for reference, _ in places_meant(correction)] == [
            hall.reference
        ]

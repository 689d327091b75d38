"""What stands beside each part, in the same few queries however much it is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.directory.actions.verifying import verify_meeting
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.tests import factories as directory
from mutualaid.documents.models import StoredFile
from mutualaid.indicators.actions.readings import take_readings
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions.evidence import (
    keep_reading,
    refuse_reading,
    withdraw_evidence,
)
from mutualaid.self_assessment.instrument import current
from mutualaid.self_assessment.models import RaterKind, RoundStatus
from mutualaid.self_assessment.presenters.evidence import (
    PartEvidence,
    ReadingState,
    SuggestedReading,
    evidence_of,
)

from . import factories

ALL = [part.key for each in current().statements for part in each.parts]
BY = Actor("system:test", "system")
IN_PERSON = "directory.days_in_person"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def opened(db):
    area = directory.an_area()
    directory.a_meeting()
    return factories.assessment_round(area)


@pytest.fixture
def lead(opened):
    return opened.opened_by.hat()


def shown(opened, key: str = "1.4", *, live: bool = True, hat=None) -> PartEvidence:
    return evidence_of(opened, [key], clock.today(), live=live, hat=hat)[key]


def in_person(opened, **how) -> SuggestedReading:
    readings = shown(opened, **how).readings
    return next(each for each in readings if each.key == IN_PERSON)


class TestReadings:
    def test_say_value_day_source_and_link(self, opened) -> None:
        reading = in_person(opened)
        assert reading.title == "Days with a meeting in person"
        assert reading.value.startswith("1 of 7")
        assert reading.as_of == clock.today()
        assert reading.address.startswith("/")
        assert reading.is_open

    def test_are_as_of_the_last_reading_where_many_are_shown(self, opened) -> None:
        assert in_person(opened, live=False).state is ReadingState.NOTHING
        with clock.frozen_at(NOW - timedelta(days=3)):
            take_readings(area=opened.area, by=BY)
        directory.a_meeting(weekday=3)
        reading = in_person(opened, live=False)
        assert reading.value.startswith("1 of 7")
        assert reading.as_of == clock.today() - timedelta(days=3)
        assert in_person(opened).value.startswith("2 of 7")

    def test_say_what_it_was_when_the_last_round_was_signed(self, opened) -> None:
        assert in_person(opened).last_value == ""
        then = NOW - timedelta(days=200)
        with clock.frozen_at(then):
            take_readings(area=opened.area, by=BY)
            signed = {"status": RoundStatus.SIGNED_OFF, "signed_off_at": then}
            factories.assessment_round(opened.area, **signed)
        directory.a_meeting(weekday=3)
        assert in_person(opened).last_value.startswith("1 of 7")

    def test_a_last_round_in_a_month_without_reading_says_nothing(self, opened) -> None:
        signed = {"status": RoundStatus.SIGNED_OFF, "signed_off_at": NOW}
        factories.assessment_round(opened.area, **signed)
        assert in_person(opened).last_value == ""

    def test_used_keeps_the_value_beside_what_is_so_now(self, opened, lead) -> None:
        keep_reading(opened=opened, part_key="1.4", indicator_key=IN_PERSON, by=lead)
        directory.a_meeting(weekday=3)
        reading = in_person(opened)
        assert reading.state is ReadingState.KEPT
        assert reading.kept_value.startswith("1 of 7")
        assert reading.value.startswith("2 of 7")
        assert shown(opened).has_evidence_in_round

    def test_not_right_says_why_and_counts_for_nothing(self, opened, lead) -> None:
        refuse_reading(
            opened=opened,
            part_key="1.4",
            indicator_key=IN_PERSON,
            reason="Sunday.",
            by=lead,
        )
        reading = in_person(opened)
        assert (reading.state, reading.reason) == (ReadingState.NOT_RIGHT, "Sunday.")
        assert not shown(opened).has_evidence_in_round

    def test_taken_back_is_suggested_anew(self, opened, lead) -> None:
        kept = keep_reading(
            opened=opened, part_key="1.4", indicator_key=IN_PERSON, by=lead
        )
        assert in_person(opened, hat=lead).may_withdraw
        withdraw_evidence(evidence=kept, reason="Mixed up.", by=lead)
        assert in_person(opened).is_open
        (past,) = shown(opened).withdrawn
        assert past.title == "Days with a meeting in person"
        assert past.withdrawn_because == "Mixed up."

    def test_of_a_round_that_is_over_are_the_decided_ones(self, opened, lead) -> None:
        keep_reading(opened=opened, part_key="1.4", indicator_key=IN_PERSON, by=lead)
        opened.status = RoundStatus.SIGNED_OFF
        (reading,) = shown(opened, hat=lead).readings
        assert (reading.key, reading.value) == (IN_PERSON, "")
        assert not reading.may_withdraw
        assert shown(opened, "2.5").to_come == []


class TestGiven:
    def test_says_the_role_and_never_the_name(self, opened) -> None:
        keyworker = people.membership(Role.KEYWORKER, opened.area)
        factories.evidence(opened, "1.4", added_by=keyworker)
        factories.evidence(
            opened,
            "1.4",
            added_by=None,
            rater=factories.rater(opened, kind=RaterKind.GROUP),
        )
        who = [each.added_by for each in shown(opened).given]
        assert who == ["Keyworker", "Mutual aid groups"]
        assert keyworker.user.name not in str(shown(opened))

    def test_nobody_is_no_role(self, opened) -> None:
        factories.evidence(opened, "1.4", added_by=None)
        assert shown(opened).given[0].added_by == ""

    def test_an_earlier_time_is_kept_and_cannot_carry_the_highest_level(
        self, opened
    ) -> None:
        before = opened.evidence_from - timedelta(days=1)
        factories.evidence(opened, "1.4", relates_to=before)
        part = shown(opened)
        assert part.given[0].is_earlier
        assert not part.has_evidence_in_round

    def test_an_address_is_called_by_its_host(self, opened) -> None:
        factories.evidence(
            opened, "1.4", kind="link", address="https://a.example/b?c=d", words=""
        )
        assert shown(opened).given[0].title == "a.example"

    def test_a_reading_that_no_longer_exists_keeps_its_words(self, opened) -> None:
        factories.evidence(
            opened,
            "1.4",
            kind="reading",
            indicator_key="gone.gone",
            status="withdrawn",
            withdrawn_because="x",
        )
        assert shown(opened).withdrawn[0].words == "Told in the meeting."

    @pytest.mark.parametrize(
        ("size", "words"),
        [
            (1, "1 kB"),
            (69_400, "69 kB"),
            (1_000_000, "1.0 MB"),
            (19_960_000, "20.0 MB"),
        ],
    )
    def test_a_file_says_how_large_it_is(self, opened, size, words) -> None:
        file = StoredFile.objects.create(
            area=opened.area, name="a.pdf", size=size, kept_at=NOW, kept_as=str(size)
        )
        factories.evidence(opened, "1.4", kind="file", file=file)
        (given,) = shown(opened).given
        assert (given.title, given.size) == ("a.pdf", words)


class TestToCome:
    def test_says_in_plain_words_what_it_waits_for(self, opened) -> None:
        assert shown(opened, "2.5").to_come == [
            "the partnership’s meetings and training"
        ]

    def test_every_slot_has_words(self, opened) -> None:
        found = evidence_of(opened, ALL, clock.today(), live=False)
        told = [words for part in found.values() for words in part.to_come]
        assert told
        assert "another part of this toolkit" not in told


class TestAll30:
    def test_come_in_the_order_of_the_instrument(self, opened) -> None:
        found = evidence_of(opened, ALL[::-1], clock.today(), live=False)
        assert list(found) == ALL
        assert len(ALL) == 30

    def test_take_the_same_few_queries(self, opened) -> None:
        take_readings(area=opened.area, by=BY)

        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                evidence_of(opened, ALL, clock.today(), live=False)
            return len(seen)

        few = queries()
        for key in ALL:
            for _ in range(3):
                factories.evidence(opened, key)
        assert queries() == few <= 4

    def test_one_record_changes_just_what_depends_on_it(self, opened) -> None:
        """Somebody confirms a meeting: the list is truer, and nothing else is different."""
        with clock.frozen_at(NOW - timedelta(days=400)):
            meeting = directory.a_meeting(weekday=2, name="Long unconfirmed")

        def values() -> dict[tuple[str, str], str]:
            found = evidence_of(opened, ALL, clock.today(), live=True)
            return {
                (part.key, reading.key): reading.value
                for part in found.values()
                for reading in part.readings
            }

        before = values()
        verify_meeting(
            meeting=meeting,
            kind=VerificationKind.VISITED,
            on=clock.today(),
            by_role="recovery-champion",
            by=BY,
        )
        after = values()
        changed = {key for key in after if after[key] != before[key]}
        assert changed == {
            ("1.1", "directory.verified_share"),
            ("1.1", "directory.oldest_unchecked"),
        }
        assert len(after) > 10

"""Changing a meeting by hand."""

import pytest

from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import change_meeting
from mutualaid.directory.meeting_values import (
    pattern_columns,
    pattern_value,
    value_of,
    values_of,
)
from mutualaid.directory.models import LocalValue, MeetingChange, MeetingField
from mutualaid.directory.models.meetings import (
    PATTERN_COLUMNS,
    STATUS_CHANGES,
    MeetingStatus,
)

from .factories import TESTER, a_meeting

pytestmark = pytest.mark.django_db
AFTER = {"name": "Harbour Nights"}


def change(meeting, values=AFTER):
    return change_meeting(
        meeting=meeting, values=values, by_role="recovery champion", by=TESTER
    )


class TestChangeMeeting:
    def test_tells_what_was_and_what_is(self) -> None:
        meeting = a_meeting()
        kept = change(meeting)
        meeting.refresh_from_db()
        assert meeting.name == "Harbour Nights"
        assert kept is not None
        assert (kept.before, kept.after) == ({"name": "Harbour Lights"}, AFTER)
        assert meeting.calendar_sequence == 1

    def test_the_same_again_is_no_change(self) -> None:
        meeting = a_meeting()
        assert change(meeting, {"name": meeting.name}) is None
        assert not MeetingChange.objects.exists()

    def test_what_was_written_by_hand_has_no_source_to_differ_from(self) -> None:
        change(a_meeting())
        assert not LocalValue.objects.exists()

    def test_one_listed_as_another_is_refused(self) -> None:
        other = a_meeting(name="Other")
        meeting = a_meeting(status=MeetingStatus.MERGED, merged_into=other)
        with pytest.raises(Refused):
            change(meeting)

    def test_a_pattern_comes_back_as_it_was(self) -> None:
        meeting = a_meeting()
        columns = {name: getattr(meeting, name) for name in PATTERN_COLUMNS}
        assert pattern_columns(pattern_value(columns)) == columns

    def test_every_field_can_be_told(self) -> None:
        meeting = a_meeting()
        assert values_of(meeting).keys() == {field.value for field in MeetingField}
        assert value_of(meeting, MeetingField.VENUE) == meeting.venue.reference


class TestStatusChanges:
    def test_whatever_the_public_does_not_see_can_come_back(self) -> None:
        back = {before for before, after in STATUS_CHANGES if after == "listed"}
        assert back == set(MeetingStatus) - {MeetingStatus.LISTED}

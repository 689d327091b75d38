"""Adding, closing and merging meetings, places and groups."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused
from mutualaid.directory import actions
from mutualaid.directory.actions import adding, closing, groups, merging, venues
from mutualaid.directory.actions import dates as dates_module
from mutualaid.directory.formats.records import VenueRecord
from mutualaid.directory.meeting_values import values_of
from mutualaid.directory.models import (
    Correction,
    DifferentDate,
    DifferentMeetings,
    DirectoryRevision,
    Group,
    GroupRelations,
    LocalValue,
    Meeting,
    MeetingChange,
    MeetingField,
    Venue,
    VenueFact,
    Verification,
)
from mutualaid.directory.models.meetings import STATUS_CHANGES, MeetingStatus
from mutualaid.directory.models.venue_facts import Answer, VenueQuestion
from mutualaid.geography.models import Postcode, PostcodeEdition

from .factories import TESTER, a_fellowship, a_group, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
HERE = {"by_role": "recovery-champion", "by": TESTER}
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(days=9)
HALL = VenueRecord(name="Mill Hall", address="2 Mill Row", town="Northbridge")


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOW):
        yield


def anew(row):
    return type(row).objects.get(pk=row.pk)


def last_act() -> str:
    return Entry.objects.latest("pk").act


def add(**changed) -> Meeting:
    values = {**values_of(a_meeting()), "name": "Tide Turners", **changed}
    del values["fellowship"]
    return actions.add_meeting(
        area=an_area(), fellowship=a_fellowship(), values=values, **HERE
    )


class TestAddMeeting:
    def test_is_listed_with_what_was_told(self):
        meeting = anew(add())
        assert (meeting.name, meeting.status) == ("Tide Turners", "listed")
        assert meeting.pattern().weekday == 0
        assert meeting.changed_at == NOW
        assert MeetingChange.objects.get().kind == "added"
        assert last_act() == "directory.add_meeting"

    def test_the_finder_hears_of_it(self):
        before = DirectoryRevision.current()
        add()
        assert DirectoryRevision.current() > before + 1  # one is the factory's


class TestStatuses:
    @pytest.mark.parametrize("before", [MeetingStatus.LISTED, MeetingStatus.GONE])
    def test_a_meeting_is_closed_and_opened_again(self, before):
        meeting = a_meeting(status=before)
        actions.close_meeting(meeting=meeting, **HERE)
        assert (anew(meeting).status, anew(meeting).withdrawn_at) == ("closed", NOW)
        actions.reopen_meeting(meeting=meeting, **HERE)
        assert (anew(meeting).status, anew(meeting).withdrawn_at) == ("listed", None)
        assert [change.after for change in MeetingChange.objects.all()] == [
            {"status": "listed"},
            {"status": "closed"},
        ]

    def test_what_was_withdrawn_before_was_withdrawn_then(self):
        meeting = a_meeting(status=MeetingStatus.GONE, withdrawn_at=EARLIER)
        actions.close_meeting(meeting=meeting, **HERE)
        assert anew(meeting).withdrawn_at == EARLIER

    def test_only_a_closed_one_is_opened_again(self):
        with pytest.raises(Refused):
            actions.reopen_meeting(meeting=a_meeting(), **HERE)

    @pytest.mark.parametrize("before", MeetingStatus)
    @pytest.mark.parametrize("after", MeetingStatus)
    def test_nothing_but_the_table_is_allowed(self, before, after):
        meeting = Meeting(status=before)
        if (before, after) in STATUS_CHANGES:
            closing.set_status(meeting, after)
            assert meeting.status == after
            return
        with pytest.raises(Refused):
            closing.set_status(meeting, after)


def two(**of_other) -> tuple[Meeting, Meeting]:
    venue = a_venue()
    keep = a_meeting(venue=venue)
    return keep, a_meeting(**{"venue": venue, "name": "Harbour Light", **of_other})


def merge(keep, other, *taken) -> None:
    actions.merge_meetings(keep=keep, other=other, taken=taken, **HERE)


def verify(meeting, on, kind="visited") -> None:
    actions.verify_meeting(meeting=meeting, kind=kind, on=on, **HERE)


class TestMerge:
    def test_the_other_is_listed_as_the_one(self):
        keep, other = two()
        merge(keep, other)
        other = anew(other)
        assert (other.status, other.merged_into) == (MeetingStatus.MERGED, keep)
        assert other.withdrawn_at == NOW
        assert anew(keep).name == "Harbour Lights"

    def test_takes_the_fields_that_were_chosen(self):
        keep, other = two(notes="Ring the bell.")
        merge(keep, other, MeetingField.NOTES)
        assert (anew(keep).notes, anew(keep).name) == ("Ring the bell.", keep.name)

    def test_confirmations_and_corrections_go_along(self):
        keep, other = two()
        verify(keep, date(2026, 10, 1), "seen")
        verify(other, date(2026, 11, 1))
        told = Correction.objects.create(
            area=keep.area, meeting=other, kind="time", origin="public", told_at=NOW
        )
        merge(keep, other)
        assert anew(keep).verified_on == date(2026, 11, 1)
        assert anew(told).meeting == keep
        assert Verification.objects.filter(meeting=keep).count() == 2

    @pytest.mark.parametrize(
        "others",
        [
            {"status": MeetingStatus.CLOSED},
            {"fellowship": "na"},
        ],
    )
    def test_what_cannot_be_one_is_refused(self, others):
        if "fellowship" in others:
            others = {"fellowship": a_fellowship(others["fellowship"])}
        keep, other = two(**others)
        with pytest.raises(Refused):
            merge(keep, other)
        assert not MeetingChange.objects.exists()

    def test_the_one_that_stays_is_listed(self):
        keep, other = two()
        with pytest.raises(Refused):
            merge(a_meeting(status="gone"), other)
        with pytest.raises(Refused):
            merge(keep, keep)


class TestUndoMerge:
    def test_all_is_as_it_was(self):
        keep, other = two(notes="Ring the bell.", status=MeetingStatus.GONE)
        verify(other, date(2026, 11, 1))
        told = Correction.objects.create(
            area=keep.area, meeting=other, kind="time", origin="public", told_at=NOW
        )
        merge(keep, other, MeetingField.NOTES)
        actions.undo_merge(meeting=other, **HERE)
        other = anew(other)
        assert (other.status, other.merged_into) == (MeetingStatus.GONE, None)
        assert other.verified_on == date(2026, 11, 1)
        assert anew(told).meeting == other
        assert (anew(keep).notes, anew(keep).verified_on) == ("", None)

    def test_what_was_changed_since_stays(self):
        keep, other = two(notes="Ring the bell.")
        merge(keep, other, MeetingField.NOTES)
        actions.change_meeting(meeting=keep, values={"notes": "Door is open."}, **HERE)
        actions.undo_merge(meeting=other, **HERE)
        assert anew(keep).notes == "Door is open."
        assert anew(other).status == MeetingStatus.LISTED

    def test_of_a_chain_the_middle_is_left_alone(self):
        keep, other = two(notes="Ring the bell.")
        merge(keep, other, MeetingField.NOTES)
        third = a_meeting()
        merge(third, keep)
        actions.undo_merge(meeting=other, **HERE)
        assert anew(keep).notes == "Ring the bell."
        assert anew(other).merged_into is None

    def test_one_whose_merge_nobody_wrote_down_is_listed(self):
        keep = a_meeting()
        other = a_meeting(status="merged", merged_into=keep)
        actions.undo_merge(meeting=other, **HERE)
        assert anew(other).status == MeetingStatus.LISTED

    def test_one_that_is_its_own_is_refused(self):
        with pytest.raises(Refused):
            actions.undo_merge(meeting=a_meeting(), **HERE)


class TestTellMeetingsApart:
    def test_once_whichever_comes_first(self):
        first, second = two()
        for pair in ((first, second), (second, first)):
            actions.tell_meetings_apart(first=pair[0], second=pair[1], **HERE)
        kept = DifferentMeetings.objects.get()
        assert (kept.first, kept.second) == (first, second)

    def test_one_is_never_two(self):
        meeting = a_meeting()
        with pytest.raises(Refused):
            actions.tell_meetings_apart(first=meeting, second=meeting, **HERE)


class TestUndoDate:
    def test_it_is_as_usual_again(self):
        meeting = a_meeting()
        monday = date(2026, 11, 23)
        actions.cancel_date(meeting=meeting, on=monday, by=TESTER)
        actions.undo_date(meeting=meeting, on=monday, by=TESTER)
        assert not DifferentDate.objects.exists()
        assert anew(meeting).calendar_sequence == 2
        with pytest.raises(Refused):
            actions.undo_date(meeting=meeting, on=monday, by=TESTER)


def add_hall(told=HALL) -> Venue:
    return actions.add_venue(area=an_area(), told=told, by=TESTER)


def a_postcode(postcode: str, latitude: float, longitude: float) -> None:
    with within(INSTALLATION):
        edition = PostcodeEdition.objects.create(name="may.csv", started_at=NOW)
        Postcode.objects.create(
            postcode=postcode, latitude=latitude, longitude=longitude, edition=edition
        )


class TestVenues:
    def test_of_one_name_and_address_are_one(self):
        assert add_hall() == add_hall()
        assert Venue.objects.count() == 1

    def test_are_where_their_postcode_is(self):
        a_postcode("NB11AA", 53.9, 0.7)
        venue = add_hall(VenueRecord(name="Mill Hall", postcode="NB1 1AA"))
        assert venue.point() == (53.9, 0.7)
        assert not venue.is_placed_by_hand

    def test_a_pin_put_by_hand_stays_until_it_is_taken_away(self):
        venue = add_hall(VenueRecord(name="Hall", latitude=53.1, longitude=0.5))
        assert (venue.point(), venue.is_placed_by_hand) == ((53.1, 0.5), True)
        told = VenueRecord(name="Hall")
        assert actions.change_venue(venue=venue, told=told, by=TESTER)
        assert (anew(venue).point(), venue.is_placed_by_hand) == (None, False)

    def test_a_change_reaches_its_meetings_and_leaves_its_identity(self):
        venue = a_venue()
        with clock.frozen_at(EARLIER):
            meeting = a_meeting(venue=venue)
        told = VenueRecord(name="New Hall", address=venue.address, postcode="NB1 1AA")
        assert actions.change_venue(venue=venue, told=told, by=TESTER)
        changed = anew(venue)
        assert (changed.name, changed.identity) == ("New Hall", venue.identity)
        assert changed.point() == (53.8, 0.75)
        assert (anew(meeting).changed_at, anew(meeting).calendar_sequence) == (NOW, 1)
        assert not actions.change_venue(venue=changed, told=told, by=TESTER)

    def test_what_is_known_of_one(self):
        venue = a_venue()
        meeting = a_meeting(venue=venue)
        found = {VenueQuestion.STEP_FREE: Answer(True, "Ramp at the side."),
                 VenueQuestion.QUIET: Answer(None)}  # fmt: skip
        march, june = date(2026, 3, 1), date(2026, 6, 1)
        assert check(venue, found, march) == [VenueQuestion.STEP_FREE]
        assert check(venue, found, june) == []
        assert VenueFact.objects.get().checked_on == march
        assert check(venue, found, june, is_all_seen=True) == ["step-free"]
        assert VenueFact.objects.get().checked_on == june
        assert check(venue, {VenueQuestion.STEP_FREE: Answer(None)}, june)
        assert not VenueFact.objects.exists()
        assert anew(meeting).calendar_sequence == 3

    def test_nobody_looks_tomorrow(self):
        with pytest.raises(Refused):
            check(a_venue(), {}, date(2026, 11, 22))


def check(venue, answers, on, **given) -> list[VenueQuestion]:
    return actions.check_venue(venue=venue, answers=answers, on=on, **HERE, **given)


class TestGroups:
    def test_of_one_name_are_one(self):
        kept = {"area": an_area(), "fellowship": a_fellowship(), "by": TESTER}
        first = actions.add_group(name="Harbour", **kept)
        assert actions.add_group(name="Harbour", **kept) == first

    def test_what_is_published_reaches_the_meetings(self):
        group = a_group()
        meeting = a_meeting(group=group)
        values = {"name": "Harbour", "public_contact": "0300 000 0000"}
        told = actions.change_group(group=group, values=values, by=TESTER)
        assert told == ["name", "public_contact"]
        assert anew(group).name == "Harbour"
        assert anew(meeting).calendar_sequence == 1
        assert not GroupRelations.objects.exists()

    def test_what_stays_inside_is_no_change_to_the_public(self):
        group = a_group()
        revision = DirectoryRevision.current()
        values = {
            "shared_email": "group@harbour.example",
            "is_shared": True,
            "rent": "£8",
        }
        assert actions.change_group(group=group, values=values, by=TESTER)
        assert anew(group).relations.rent == "£8"
        assert DirectoryRevision.current() == revision
        assert not actions.change_group(group=group, values=values, by=TESTER)

    def test_an_address_is_shared_or_is_not_kept(self):
        with pytest.raises(Refused):
            actions.change_group(
                group=a_group(), values={"shared_email": "x@y.example"}, by=TESTER
            )

    def test_a_name_is_taken_once(self):
        a_group(name="Taken")
        group = a_group()
        with pytest.raises(Refused):
            actions.change_group(group=group, values={"name": "Taken"}, by=TESTER)


class TestLocalValuesOfAMerge:
    def test_the_list_of_the_one_that_stays_is_remembered(self, listed_from_source):
        keep = listed_from_source
        other = a_meeting(venue=keep.venue, notes="Ring the bell.")
        merge(keep, other, MeetingField.NOTES)
        assert LocalValue.objects.get().value == "Ring the bell."


@pytest.fixture
def listed_from_source():
    report = actions.import_meetings(
        area=an_area(),
        source_name="List",
        data=b"name,day,time\nSeawall,Monday,19:00",
        file_name="list.csv",
        fellowship=a_fellowship().key,
        by=TESTER,
    )
    assert report.accepted == 1
    return Meeting.objects.get()


MONDAY = date(2026, 11, 23)
FAILING = {
    "add_meeting": (adding, add),
    "close_meeting": (closing, lambda: actions.close_meeting(meeting=a_meeting(), **HERE)),
    "reopen_meeting": (
        closing,
        lambda: actions.reopen_meeting(meeting=a_meeting(status="closed"), **HERE),
    ),
    "merge_meetings": (merging, lambda: merge(*two())),
    "undo_merge": (
        merging,
        lambda: actions.undo_merge(
            meeting=a_meeting(status="merged", merged_into=a_meeting()), **HERE
        ),
    ),
    "tell_meetings_apart": (
        merging,
        lambda: actions.tell_meetings_apart(first=a_meeting(), second=a_meeting(), **HERE),
    ),
    "undo_date": (
        dates_module,
        lambda: actions.undo_date(meeting=with_a_date(), on=MONDAY, by=TESTER),
    ),
    "add_venue": (venues, add_hall),
    "change_venue": (
        venues,
        lambda: actions.change_venue(venue=a_venue(), told=HALL, by=TESTER),
    ),
    "check_venue": (
        venues,
        lambda: check(a_venue(), {VenueQuestion.QUIET: Answer(True)}, MONDAY - timedelta(9)),
    ),
    "add_group": (
        groups,
        lambda: actions.add_group(
            area=an_area(), fellowship=a_fellowship(), name="New", by=TESTER
        ),
    ),
    "change_group": (
        groups,
        lambda: actions.change_group(
            group=a_group(), values={"rent": "£8"}, by=TESTER
        ),
    ),
}  # fmt: skip


def with_a_date() -> Meeting:
    meeting = a_meeting()
    DifferentDate.objects.create(
        area=meeting.area,
        meeting=meeting,
        original_date=MONDAY,
        kind="cancelled",
        created_at=NOW,
        updated_at=NOW,
    )
    return meeting


class TestTheLog:
    @pytest.mark.parametrize("act", FAILING)
    def test_a_line_that_cannot_be_written_undoes_it(self, act, monkeypatch):
        module, do = FAILING[act]
        seen = {}

        def fail(**line):
            seen.update(line)
            raise RuntimeError

        monkeypatch.setattr(module, "record", fail)
        with pytest.raises(RuntimeError):
            do()
        assert seen["act"] == f"directory.{act}"
        assert nothing_left(act)


def nothing_left(act: str) -> bool:
    """Nothing but what the factories made."""
    statuses = set(Meeting.objects.values_list("status", flat=True))
    return {
        "add_meeting": not Meeting.objects.filter(name="Tide Turners").exists(),
        "close_meeting": statuses == {"listed"},
        "reopen_meeting": statuses == {"closed"},
        "merge_meetings": statuses == {"listed"},
        "undo_merge": "merged" in statuses,
        "tell_meetings_apart": not DifferentMeetings.objects.exists(),
        "undo_date": DifferentDate.objects.exists(),
        "add_venue": not Venue.objects.exists(),
        "change_venue": not Venue.objects.filter(name="Mill Hall").exists(),
        "check_venue": not VenueFact.objects.exists(),
        "add_group": not Group.objects.exists(),
        "change_group": not GroupRelations.objects.exists(),
    }[act]

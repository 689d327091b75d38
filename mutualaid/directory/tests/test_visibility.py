from dataclasses import replace
from datetime import time

import pytest
from django.test import Client

from mutualaid.core import clock
from mutualaid.directory.cards import card_rows, spots
from mutualaid.directory.finder.query import FinderQuery
from mutualaid.directory.formats.records import MeetingRecord, VenueRecord
from mutualaid.directory.models import Meeting, MeetingSource, SourceRecord
from mutualaid.directory.models.meetings import Visibility
from mutualaid.directory.published import published
from mutualaid.directory.recurrence import Frequency, Schedule
from mutualaid.directory.visibility import visibility_of

from .factories import a_fellowship, a_group, a_meeting, a_venue
from .lists import a_record, bring_in

MONDAY = Schedule(Frequency.WEEKLY, weekday=0, start_time=time(19))
HALL = VenueRecord(name="St Anne’s Hall", address="1 Harbour Row", town="Northbridge")
RECORD = MeetingRecord(key="one", name="Lights", schedules=(MONDAY,), venue=HALL)
NOW = clock.now()
PUBLIC, CONTACT, RESIDENTS = (
    Visibility.PUBLIC,
    Visibility.CONTACT,
    Visibility.RESIDENTS,
)


def seen(record, audiences=("use",), *, is_own_list=False):
    return visibility_of(record, audiences, is_own_list=is_own_list)


class TestResidents:
    @pytest.mark.parametrize(
        "words",
        [
            "Residents only.",
            "This meeting is for patients only",
            "Only for residents of the house",
            "Only open to inmates.",
            "Inmates and staff only",
            "In-patients only, ask the nurse.",
            "Service users only",
            "Restricted to prisoners",
            "Treatment centre only",
            "Only in the detox unit",
            "Closed to the public",
            "Not open to the general public.",
            "Not open to members of the public",
            "No public access",
            "People staying here only",
        ],
    )
    @pytest.mark.parametrize("field", ["name", "notes", "group_notes"])
    def test_are_told_in_words(self, words, field):
        assert seen(replace(RECORD, **{field: words})) == RESIDENTS

    @pytest.mark.parametrize(
        "words",
        [
            "Residents and visitors are welcome.",
            "Open to patients and to the public",
            "Women only.",
            "Members only",
            "Closed meeting: only for people with a drinking problem",
            "Meets in the public library",
            "Only three steps to the residents’ lounge",
            "Carries the message into prisons and hospitals",
            "Reward yourself",
        ],
    )
    def test_are_not_where_anybody_may_come(self, words):
        assert seen(replace(RECORD, notes=words)) == PUBLIC

    @pytest.mark.parametrize(
        ("name", "is_inside"),
        [
            ("HMP Northbridge", True),
            ("HMYOI Northbridge", True),
            ("HM Prison Northbridge, chapel", True),
            ("Northbridge Prison", True),
            ("Eastshire Correctional Facility", True),
            ("Northbridge Immigration Removal Centre", True),
            ("Acute Ward, Northbridge Hospital", True),
            ("Northbridge Hospital, Ward 12", True),
            ("The Old Prison Café", False),
            ("1 Prison Road", False),
            ("Ward Parkway Church", False),
            ("19th Ward Community Centre", False),
            ("Northbridge Hospital, chapel", False),
            ("St Anne’s Hall", False),
        ],
    )
    def test_are_known_by_where_they_stay(self, name, is_inside):
        venue = replace(HALL, name=name)

        assert (seen(replace(RECORD, venue=venue)) == RESIDENTS) is is_inside

    def test_are_told_by_the_word_of_the_place(self):
        venue = replace(HALL, notes="Patients only beyond the door.")

        assert seen(replace(RECORD, venue=venue)) == RESIDENTS

    @pytest.mark.parametrize(
        ("code", "visibility"),
        [
            (("na", "RA"), RESIDENTS),
            (("na", "ra"), RESIDENTS),
            (("aa", "RA"), PUBLIC),
            (("na", "BT"), PUBLIC),
            (("na", "Residents only"), RESIDENTS),
        ],
    )
    def test_are_told_by_a_code_of_their_own_fellowship(self, code, visibility):
        assert seen(replace(RECORD, type_codes=(code,))) == visibility


class TestChildren:
    @pytest.mark.parametrize(
        ("audiences", "visibility"),
        [
            (["young"], CONTACT),
            (["family", "young"], CONTACT),
            (["use", "young"], PUBLIC),
            (["family"], PUBLIC),
            (["use"], PUBLIC),
        ],
    )
    def test_meet_where_only_a_contact_is_told(self, audiences, visibility):
        assert seen(RECORD, audiences) == visibility

    def test_meet_where_their_fellowship_publishes_it(self):
        assert seen(RECORD, ["young"], is_own_list=True) == PUBLIC

    @pytest.mark.parametrize(
        "venue", [None, replace(HALL, address=""), VenueRecord(town="Northbridge")]
    )
    def test_are_not_published_by_a_list_without_the_address(self, venue):
        told = replace(RECORD, venue=venue)

        assert seen(told, ["young"], is_own_list=True) == CONTACT

    @pytest.mark.parametrize(
        ("name", "visibility"),
        [
            ("Northbridge Alateen", CONTACT),
            ("Al-Anon and Alateen family night", PUBLIC),
            ("Northbridge", PUBLIC),
        ],
    )
    def test_are_known_by_name_in_another_fellowships_list(self, name, visibility):
        assert seen(replace(RECORD, name=name), ["family"]) == visibility

    def test_in_a_prison_are_nobodys_to_find(self):
        told = replace(RECORD, notes="Residents only", venue=HALL)

        assert seen(told, ["young"], is_own_list=True) == RESIDENTS


@pytest.mark.django_db
class TestImported:
    def test_are_kept_as_they_may_be_seen(self):
        a_fellowship("alateen", for_whom=["family", "young"])
        bring_in(
            a_record("one"),
            a_record("two", notes="Residents only."),
            a_record("three", fellowship="Alateen"),
        )

        kept = Meeting.objects.order_by("pk").values_list("visibility", flat=True)
        assert list(kept) == [PUBLIC, RESIDENTS, CONTACT]
        assert Meeting.objects.published().count() == 2

    def test_are_seen_otherwise_once_the_list_is_the_fellowships_own(self):
        a_fellowship("alateen", for_whom=["young"])
        bring_in(a_record(fellowship="Alateen"))
        MeetingSource.objects.update(is_fellowships_own=True)
        SourceRecord.objects.update(digest="")

        bring_in(a_record(fellowship="Alateen"))

        assert Meeting.objects.get().visibility == PUBLIC

    def test_that_become_the_residents_own_leave_a_tombstone(self):
        bring_in(a_record())
        bring_in(a_record(notes="Residents only."))
        assert Meeting.objects.get().withdrawn_at is not None

        bring_in(a_record())
        assert Meeting.objects.get().withdrawn_at is None


SECRETS = ("Secret Hall", "7 Hidden Row", "NB7 7SE", "NB77SE", "53.87", "0.77")


@pytest.fixture
def meeting(db):
    a_meeting(name="Anchor", venue=a_venue(latitude=53.8, longitude=0.75))
    return a_meeting(
        name="Young Lights",
        visibility=CONTACT,
        fellowship=a_fellowship(
            "alateen", for_whom=["young"], helpline="020 7946 0111"
        ),
        group=a_group(fellowship=a_fellowship("alateen")),
        venue=a_venue(
            name="Secret Hall",
            address="7 Hidden Row",
            postcode="NB7 7SE",
            latitude=53.87,
            longitude=0.77,
        ),
    )


class TestWithAContactOnly:
    @pytest.mark.parametrize(
        "path",
        [
            "/meetings/",
            "/meetings/?place=Northbridge",
            "/meetings/?q=young+lights",
            "/meetings/{reference}/",
            "/meetings/{reference}/calendar.ics?title=full",
            "/meetings/{reference}/calendar.ics",
        ],
    )
    def test_show_no_address_anywhere(self, meeting, path):
        answer = Client().get(path.format(reference=meeting.reference))

        said = answer.content.decode()
        assert answer.status_code == 200
        assert not [secret for secret in SECRETS if secret in said]

    def test_are_found_in_their_town_and_no_nearer(self, meeting):
        directory = published.current()
        town = directory.places.town("Northbridge")
        assert town == (53.8, 0.75)
        position = list(directory.snapshot.keys).index(meeting.pk)

        assert directory.snapshot.nearness.miles(position, *town) < 0.01

    @pytest.mark.parametrize("words", ["secret", "hidden", "NB7 7SE", "nb77se"])
    def test_are_not_found_by_their_address(self, meeting, words):
        directory = published.current()

        assert directory.snapshot.answer(FinderQuery(q=words), NOW).total == 0
        assert directory.places.find("NB7 7SE") is None

    def test_have_no_place_in_rows_and_maps(self, meeting):
        row = card_rows([meeting.pk])[meeting.pk]

        assert (row.venue__name, row.venue__postcode) == (None, None)
        assert row.venue__town == "Northbridge"
        assert spots([meeting.pk]) == {}


class TestForResidents:
    @pytest.mark.parametrize(
        "path", ["/meetings/{reference}/", "/meetings/{reference}/calendar.ics"]
    )
    def test_are_not_there(self, meeting, path):
        Meeting.objects.filter(pk=meeting.pk).update(visibility=RESIDENTS)

        answer = Client().get(path.format(reference=meeting.reference))

        assert answer.status_code == 404

    def test_are_not_found(self, meeting):
        Meeting.objects.filter(pk=meeting.pk).update(visibility=RESIDENTS)
        published.forget()

        snapshot = published.current().snapshot

        assert meeting.pk not in list(snapshot.keys)
        assert card_rows([meeting.pk]) == {}
        said = Client().get("/meetings/").content.decode()
        assert "Young Lights" not in said

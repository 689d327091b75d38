from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.formats.records import (
    MeetingRecord,
    Problem,
    Reading,
    VenueRecord,
)
from mutualaid.directory.recurrence import (
    DateException,
    ExceptionKind,
    Frequency,
    Schedule,
)
from mutualaid.directory.staging import (
    KnownRecord,
    Staged,
    digest_of,
    stage,
    with_fellowships,
)

MONDAY = Schedule(Frequency.WEEKLY, weekday=0, start_time=time(19))
RECORD = MeetingRecord(
    key="one", name="Harbour Lights", schedules=(MONDAY,), venue=VenueRecord()
)
OTHER = {
    "key": "two",
    "name": "Harbour lights",
    "schedules": (MONDAY, replace(MONDAY, weekday=1)),
    "fellowship": "aa",
    "group_name": "Harbour group",
    "venue": None,
    "mode": "online",
    "openness": "open",
    "service_body": "Northbridge Area",
    "type_codes": (("aa", "O"),),
    "features": ("women",),
    "languages": ("en",),
    "venue_closed": True,
    "conference_url": "https://meet.example",
    "conference_phone": "020 7946 0123",
    "conference_notes": "Ask for the link.",
    "notes": "Tea.",
    "group_notes": "Since 1990.",
    "website": "https://harbour.example",
    "source_url": "https://list.example/one",
    "source_updated_at": datetime(2026, 11, 21, tzinfo=UTC),
    "raw": {"slug": "one"},
}
OTHER_VENUE = {
    "name": "Hall",
    "address": "1 Harbour Row",
    "town": "Northbridge",
    "county": "Eastshire",
    "postcode": "NB1 1AA",
    "country": "England",
    "latitude": 53.8,
    "longitude": 0.75,
    "is_approximate": True,
    "notes": "Side door.",
}
CANCELLED = DateException(date(2026, 12, 28), ExceptionKind.CANCELLED)
FORTNIGHTLY = replace(MONDAY, interval=2, anchored_on=date(2026, 11, 23))
FIRST = replace(MONDAY, frequency=Frequency.MONTHLY_WEEKDAY, ordinals=(1,))
FIFTH = replace(MONDAY, frequency=Frequency.MONTHLY_DATE, weekday=None, day_of_month=5)
SCHEDULES = {
    "frequency": (replace(FIRST, frequency=Frequency.WEEKLY, ordinals=()), FIRST),
    "weekday": (MONDAY, replace(MONDAY, weekday=2)),
    "interval": (FORTNIGHTLY, replace(FORTNIGHTLY, interval=3)),
    "ordinals": (FIRST, replace(FIRST, ordinals=(1, 3))),
    "day_of_month": (FIFTH, replace(FIFTH, day_of_month=6)),
    "start_time": (MONDAY, replace(MONDAY, start_time=time(19, 30))),
    "duration": (MONDAY, replace(MONDAY, duration=timedelta(minutes=90))),
    "timezone": (MONDAY, replace(MONDAY, timezone="Europe/Dublin")),
    "starts_on": (MONDAY, replace(MONDAY, starts_on=date(2026, 1, 1))),
    "ends_on": (MONDAY, replace(MONDAY, ends_on=date(2027, 1, 1))),
    "anchored_on": (FORTNIGHTLY, replace(FORTNIGHTLY, anchored_on=date(2026, 11, 30))),
    "exceptions": (MONDAY, replace(MONDAY, exceptions=(CANCELLED,))),
}


def names(of: type) -> list[str]:
    return [field.name for field in fields(of)]


class TestDigest:
    @pytest.mark.parametrize("field", names(MeetingRecord))
    def test_changes_with_every_field_of_a_record(self, field):
        assert digest_of(replace(RECORD, **{field: OTHER[field]})) != digest_of(RECORD)

    @pytest.mark.parametrize("field", names(VenueRecord))
    def test_changes_with_every_field_of_its_venue(self, field):
        venue = VenueRecord(**{field: OTHER_VENUE[field]})

        assert digest_of(replace(RECORD, venue=venue)) != digest_of(RECORD)

    @pytest.mark.parametrize("field", names(Schedule))
    def test_changes_with_every_field_of_its_schedule(self, field):
        before, after = (
            digest_of(replace(RECORD, schedules=(schedule,)))
            for schedule in SCHEDULES[field]
        )

        assert before != after

    def test_changes_with_the_usual_fellowship_of_a_record_that_says_none(self):
        own = replace(RECORD, fellowship="na")

        assert digest_of(RECORD, "aa") != digest_of(RECORD, "na")
        assert digest_of(own, "aa") == digest_of(own, "ca")

    def test_is_the_same_for_the_same_record(self):
        again = MeetingRecord(
            key="one",
            name="Harbour Lights",
            schedules=(replace(MONDAY),),
            venue=VenueRecord(),
        )

        assert digest_of(again) == digest_of(RECORD)

    @given(st.text(st.characters(), max_size=20))
    def test_is_there_for_any_text_even_half_a_letter(self, text):
        assert len(digest_of(replace(RECORD, notes=text))) == 64


KEYS = st.sampled_from("abcdefgh")
RECORDS = st.dictionaries(KEYS, st.sampled_from(["Dawn", "Dusk"]), max_size=8).map(
    lambda told: {
        key: replace(RECORD, key=key, name=name) for key, name in told.items()
    }
)
KNOWN = st.dictionaries(
    KEYS, st.tuples(st.sampled_from(["Dawn", "Dusk", "Noon"]), st.booleans())
).map(
    lambda told: {
        key: KnownRecord(
            ord(key), digest_of(replace(RECORD, key=key, name=name)), is_gone
        )
        for key, (name, is_gone) in told.items()
    }
)


def after(staged: Staged, known: dict[str, KnownRecord]) -> dict[str, KnownRecord]:
    """What is known once the staged changes are written."""
    written = {
        key: replace(each, is_gone=each.is_gone or each.pk in staged.gone)
        for key, each in known.items()
    }
    for record, digest, pk in staged.changed:
        written[record.key] = KnownRecord(pk, digest, False)
    for record, digest in staged.new:
        written[record.key] = KnownRecord(ord(record.key), digest, False)
    return written


class TestStage:
    @given(RECORDS, KNOWN)
    def test_puts_every_record_in_one_place(self, records, known):
        staged = stage(records, known)
        new = {record.key for record, _ in staged.new}
        changed = {record.key for record, _, _ in staged.changed}

        assert len(new) + len(changed) + staged.unchanged == len(records)
        assert not new & changed
        assert not new & known.keys()
        assert changed <= known.keys() & records.keys()

    @given(RECORDS, KNOWN)
    def test_what_is_gone_was_there_and_is_not_in_the_file(self, records, known):
        staged = stage(records, known)

        assert set(staged.gone) == {
            each.pk
            for key, each in known.items()
            if key not in records and not each.is_gone
        }
        assert not set(staged.gone) & {pk for _, _, pk in staged.changed}

    @given(RECORDS, KNOWN)
    def test_has_nothing_to_do_the_second_time(self, records, known):
        again = stage(records, after(stage(records, known), known))

        assert not again.changes_anything
        assert again.unchanged == len(records)

    @given(RECORDS, KNOWN)
    def test_knows_those_that_are_not_gone(self, records, known):
        living = [each for each in known.values() if not each.is_gone]

        assert stage(records, known).known == len(living)

    def test_brings_back_what_was_gone_even_unchanged(self):
        known = {"one": KnownRecord(7, digest_of(RECORD), is_gone=True)}

        staged = stage({"one": RECORD}, known)

        assert staged.changed == ((RECORD, digest_of(RECORD), 7),)


class TestReport:
    @given(RECORDS, KNOWN, st.integers(0, 5))
    def test_accepts_and_rejects_all_that_was_read(self, records, known, rejected):
        read = len(records) + rejected

        report = stage(records, known).report(read, (), is_dry_run=False)

        assert report.accepted == report.new + report.changed + report.unchanged
        assert (report.accepted, report.rejected) == (len(records), rejected)

    def test_as_json_is_plain_all_the_way_down(self):
        problem = Problem("one", "day", "There is no such day.", fatal=True)

        told = stage({}, {}).report(1, [problem], is_dry_run=True).as_json()

        assert told["problems"] == (
            {
                "record": "one",
                "field": "day",
                "reason": "There is no such day.",
                "fatal": True,
            },
        )
        assert (told["read"], told["rejected"], told["is_dry_run"]) == (1, 1, True)


class TestSuspiciousDrop:
    @pytest.mark.parametrize(
        ("known", "kept", "is_suspicious"),
        [
            (1, 0, True),
            (2, 1, False),
            (3, 0, True),
            (3, 1, False),
            (4, 1, True),
            (4, 2, False),
            (5, 2, True),
            (10, 0, True),
            (10, 4, True),
            (10, 5, False),
            (11, 5, True),
            (11, 6, False),
            (1000, 499, True),
            (1000, 500, False),
        ],
    )
    def test_is_more_than_half_of_four_or_more_and_all_of_fewer(
        self, known, kept, is_suspicious
    ):
        told = {str(n): KnownRecord(n, "", is_gone=False) for n in range(known)}
        records = {str(n): replace(RECORD, key=str(n)) for n in range(kept)}

        assert stage(records, told).is_suspicious_drop is is_suspicious

    @pytest.mark.parametrize(
        ("known", "others", "is_suspicious"),
        [
            (1, 1, False),
            (3, 3, False),
            (3, 4, False),
            (3, 2, True),
            (4, 4, True),
            (0, 0, False),
        ],
    )
    def test_of_a_few_that_others_take_the_place_of_is_none(
        self, known, others, is_suspicious
    ):
        told = {str(n): KnownRecord(n, "", is_gone=False) for n in range(known)}
        records = {f"new {n}": replace(RECORD, key=f"new {n}") for n in range(others)}

        assert stage(records, told).is_suspicious_drop is is_suspicious

    @given(RECORDS, KNOWN)
    def test_is_never_where_nothing_is_gone_and_always_where_all_is(
        self, records, known
    ):
        living = [each for each in known.values() if not each.is_gone]

        assert stage({}, known).is_suspicious_drop is bool(living)
        all_there = {key: replace(RECORD, key=key) for key in known}
        assert not stage({**records, **all_there}, known).is_suspicious_drop


class TestWithFellowships:
    def test_a_records_own_word_goes_before_the_importers(self):
        own = replace(RECORD, key="own", fellowship="na")
        kept, problems = with_fellowships(
            Reading(2, (RECORD, own), ()), "aa", ["aa", "na"]
        )

        assert list(kept) == ["one", "own"]
        assert problems == []

    @pytest.mark.parametrize(
        ("said", "usual", "reason"),
        [
            ("", "", "Neither the record nor the import says which fellowship"),
            ("moon", "aa", "There is no fellowship with the key moon."),
        ],
    )
    def test_rejects_a_record_of_none_that_is_known(self, said, usual, reason):
        reading = Reading(2, (replace(RECORD, fellowship=said),), (
            Problem("row 1", "", "It is empty.", fatal=True),
        ))  # fmt: skip

        kept, problems = with_fellowships(reading, usual, ["aa"])

        assert kept == {}
        assert [problem.record for problem in problems] == ["row 1", "one"]
        assert problems[1].reason.startswith(reason)
        assert (problems[1].field, problems[1].fatal) == ("fellowship", True)

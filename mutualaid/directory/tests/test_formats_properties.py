"""What holds for every file, however odd."""

import csv
import gc
import io
import json
import tracemalloc
from math import isfinite
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutualaid.directory.formats import FORMATS, read
from mutualaid.directory.formats.bmlt import Bmlt
from mutualaid.directory.formats.field_names import FIELDS
from mutualaid.directory.formats.records import FormatError

from .workbooks import a_workbook

any_text = st.text(alphabet=st.characters(exclude_categories=[]), max_size=40)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | any_text
    | st.sampled_from(
        ["19:30", "7pm", "Mon", "Tue & Thu", "1st Friday", "monthly", "fortnightly", "24:00",
         "2026-12-04", "yes", "ONL", "null", "https://zoom.us/j/1?pwd=x", "07700 900456"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
field_names = st.sampled_from(FIELDS) | any_text
records = st.dictionaries(field_names, values, max_size=12)
documents = values | st.lists(records | values, max_size=8)

NEIGHBOURS = [
    {
        "name": f"Meeting {number}",
        "slug": f"meeting-{number}",
        "day": number % 7,
        "time": "19:30",
        "end_time": "20:30",
        "types": ["O", "X", "ONL"],
        "location": "Hall",
        "formatted_address": f"{number} High Street, Northbridge NB3 4QX, UK",
        "latitude": 51.5,
        "longitude": -1.5,
        "timezone": "Europe/London",
        "notes": "Side door",
    }
    for number in range(5)
]


def as_json(document):
    return json.dumps(document).encode("utf-8")


SHEET = [["name", "day", "time"], ["A", "Mon", "7pm"]]
EVENT = (
    "BEGIN:VEVENT\r\nUID:step\r\nSUMMARY:Step\r\nDTSTART;TZID=Europe/London:20300107T193000\r\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=9\r\nEXDATE:20300114T193000Z\r\nEND:VEVENT\r\n"
)
WHOLE = {
    "meeting-guide": as_json(NEIGHBOURS),
    "bmlt": as_json([{"id_bigint": "1", "weekday_tinyint": "2", "formats": "O,St"}]),
    "csv": "\n".join(map(",".join, SHEET)).encode(),
    "xlsx": a_workbook(SHEET),
    "icalendar": f"BEGIN:VCALENDAR\r\n{EVENT * 2}END:VCALENDAR\r\n".encode(),
}


def read_or_sentence(data, **options):
    """The reading, or the sentence with which the file is refused."""
    try:
        return read(data, **options)
    except FormatError as error:
        return str(error)


def holds_together(reading):
    """What is true of every reading, and of every refusal."""
    if isinstance(reading, str):
        assert reading.endswith(".")
        assert "\n" not in reading
        return
    assert reading.accepted + reading.rejected == reading.read
    fatal = [problem for problem in reading.problems if problem.fatal]
    assert len(fatal) == reading.rejected
    assert len({record.key for record in reading.records}) == reading.accepted
    for problem in reading.problems:
        assert problem.record
        assert problem.reason.endswith(".")
        assert "\n" not in problem.reason
    for record in reading.records:
        assert record.name
        assert record.schedules
        json.dumps(record.raw, allow_nan=False).encode("utf-8")
        repr(record).encode("utf-8")


class TestEveryFile:
    @given(st.binary(max_size=300), st.sampled_from([None, *FORMATS]))
    def test_is_read_or_refused_in_a_sentence(self, data, chosen):
        holds_together(read_or_sentence(data, format=chosen))

    def test_has_a_whole_one_to_break(self):
        assert set(WHOLE) == set(FORMATS)
        for chosen, data in WHOLE.items():
            assert read(data, format=chosen).read > 0

    @given(st.binary(max_size=60), st.integers(0, 6_000), st.sampled_from([*FORMATS]))
    def test_with_broken_bytes_in_the_middle_is_no_exception(self, data, place, chosen):
        whole = WHOLE[chosen]
        broken = whole[:place] + data + whole[place:]

        holds_together(read_or_sentence(broken, format=chosen))


class TestEveryFeed:
    @given(documents, st.sampled_from(["", "aa", "na", "al-anon"]))
    def test_is_counted_in_full(self, document, fellowship):
        options = {"format": "meeting-guide", "fellowship": fellowship}
        reading = read_or_sentence(as_json(document), **options)

        holds_together(reading)
        if isinstance(document, list):
            assert reading.read == len(document)

    @given(
        st.integers(0, 4),
        st.sampled_from([*NEIGHBOURS[0], *FIELDS]) | any_text,
        values,
    )
    def test_leaves_the_neighbours_of_a_corrupted_record_alone(
        self, position, field, value
    ):
        whole = read(as_json(NEIGHBOURS)).records
        corrupted = [dict(record) for record in NEIGHBOURS]
        corrupted[position][field] = value

        reading = read(as_json(corrupted))

        kept = {record.key: record for record in reading.records}
        neighbours = [r for number, r in enumerate(whole) if number != position]
        assert [kept[neighbour.key] for neighbour in neighbours] == neighbours
        assert reading.read == 5

    @given(st.integers(0, 4), values)
    def test_leaves_the_neighbours_of_no_record_at_all_alone(self, position, value):
        whole = read(as_json(NEIGHBOURS)).records
        corrupted = [*NEIGHBOURS[:position], value, *NEIGHBOURS[position + 1 :]]

        kept = {record.key: record for record in read(as_json(corrupted)).records}

        neighbours = [r for number, r in enumerate(whole) if number != position]
        assert [kept[neighbour.key] for neighbour in neighbours] == neighbours

    @given(st.permutations(NEIGHBOURS))
    def test_says_the_same_in_any_order(self, shuffled):
        told = {record.key: record for record in read(as_json(shuffled)).records}

        assert told == {r.key: r for r in read(as_json(NEIGHBOURS)).records}


# What calendars hold, in any order: most of it makes no sense.
calendar_lines = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:X",
     "DTSTART:20300107T193000Z", "DTSTART;TZID=X:20300107T193000", "DTSTART;VALUE=DATE:20300107",
     "DTEND:20300107T200000Z", "DURATION:PT1H", "DURATION:P9W", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU",
     "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=MONTHLY;BYDAY=-1SU", "RRULE:UNTIL=9",
     "EXDATE:20300114T193000Z", "RDATE:20300115T193000", "RDATE;VALUE=PERIOD:20300115T193000Z/PT1H",
     "RECURRENCE-ID:20300114T193000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20300114T193000Z",
     "STATUS:CANCELLED", "SEQUENCE:2", "SEQUENCE:x", "UID:a", "UID:b", "SUMMARY:Step", "SUMMARY:",
     "GEO:51;0", "GEO:x", "CATEGORIES:Open,W", "URL:javascript:x", "LOCATION:Hall\\, Ayr",
     "X-WR-TIMEZONE:Mars", "END:VCALENDAR", "BEGIN:VCALENDAR"]
) | any_text  # fmt: skip


class TestEveryCalendar:
    @given(st.lists(calendar_lines, max_size=14), st.lists(calendar_lines, max_size=6))
    def test_is_counted_in_full(self, inside, around):
        event = ["BEGIN:VEVENT", "SUMMARY:Step", *inside, "END:VEVENT"]
        lines = ["BEGIN:VCALENDAR", *around, *event, "END:VCALENDAR", ""]

        data = "\r\n".join(lines).encode("utf-8", "replace")
        holds_together(read_or_sentence(data, format="icalendar"))


class TestEveryAnswer:
    FIELDS = st.sampled_from(
        [*Bmlt.words, "published", "format_shared_id_list", "root_server_id"]
    )

    @given(
        st.lists(st.dictionaries(FIELDS, values, max_size=12), max_size=5), documents
    )
    def test_of_bmlt_is_counted_in_full(self, meetings, formats):
        options = {"format": "bmlt", "companions": {"formats": as_json([formats])}}
        reading = read_or_sentence(as_json(meetings), **options)

        holds_together(reading)
        assert reading.read == len(meetings)


class TestEveryWorkbook:
    @settings(max_examples=20)  # the writing takes most of the time
    @given(
        st.lists(
            st.lists(any_text | st.floats() | st.booleans(), max_size=8), max_size=4
        )
    )
    def test_is_counted_in_full(self, rows):
        cells = [[_writable(cell) for cell in row] for row in rows]
        data = a_workbook([TestEverySheet.HEADINGS, *cells])

        holds_together(read_or_sentence(data, format="xlsx"))


def _writable(cell):
    """What the other library agrees to write."""
    if not isinstance(cell, str):
        return cell if isinstance(cell, bool) or isfinite(cell) else None
    return "".join(c for c in cell if c.isprintable() and c != "=")


class TestEverySheet:
    HEADINGS = ("Name", "Day", "Time", "Frequency", "Venue", "Notes", "Types")

    @given(st.lists(st.lists(any_text, max_size=8), max_size=6))
    def test_is_counted_in_full(self, rows):
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(self.HEADINGS)
        writer.writerows(rows)

        data = file.getvalue().encode("utf-8", "replace")
        holds_together(read_or_sentence(data, format="csv"))

    @given(st.integers(0, 4), st.sampled_from(HEADINGS), any_text)
    def test_leaves_the_neighbours_of_a_corrupted_row_alone(
        self, position, heading, cell
    ):
        rows = [
            ["Step", "Mon", "19:30", "", f"Hall {number}", "", "O"]
            for number in range(5)
        ]
        whole = read(self._sheet(rows)).records
        rows[position][self.HEADINGS.index(heading)] = cell.replace("\x00", "")

        reading = read(self._sheet(rows))

        assert reading.read == 5
        neighbours = [r for number, r in enumerate(whole) if number != position]
        assert [r for r in reading.records if r in neighbours] == neighbours

    def _sheet(self, rows):
        file = io.StringIO()
        csv.writer(file).writerows([self.HEADINGS, *rows])
        return file.getvalue().encode("utf-8", "replace")


def large_feed(count):
    """A feed as a plugin emits it, about 500 bytes a record."""
    return as_json(
        [
            {
                "id": number,
                "name": f"{('Monday', 'Sunrise', 'Step', 'Big Book')[number % 4]} group {number}",
                "slug": f"meeting-{number}",
                "day": number % 7,
                "time": f"{number % 24:02}:30",
                "end_time": f"{(number + 1) % 24:02}:30",
                "types": ["O", "D", ("X", "W", "ST")[number % 3]],
                "location": f"Hall {number // 3}",
                "formatted_address": f"{number // 3} High Street, Town {number % 400}, "
                f"NB{number % 9 + 1} {number % 9}QX, UK",
                "latitude": 50 + number % 50_000 / 10_000,
                "longitude": -3 + number % 30_000 / 10_000,
                "notes": "Ring the bell and wait" if number % 2 else "Ask on 01632 960123",
                "updated": "2026-01-02 03:04:05",
                "url": f"https://feed.example.org/meetings/{number}",
                "conference_url": f"https://zoom.us/j/{10**9 + number}?pwd=abc" if number % 3 else "",
                "attendance_option": "hybrid" if number % 3 else "in_person",
            }
            for number in range(count)
        ]
    )  # fmt: skip


class TestGarbage:
    """It is not looked for while records are read."""

    @pytest.fixture
    def found(self, monkeypatch):
        found = []
        monkeypatch.setattr(
            "mutualaid.directory.formats.reading.meeting_of",
            lambda *_: found.append(gc.isenabled()) or {}["what stops the reading"],
        )
        yield found
        gc.enable()

    def test_is_looked_for_again_even_where_the_reading_stopped(self, found):
        with pytest.raises(KeyError):
            read(large_feed(1))

        assert (found, gc.isenabled()) == ([False], True)

    def test_is_not_looked_for_where_it_was_not_before(self, found):
        gc.disable()

        with pytest.raises(KeyError):
            read(large_feed(1))

        assert not gc.isenabled()


@pytest.mark.figures
class TestLargeFeed:
    COUNT = 30_000

    def test_is_read_within_five_seconds(self, record_property):
        data = large_feed(self.COUNT)
        before = process_time()

        reading = read(data, fellowship="aa")

        seconds = process_time() - before
        record_property("seconds for 30,000 records", f"{seconds:.1f}")
        assert reading.accepted == self.COUNT
        assert seconds < 5

    def test_takes_less_than_200_megabytes(self, record_property):
        data = large_feed(self.COUNT // 3)  # tracing is slow
        tracemalloc.start()
        try:
            read(data, fellowship="aa")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        record_property("megabytes for 30,000 records", peak * 3 // 10**6)
        assert peak * 3 < 200 * 10**6

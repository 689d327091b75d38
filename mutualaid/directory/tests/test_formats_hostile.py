"""Feeds that mean harm: everything stays plain text, and nothing grows beyond its bounds."""

import json
import os
import subprocess
import sys
import textwrap

import pytest

from mutualaid.directory.formats import read
from mutualaid.directory.formats.field_names import FIELDS
from mutualaid.directory.formats.records import FormatError

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>Hall"
MEETING = {"name": "Step", "slug": "step", "day": 1, "time": "19:30"}
LINKS = """
    javascript:alert(1) JaVaScRiPt:alert(1) java\tscript:alert(1) \x01javascript:alert(1)
    data:text/html,<script>1</script> file:///etc/passwd vbscript:x ftp://example.org/
    //evil.example/x \\\\evil.example\\x http:\\\\evil.example /\\evil.example
    http:///evil https:evil http://[::1 javascript://example.org/%0aalert(1)
    &#106;avascript:alert(1) %6aavascript:alert(1)
""".split()  # noqa: SIM905


def one(**changes):
    (meeting,) = read(json.dumps([MEETING | changes]).encode()).records
    return meeting


class TestScript:
    def test_in_every_field_stays_plain_text(self):
        record = dict.fromkeys((*FIELDS, "unknown"), SCRIPT) | MEETING
        record |= {"frequency": "", "starts_on": "", "ends_on": "", "fellowship": "aa"}
        record["archived"] = ""

        meeting = one(**record)

        told = [getattr(meeting, name) for name in (
            "name", "group_name", "service_body", "notes", "group_notes", "conference_notes",
        )]  # fmt: skip
        told += [getattr(meeting.venue, name) for name in ("name", "address", "town", "notes")]  # fmt: skip
        assert [text for text in told if "<" in text] == []
        assert meeting.venue.name == "Hall"

    @pytest.mark.parametrize("link", LINKS)
    @pytest.mark.parametrize("field", ["conference_url", "website", "url"])
    def test_in_a_link_leaves_none(self, field, link):
        meeting = one(**{field: link})

        for told in (meeting.conference_url, meeting.website, meeting.source_url):
            assert told == "" or told.startswith(("https://", "http://"))
            assert "script" not in told.casefold()
            assert "evil" not in told

    @pytest.mark.parametrize(
        "number", ["javascript:1", "tel:01632960001;x=<b>", "sip:x@y"]
    )
    def test_in_a_number_leaves_digits(self, number):
        told = one(conference_phone=number).conference_phone

        assert set(told) <= set("+0123456789,#")


class TestSigns:
    @pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad", "\u200f"])  # fmt: skip
    def test_that_hide_or_turn_text_are_removed(self, mark):
        meeting = one(
            name=f"St{mark}ep", location=f"{mark}Hall{mark}", notes=f"a{mark}b"
        )

        assert (meeting.name, meeting.venue.name, meeting.notes) == (
            "Step",
            "Hall",
            "ab",
        )
        assert mark not in repr(meeting.raw)


class TestSize:
    def test_of_a_field_is_cut_with_a_sentence(self):
        data = json.dumps([MEETING | {"notes": "word " * 900, "name": "x" * 3_000}])
        reading = read(data.encode())

        assert len(reading.records[0].name) == 255
        assert [problem.reason for problem in reading.problems] == [
            "It is longer than 255 characters, so the end is left out."
        ]

    def test_of_ten_megabytes_in_a_field_is_no_matter(self):
        meeting = one(notes="word " * 2_000_000)

        assert len(meeting.notes) <= 5_000

    def test_of_a_list_with_too_many_values_is_refused(self):
        with pytest.raises(FormatError, match="more values than any list of meetings"):
            read(b"[" + b"[]," * 1_200_000 + b"[]]")

    def test_of_a_list_whose_records_share_one_key_is_read_in_time(self):
        records = [{"name": "x", "notes": str(number)} for number in range(5_000)]
        reading = read(json.dumps(records).encode())

        assert reading.accepted == 5_000
        assert len({meeting.key for meeting in reading.records}) == 5_000


# Each of them a file of the largest size that is taken from an address or a browser.
LARGEST = 20_000_000
HOSTILE = {
    "short texts": 'b\'["ab"\' + b\',"ab"\' * 3_400_000 + b"]"',
    "small objects": "b'[{\"x\":[{}' + b',{\"a\":1}' * 1_100_000 + b']}]'",
    "a list and one emoji": "'[{\"name\":\"\\U0001f600\",\"notes\":\"'.encode() + b'a ' * 9_900_000 + b'\"}]'",
    "many small meetings": "('[' + ','.join('{\"name\":\"m%d\",\"day\":1,\"time\":\"19:30\"}' % n for n in range(149_000)) + ']').encode()",
    "wide rows": "(','.join(['name', 'day', 'time'] + [f'c{n}' for n in range(490)]) + chr(10) + ('a,Mon,7pm' + ',x' * 490 + chr(10)) * 19_000).encode()",
    "blank rows": "b'name,day,time' + b'\\n' * 19_000_000",
    "blank cells": "b'name,day,time\\n' + b',' * 19_000_000",
    "a long line": "b'BEGIN:VCALENDAR\\nBEGIN:VEVENT\\nSUMMARY:' + b'a' * 19_000_000 + b'\\nEND:VEVENT\\nEND:VCALENDAR\\n'",
    "blank lines": "b'BEGIN:VCALENDAR\\n' + b'\\n' * 19_000_000 + b'END:VCALENDAR\\n'",
    "blank events": "b'BEGIN:VCALENDAR\\n' + b'BEGIN:VEVENT\\nEND:VEVENT\\n' * 20_000 + b'END:VCALENDAR\\n'",
    "a bomb in gzip": "__import__('gzip').compress(b'[' + b' ' * 60_000_000, 1)",
    "deep": "b'[' * 3_000_000",
}  # fmt: skip
PROGRAM = """
    import re
    from pathlib import Path
    from mutualaid.directory.formats import read
    from mutualaid.directory.formats.records import FormatError

    data = Path({path!r}).read_bytes()
    try:
        read(data)
    except FormatError:
        pass
    # Of this program alone: getrusage also counts what started it.
    told = Path("/proc/self/status").read_text()
    print(int(re.search(r"VmHWM:\\s+(\\d+)", told)[1]) // 1024)
"""


IS_FULL = os.environ.get("MUTUALAID_PROVE") == "full"
KINDS = HOSTILE if IS_FULL else ("a bomb in gzip", "deep", "wide rows")


@pytest.mark.prove
class TestMemory:
    """All kinds in bin/prove; a few of the quick ones always."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_of_a_hostile_list_stays_below_400_megabytes(
        self, kind, tmp_path, record_property
    ):
        path = tmp_path / "list"
        path.write_bytes(eval(HOSTILE[kind]))  # noqa: S307 (our own words, above)
        program = textwrap.dedent(PROGRAM).format(path=str(path))

        told = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )

        record_property(f"megabytes for {kind}", int(told.stdout))
        assert int(told.stdout) < 400

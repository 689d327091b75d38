import gzip
import json

import pytest

from mutualaid.directory.formats import FORMATS, read, recognise
from mutualaid.directory.formats.decoding import LARGEST_FILE
from mutualaid.directory.formats.records import FormatError

from .workbooks import a_workbook

STEP = {"name": "Café Step", "slug": "step", "day": 1, "time": "19:30"}
LIST = json.dumps([STEP], ensure_ascii=False)
SHEET = "name,day,time\nCafé Step,Monday,19:30\n"


def complaint(data, **options):
    with pytest.raises(FormatError) as caught:
        read(data, **options)
    return str(caught.value)


class TestLayouts:
    @pytest.mark.parametrize(
        "document",
        [
            [STEP],
            {"meetings": [STEP]},
            {"data": [STEP], "page": 1},
            {"records": [{"id": "rec1", "fields": STEP, "createdTime": "x"}]},
            [{"fields": STEP}],
            {"range": "A1", "values": [list(STEP), list(STEP.values())]},
        ],
    )
    def test_of_lists_are_found(self, document):
        (meeting,) = read(json.dumps(document).encode()).records

        assert (meeting.key, meeting.name) == ("step", "Café Step")

    def test_of_a_table_give_the_record_its_id(self):
        fields = {key: value for key, value in STEP.items() if key != "slug"}
        document = {"records": [{"id": "recA1", "fields": fields}]}

        assert read(json.dumps(document).encode()).records[0].key == "recA1"

    def test_with_raw_line_breaks_in_texts_are_read(self):
        assert read(LIST.replace("Café Step", "Café\n\tStep").encode()).accepted == 1

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
    def test_with_numbers_that_are_none_are_read(self, number):
        data = LIST.replace("1,", f"1, \"latitude\": {number},", 1).encode()  # fmt: skip

        (meeting,) = read(data).records
        assert meeting.raw["latitude"] is None


class TestEncodings:
    @pytest.mark.parametrize("text", [LIST, SHEET])
    @pytest.mark.parametrize(
        "encoding",
        ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"],
    )
    def test_are_told_by_their_marks(self, text, encoding):
        (meeting,) = read(text.encode(encoding)).records

        assert meeting.name == "Café Step"

    @pytest.mark.parametrize("mark", [b"\xfe\xff"])
    def test_may_have_the_large_end_first(self, mark):
        assert read(mark + LIST.encode("utf-16-be")).accepted == 1


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "The file is empty."),
            (b"\xef\xbb\xbf \r\n", "The file is empty."),
            (b"PK\x03\x04...", "The file is a zip archive without a workbook in it; unpack it first."),
            (b"\xd0\xcf\x11\xe0...", "The file is a workbook of an old kind; save it as .xlsx or CSV first."),
            (b"%PDF-1.7", "The file is a PDF, from which no list can be read; ask for the sheet it was made of."),
            (b"\x1f\x8b\x08", "The file is compressed, and breaks off in the middle."),
            (b"\x1f\x8bxxxxxxxxxx", "The file is compressed, and damaged."),
            (gzip.compress(gzip.compress(b"[]", mtime=0), mtime=0), "The file is compressed twice, or a compressed archive; unpack it first."),
            (gzip.compress(b" " * 60_000_000, mtime=0), "The file is larger than 50 megabytes."),
            (b"<!DOCTYPE html><p>Sign in</p>", "That is a web page, not a list of meetings."),
            (b"<?xml version='1.0'?>\n<!-- x -->\n<HTML lang='en'>", "That is a web page, not a list of meetings."),
            (b"<?xml version='1.0'?><rss/>", "The file is XML, of a kind in which no list is read."),
            (b"name\x00day", "The file is not text: it holds bytes that no text has."),
            (b"\x81\x8d\x8f", "The file is not text in UTF-8, UTF-16 or Windows-1252."),
            (b"\xff\xfe\x00", "The file is not text in UTF-8, UTF-16 or Windows-1252."),
            (b"[1, 2", "The file stops in the middle, at line 1, column 6: it is not complete JSON."),
            (b'[{"name": "St', "The file is not valid JSON: a text that starts there never ends, at line 1, column 11."),
            (b"[1,\n,2]", "The file is not valid JSON: a value is missing or can't be read, at line 2, column 1."),
            (b"[1 2]", "The file is not valid JSON: a comma or a closing bracket is missing, at line 1, column 4."),
            (b'{"a" 1}', "The file is not valid JSON: a colon is missing, at line 1, column 6."),
            (b"{a: 1}", "The file is not valid JSON: a name in quotation marks is missing, at line 1, column 2."),
            (b"[]\n[]", "The file is not valid JSON: something follows after its end, at line 2, column 1."),
            (b'["\\x"]', "The file is not valid JSON: a backslash stands where it means nothing, at line 1, column 3."),
            (b"[" * 100_000, "The file is not a list of meetings: it is nested too deeply."),
            (b"[" + b"1" * 5_000 + b"]", "The file holds a number that is too long to read."),
            (b'{"values": [1, 2]}', "The file holds no list of meetings, neither bare nor as “meetings”, “records”, “data”, “items”, “results”."),
            (b'{"error": "no key"}', "The file holds no list of meetings, neither bare nor as “meetings”, “records”, “data”, “items”, “results”."),
        ],
        ids=lambda value: value[:20] if isinstance(value, str) else "",
    )  # fmt: skip
    def test_say_in_one_sentence_what_is_wrong(self, data, sentence):
        assert complaint(data) == sentence

    def test_bound_the_size_of_a_file(self):
        assert complaint(b" " * (LARGEST_FILE + 1)) == (
            "The file is larger than 50 megabytes."
        )

    def test_bound_the_number_of_records(self):
        assert complaint(b"[" + b"1," * 150_000 + b"1]") == (
            "The file holds more than 150,000 records."
        )

    def test_name_the_formats_there_are(self):
        assert complaint(b"[]", format="xml") == (
            "There is no format called 'xml'; there are meeting-guide, bmlt, csv, xlsx, icalendar."
        )


BMLT = b'[{"id_bigint": "1", "weekday_tinyint": "2"}]'
TABBED = "name\tday\ttime\nCaf\u00e9 Step\tMonday\t19:30\n"


class TestRecognise:
    @pytest.mark.parametrize(
        ("data", "format_"),
        [
            (LIST.encode(), "meeting-guide"),
            (b"[]", "meeting-guide"),
            (b"\xef\xbb\xbf\n " + LIST.encode(), "meeting-guide"),
            (LIST.encode("utf-16"), "meeting-guide"),
            (gzip.compress(LIST.encode(), mtime=0), "meeting-guide"),
            (BMLT, "bmlt"),
            (b"\xef\xbb\xbf" + BMLT, "bmlt"),
            (gzip.compress(BMLT, mtime=0), "bmlt"),
            (b'{"formats": [], "meetings": ' + BMLT + b"}", "bmlt"),
            (SHEET.encode(), "csv"),
            (SHEET.replace(",", ";").encode("utf-8-sig"), "csv"),
            (TABBED.encode("utf-16"), "csv"),
            (TABBED.encode("cp1252"), "csv"),
            (a_workbook([["name", "day", "time"]]), "xlsx"),
        ],
    )
    @pytest.mark.parametrize("name", ["", "list", "list.json", "list.csv"])
    def test_goes_by_what_the_file_holds(self, data, name, format_):
        if (format_, name) != ("csv", "list.json"):
            assert recognise(data, name) == format_
            assert format_ in FORMATS

    def test_goes_by_the_name_of_what_tells_nothing(self):
        assert recognise(b"oops", "feed.JSON") == "meeting-guide"
        assert recognise(b"oops", "feed") == "csv"

    def test_takes_a_list_out_of_its_gzip(self):
        assert read(gzip.compress(SHEET.encode())).accepted == 1

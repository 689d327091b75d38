import csv
import io
import struct
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Protection

from mutualaid.directory.formats import read, unpack
from mutualaid.directory.formats.limits import MOST_RECORDS
from mutualaid.directory.formats.records import FormatError
from mutualaid.directory.formats.workbook_parts import joined

from .workbooks import a_workbook, with_part

HEADINGS = ["Meeting", "Day", "Start", "End", "Venue", "Postcode"]
STEP = ["Step", "Monday", time(19, 30), time(21, 0), "Hall", "NB3 4QX"]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def one(rows, **options):
    (meeting,) = read(a_workbook(rows, **options)).records
    return meeting


def complaint(data):
    with pytest.raises(FormatError) as caught:
        read(data, format="xlsx")
    return str(caught.value)


class TestCells:
    @pytest.mark.parametrize(
        ("start", "wanted"),
        [
            (time(19, 30), time(19, 30)),
            ("7.30pm", time(19, 30)),
            (0.8125, time(19, 30)),
            (datetime(2026, 1, 5, 19, 30), None),  # noqa: DTZ001
            (timedelta(hours=19, minutes=30), time(19, 30)),
            (1930, time(19, 30)),
            (time(12, 29, 59, 999_999), time(12, 30)),
        ],
    )
    def test_with_times_are_read_in_every_form(self, start, wanted):
        row = ["Step", "Monday", start]
        reading = read(a_workbook([HEADINGS[:3], row]))

        assert [m.schedules[0].start_time for m in reading.records] == (
            [wanted] if wanted else []
        )

    def test_with_dates_are_read(self):
        row = ["Step", "Mon", "7pm", date(2026, 1, 5), datetime(2026, 12, 28)]  # noqa: DTZ001
        (schedule,) = one([[*HEADINGS[:3], "First date", "Last date"], row]).schedules

        assert schedule.starts_on == date(2026, 1, 5)
        assert schedule.ends_on == date(2026, 12, 28)

    def test_with_a_date_shown_as_its_weekday_are_days(self):
        def edit(book):
            book.active["B2"].number_format = "dddd"

        row = ["Step", date(2026, 1, 6), "7pm"]
        (schedule,) = one([HEADINGS[:3], row], edit=edit).schedules

        assert schedule.weekday == 1

    def test_of_books_that_count_from_1904_are_read(self):
        def edit(book):
            book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001

        row = ["Step", "Mon", time(19, 30), date(2026, 1, 5)]
        (schedule,) = one([[*HEADINGS[:3], "First date"], row], edit=edit).schedules

        assert schedule.starts_on == date(2026, 1, 5)

    def test_with_formulas_give_their_last_results(self):
        data = a_workbook([HEADINGS[:3], ["Step", "Mon", "x"]])
        cells = (
            f'<worksheet {NAMESPACE}><sheetData><row r="1">'
            '<c r="A1" t="inlineStr"><is><r><t>Mee</t></r><r><t>ting</t></r>'
            '<rPh sb="0" eb="1"><t>no</t></rPh></is></c>'
            '<c r="B1" t="str"><v>Day</v></c><c t="inlineStr"><is><t>Time</t></is></c></row>'
            '<row><c t="str"><f>A1</f><v>Step</v></c><c/>'
            '<c t="str"><v>7pm</v></c></row>'
            '<row r="9"><c r="A9" t="str"><f>A9</f><v>Late</v></c>'
            '<c r="C9" t="str"><f>1+1</f><v>8pm</v></c><c r="B9" t="str"><v>Fri</v></c>'
            '<c r="D9" t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
        )
        unpacked = unpack(with_part(data, SHEET, cells))

        assert unpacked.headings == ("Meeting", "Day", "Time")
        assert [(row.position, row.record) for row in unpacked.rows] == [
            ("row 2", {"Meeting": "Step", "Day": None, "Time": "7pm"}),
            ("row 9", {"Meeting": "Late", "Day": "Fri", "Time": "8pm"}),
        ]

    def test_say_what_another_reader_says(self):
        rows = [HEADINGS, STEP, ["Ça va", "Tue", "7pm", None, "St Jude’s & Co", 12.5]]
        data = a_workbook(rows)
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).active
        theirs = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]

        ours = [list(row.record.values()) for row in unpack(data).rows]

        assert [[*row[:2], *row[4:]] for row in ours] == [
            [*row[:2], *row[4:]] for row in theirs
        ]
        assert ours[0][2:4] == ["19:30", "21:00"]


class TestSheets:
    def test_may_have_a_title_above_their_headings(self):
        def edit(book):
            book.active.merge_cells("A1:F1")
            book.active["A1"].protection = Protection(locked=True)

        rows = [["Meetings of Northbridge"], [], HEADINGS, STEP]
        data = a_workbook(rows, edit=edit)

        assert read(data).records[0].venue.postcode == "NB3 4QX"
        assert unpack(data).rows[0].position == "row 4"

    def test_are_chosen_by_their_headings(self):
        data = a_workbook(
            [["Read me first"], ["Ask the office"]], sheets=[("List", [HEADINGS, STEP])]
        )

        assert read(data).accepted == 1

    def test_that_are_seen_go_before_hidden_ones(self):
        def edit(book):
            book.worksheets[0].sheet_state = "hidden"
            book.active = 1

        data = a_workbook(
            [HEADINGS, ["Old", *STEP[1:]]],
            sheets=[("List", [HEADINGS, STEP])],
            edit=edit,
        )

        assert [meeting.name for meeting in read(data).records] == ["Step"]

    def test_say_the_same_as_their_export(self, shared_data):
        path = shared_data / "meetings" / "sheet_san-francisco_aa_flat.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))

        told = read(a_workbook(rows), format="xlsx")
        wanted = read(path.read_bytes())

        assert (told.read, told.problems) == (wanted.read, wanted.problems)
        for one, other in zip(told.records, wanted.records, strict=True):
            for field in (
                "key",
                "name",
                "schedules",
                "venue",
                "features",
                "type_codes",
            ):
                assert getattr(one, field) == getattr(other, field)


def a_zip(parts, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, **options)
    return file.getvalue()


GOOD = a_workbook([HEADINGS, STEP])


def a_sheet(rows):
    return with_part(
        GOOD, SHEET, f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>"
    )


def locked():
    data = bytearray(GOOD)
    for start in range(len(data) - 4):
        if data[start : start + 4] == b"PK\x01\x02":
            (flags,) = struct.unpack_from("<H", data, start + 8)
            struct.pack_into("<H", data, start + 8, flags | 1)
    return bytes(data)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
BOMBS = [
    (lambda: with_part(GOOD, "xl/x.bin", b"\0" * 41_000_000), "The workbook unpacks to more than 40 megabytes."),
    (lambda: with_part(GOOD, "xl/x.bin", b"\0" * 9_000_000), "The workbook unpacks to more than 200 times its size."),
    (lambda: a_zip({f"x{n}": "" for n in range(1001)}), "The workbook has more than 1,000 parts."),
    (lambda: with_part(GOOD, "xl/styles.xml", f"<a>{'<xf/>' * 220_000}</a>{' ' * 9}"), "The workbook describes its sheets at too great a length."),
    (
        lambda: with_part(GOOD, "xl/workbook.xml", f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l8;</x>'),
        "The workbook declares entities, which no spreadsheet does; it is not read.",
    ),
    (
        lambda: with_part(GOOD, SHEET, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
        "The workbook declares entities, which no spreadsheet does; it is not read.",
    ),
    (lambda: a_sheet("<row>" * 60), "The workbook has more in it than any list has."),
    (lambda: a_sheet(""), "The workbook has no sheet with anything in it."),
    (locked, "The workbook is locked with a password."),
    (lambda: a_sheet('<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>'), "The sheet has more than 500 columns."),
    (lambda: a_sheet('<row r="1048576"><c t="str"><v>x</v></c></row>'), f"The sheet has more than {MOST_RECORDS:,} rows."),
    (lambda: a_sheet('<row r="9999999999"><c t="str"><v>x</v></c></row>'), "The sheet has no row of headings that we know; it begins with “x”."),
    (lambda: a_sheet('<row><c t="s"><v>99999</v></c></row>'), "The file is a damaged workbook, or none at all."),
    (lambda: a_sheet("<row><c><v>x</v></c></row>"), "The file is a damaged workbook, or none at all."),
    (lambda: a_sheet("<row>"), "The file is a damaged workbook, or none at all."),
    (lambda: a_sheet(""), "The workbook has no sheet with anything in it."),
    (lambda: a_sheet("<row/>" * 1000), "The workbook has no sheet with anything in it."),
    (lambda: GOOD[: len(GOOD) // 2], "The file is a damaged workbook, or none at all."),
    (lambda: a_zip({"xl/workbook.xml": "<x/>"}), "The file is a damaged workbook, or none at all."),
    (lambda: a_workbook([["Just", "words"]]), "The sheet has no row of headings that we know; it begins with “Just”, “words”."),
    (lambda: a_workbook([["alone"]]), "The sheet has no row of headings that we know; it begins with “alone”."),
]  # fmt: skip


class TestBombs:
    @pytest.mark.parametrize(("data", "sentence"), BOMBS)
    def test_are_refused_in_a_sentence(self, data, sentence):
        assert complaint(data()) == sentence

    def test_of_rows_that_are_wide_and_empty_are_refused(self):
        first = "".join(f'<c t="str"><v>{heading}</v></c>' for heading in HEADINGS)
        row = '<row><c r="SF1" t="str"><v>x</v></c></row>'

        assert complaint(a_sheet(f"<row>{first}</row>{row * 7000}")) == (
            "The sheet has more cells than any list of meetings."
        )


class TestParts:
    @pytest.mark.parametrize(
        ("target", "part"),
        [
            ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("../other/sheet1.xml", "other/sheet1.xml"),
        ],
    )
    def test_are_found_by_what_names_them(self, target, part):
        assert joined("xl", target) == part

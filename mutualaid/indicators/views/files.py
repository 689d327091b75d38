"""A series to take away: as a table, as a workbook, as JSON."""

from io import BytesIO

from django.http import HttpResponse, JsonResponse
from openpyxl import Workbook

from mutualaid.core.spreadsheets import safe_cell, table_row
from mutualaid.indicators.chart_finding import Charted
from mutualaid.indicators.presenters.files import as_data, headings, lines

# So that a spreadsheet reads the letters as they are.
BYTE_ORDER_MARK = "\ufeff"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(charted: Charted) -> HttpResponse:
    rows = [headings(), *lines(charted)]
    text = "".join(table_row("" if c is None else str(c) for c in row) for row in rows)
    return HttpResponse(BYTE_ORDER_MARK + text, content_type="text/csv; charset=utf-8")


def as_json(charted: Charted) -> HttpResponse:
    return JsonResponse(as_data(charted))


def as_workbook(charted: Charted) -> HttpResponse:
    """Numbers stay numbers; texts cannot act as formulas."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Readings")
    for row in [headings(), *lines(charted)]:
        sheet.append([safe_cell(c) if isinstance(c, str) else c for c in row])
    file = BytesIO()
    book.save(file)
    return HttpResponse(file.getvalue(), content_type=WORKBOOK)


ENDINGS = {"csv": as_csv, "json": as_json, "xlsx": as_workbook}

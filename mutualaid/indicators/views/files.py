"""A series to take away: as a table, as a workbook, as JSON."""

from django.http import HttpResponse, JsonResponse

from mutualaid.core.spreadsheets import table_row
from mutualaid.core.workbooks import workbook_of
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
    data = workbook_of({"Readings": [headings(), *lines(charted)]})
    return HttpResponse(data, content_type=WORKBOOK)


ENDINGS = {"csv": as_csv, "json": as_json, "xlsx": as_workbook}

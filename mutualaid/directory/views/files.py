"""Tables to take away."""

from collections.abc import Iterable

from django.http import HttpResponse

from mutualaid.core.spreadsheets import table_row

# So that a spreadsheet reads the letters as they are.
BYTE_ORDER_MARK = "\ufeff"


def as_file(rows: Iterable[Iterable[str]], name: str) -> HttpResponse:
    """Rows as a comma-separated file, safe to open in a spreadsheet."""
    lines = BYTE_ORDER_MARK + "".join(table_row(row) for row in rows)
    answer = HttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

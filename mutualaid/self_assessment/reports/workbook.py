"""The report as a workbook, a sheet for each table."""

from mutualaid.core.workbooks import workbook_of
from mutualaid.self_assessment.presenters.report import Report
from mutualaid.self_assessment.presenters.result_tables import tables_of

# What a sheet's name cannot hold.
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", ""))


def results_workbook(report: Report) -> bytes:
    """Every table of the report; no cell of it can act as a formula."""
    return workbook_of(
        {
            each.caption.translate(_FORBIDDEN): (each.head, *each.rows)
            for each in tables_of(report)
        }
    )

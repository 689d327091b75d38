"""The problems of a list as a table, to be sent to whoever mends it."""

from collections.abc import Iterator

from django.utils.translation import gettext

from mutualaid.core.spreadsheets import table_row

from .models import ImportRun


def problems_csv(run: ImportRun) -> Iterator[str]:
    """A line of headings and one for each problem, safe to open in a spreadsheet."""
    yield from problem_rows(run.problems)


def problem_rows(problems: list[dict[str, object]]) -> Iterator[str]:
    """The same of problems as dictionaries."""
    yield table_row(
        [
            gettext("Record"),
            gettext("Field"),
            gettext("What is wrong"),
            gettext("Left out"),
        ]
    )
    for each in problems:
        left_out = gettext("yes") if each["fatal"] else gettext("no")
        yield table_row(
            [str(each["record"]), str(each["field"]), str(each["reason"]), left_out]
        )

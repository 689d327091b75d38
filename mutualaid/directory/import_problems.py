"""The problems of a list as a table, to be sent to whoever mends it."""

from collections.abc import Iterator

from .models import ImportRun


def problems_csv(run: ImportRun) -> Iterator[str]:
    """A line of headings and one for each problem, safe to open in a spreadsheet."""
    raise NotImplementedError

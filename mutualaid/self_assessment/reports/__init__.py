"""A round's report to take away: on paper, as a workbook, and as data."""

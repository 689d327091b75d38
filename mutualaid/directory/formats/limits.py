"""How much of anything a file may hold: several times what any list of meetings needs."""

LARGEST_FILE = (
    50_000_000  # bytes; a list of all meetings of the country has under 30 million
)
MOST_RECORDS = 150_000  # several times all the meetings there are
MOST_COLUMNS = 500
MOST_CELLS = 2_500_000  # of a sheet, blank ones between the filled included

"""Measure "My week" against a filled directory, inside one process.

    MUTUALAID_DATA=folder MUTUALAID_DEMO=1 .venv/bin/python -m bench.week PLACE

Says wall time and processor time: on a shared machine only the second can be compared.
"""

import logging
import sys

from .api import Client, measured

ASKED = {
    "on foot or by bus": {"ways": ["walk", "transport"], "most_minutes": "45"},
    "by car for an hour, and online": {
        "ways": ["car"],
        "most_minutes": "60",
        "online": ["data"],
    },
}
BUSY = {"busy_day_0": "working", "busy_from_0": "9:00", "busy_until_0": "17:00"}


def main(place: str) -> None:
    """All figures, one to a line."""
    logging.disable(logging.CRITICAL)
    client = Client(HTTP_HOST="localhost")
    client.post("/my-week/", {"place": place})
    for name, said in ASKED.items():
        sent = {"place": place, **said, **BUSY}
        measured(name, lambda sent=sent: client.post("/my-week/", sent), 40)


if __name__ == "__main__":
    main(sys.argv[1])

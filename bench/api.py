"""Measure the API and the list on paper against a filled directory, inside one process.

    MUTUALAID_DATA=folder MUTUALAID_DEMO=1 .venv/bin/python -m bench.api

Says wall time and processor time: on a shared machine only the second can be compared.
"""

import logging
import os
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.config.settings")
django.setup()

from django.test import Client  # noqa: E402

MEETINGS = "/api/v1/meetings"
ROUNDS = 10


def crawl(client: Client, address: str | None) -> int:
    """Follow `next` to the end; how many meetings that was."""
    held = 0
    while address:
        page = client.get(address).json()
        held += page["size"]
        address = page.get("next")
    return held


def measured(name: str, work: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Print the median and the worst of some rounds."""
    walls, processor = [], []
    for _ in range(rounds):
        started, spent = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - started)
        processor.append(time.process_time() - spent)
    told = [
        f"{sorted(each)[rounds // 2]:.3f} s (worst {max(each):.3f} s)"
        for each in (walls, processor)
    ]
    print(f"{name}: wall {told[0]}, processor {told[1]}")


def main() -> None:
    """All figures, one to a line."""
    logging.disable(logging.CRITICAL)
    client = Client(HTTP_HOST="localhost")
    measured("the first answer of a process", lambda: client.get(MEETINGS), 1)
    whole = f"{MEETINGS}?per_page=500"
    changes = f"{whole}&changed_since=2000-01-01T00:00:00Z"
    print(crawl(client, whole), "meetings")
    measured("all pages of 500", lambda: crawl(client, whole), 1)
    measured("all changes, 500 at once", lambda: crawl(client, changes), 1)
    measured("a page of 100", lambda: client.get(MEETINGS, {"page": "7"}), 40)
    tag = client.get(MEETINGS)["ETag"]
    known = {"If-None-Match": tag}
    measured("the same, known already", lambda: client.get(MEETINGS, headers=known), 40)
    feed = "/api/v1/meeting-guide.json"
    measured("Meeting Guide, all of it", lambda: b"".join(client.get(feed)), 1)
    measured("600 on paper", lambda: client.get("/meetings/print.pdf"))
    measured("600 in large print", lambda: client.get("/meetings/print.pdf?size=large"))


if __name__ == "__main__":
    main()

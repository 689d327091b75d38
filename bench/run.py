"""Measure the finder beside the reference page, and imports beside the clock.

Prints ratios first: absolute figures belong to one machine on one day. Sends load to this
machine only, a bounded number of requests.
"""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from bench.browser import Visit, changed_choice, changed_page, first_visit
from bench.generate import centres, feed

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
SIZES = (3_000, 30_000, 120_000)
SECONDS = int(os.environ.get("BENCH_SECONDS", "6"))
WARM_UP = 8  # seconds
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
WRK_SCRIPT = Path(__file__).with_name("places.lua")


class Load(NamedTuple):
    """What one run of the load generator saw."""

    per_second: float
    median_ms: float
    p95_ms: float
    bad: int


def mutualaid(data: Path, *arguments: str) -> tuple[float, float, str]:
    """Run the command line; seconds, peak MB and what it printed."""
    command = [sys.executable, "-m", "bench.timed", BIN / "mutualaid", *arguments]
    done = subprocess.run(
        command,
        env={**os.environ, "MUTUALAID_DATA": str(data)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    seconds, kilobytes = done.stderr.strip().splitlines()[-1].split()
    return float(seconds), int(kilobytes) / 1024, done.stdout


def prepare(folder: Path, size: int) -> dict[str, float]:
    """A directory of so many meetings and the reference's table; how long the imports took."""
    data, file = folder / str(size), folder / f"{size}.json"
    data.mkdir()
    file.write_bytes(feed(size))
    places = folder / "places.csv"
    places.write_text(
        "name,within,latitude,longitude\n"
        + "".join(f"{c.name},,{c.latitude},{c.longitude}\n" for c in centres())
    )
    mutualaid(data, "new-key")
    mutualaid(data, "migrate")
    bench_step("bench.area", data)
    gather_static_files(data)
    mutualaid(data, "import-places", str(places))
    arguments = [
        "import-meetings",
        str(file),
        "--source",
        "Bench",
        "--fellowship",
        "aa",
    ]
    first, memory, told = mutualaid(data, *arguments, "--json")
    again, _, unchanged = mutualaid(data, *arguments, "--json")
    assert json.loads(told)["new"] == size, told[:500]
    assert json.loads(unchanged)["unchanged"] == size, unchanged[:500]
    bench_step("bench.variety", data)
    reference_table(data)
    return {"first": first, "again": again, "memory": memory}


def bench_step(module: str, data: Path) -> None:
    """Run one of our own preparing modules over the data."""
    subprocess.run(
        [sys.executable, "-m", module],
        env={**os.environ, "MUTUALAID_DATA": str(data)},
        cwd=ROOT,
        check=True,
    )


def gather_static_files(data: Path) -> None:
    """As `mutualaid serve` does before it starts; here gunicorn is started by hand."""
    subprocess.run(
        [BIN / "django-admin", "collectstatic", "--noinput"],
        env={
            **os.environ,
            "MUTUALAID_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "mutualaid.config.settings",
        },
        cwd=ROOT,
        capture_output=True,
        check=True,
    )


def reference_table(data: Path) -> None:
    """The same meetings as the reference likes them: one flat table, one R-tree."""
    database = sqlite3.connect(data / "reference.sqlite3")
    database.execute("ATTACH ? AS ours", (str(data / "mutualaid.sqlite3"),))
    database.executescript(
        """
        CREATE TABLE reference_meeting AS
        SELECT m.id, m.reference, m.name, m.weekday AS day, m.start_time AS start,
               v.name AS venue, v.town, v.latitude, v.longitude
        FROM ours.directory_meeting m JOIN ours.directory_venue v ON v.id = m.venue_id
        WHERE v.latitude IS NOT NULL;
        CREATE UNIQUE INDEX reference_meeting_id ON reference_meeting (id);
        CREATE VIRTUAL TABLE reference_place USING rtree (id, south, north, west, east);
        INSERT INTO reference_place
        SELECT id, latitude, latitude, longitude, longitude FROM reference_meeting;
        """
    )
    database.execute("PRAGMA journal_mode=WAL")
    database.close()


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[str]:
    """The application under the same gunicorn in the same way; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            BIN / "gunicorn",
            application,
            "--bind",
            f"127.0.0.1:{port}",
            "--worker-class",
            "gthread",
            "--workers",
            "2",
            "--threads",
            "4",
            "--no-control-socket",
            "--preload",
            "--log-level",
            "error",
        ],
        cwd=ROOT,
        env={**os.environ, **environment},
        start_new_session=True,
        stderr=subprocess.DEVNULL,  # a log line a request
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def load(
    address: str, paths: list[str], connections: int, seconds: int = SECONDS
) -> Load:
    """Ask for the paths in turn over so many connections for so many seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write("\n".join(paths))
        listed.flush()
        told = subprocess.run(
            [
                "wrk",
                "-t1",
                f"-c{connections}",
                f"-d{seconds}s",
                "--timeout",
                "10s",
                "-s",
                WRK_SCRIPT,
                address,
            ],
            env={**os.environ, "BENCH_PATHS": listed.name},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    said = dict(re.findall(r"^(\w+)=([\d.]+)$", told, re.MULTILINE))
    return Load(
        float(said["per_second"]),
        float(said["p50"]) / 1000,
        float(said["p95"]) / 1000,
        int(said["bad"]),
    )


def best(address: str, paths: list[str], connections: int) -> Load:
    """The round of median rate."""
    load(address, paths, 32, WARM_UP)  # every worker builds its snapshot
    rounds = sorted(load(address, paths, connections) for _ in range(ROUNDS))
    if any(each.bad for each in rounds):
        sys.exit(f"Some answers from {address} were not 200.")
    return rounds[len(rounds) // 2]


def our_paths(rest: str = "sort=nearest") -> list[str]:
    return [f"/meetings/?place={quote(town.name)}&{rest}" for town in centres()]


def their_paths() -> list[str]:
    return [f"/nearest/?lat={town.latitude}&lon={town.longitude}" for town in centres()]


def measure(data: Path) -> dict[str, Load | Visit]:
    """Both pages on the same data, turn about."""
    ours = {
        "MUTUALAID_DATA": str(data),
        "MUTUALAID_PLAIN_HTTP": "1",
        "DJANGO_SETTINGS_MODULE": "mutualaid.config.settings",
    }
    theirs = {
        "REFERENCE_DATABASE": str(data / "reference.sqlite3"),
        "REFERENCE_STATIC": str(data / "static"),
    }
    found = {}
    with served("bench.ours:application", ours) as address:
        found["ours"] = best(address, our_paths(), 16)
        found["ours alone"] = best(address, our_paths(), 1)
        found["soonest"] = best(address, our_paths("sort=soonest"), 16)
        found["our visit"] = first_visit(address + our_paths()[0])
        found["our change"] = changed_choice(address + our_paths()[0], "day-mon")
    with served("bench.reference.wsgi:application", theirs) as address:
        found["reference"] = best(address, their_paths(), 16)
        found["reference alone"] = best(address, their_paths(), 1)
        found["their visit"] = first_visit(address + their_paths()[0])
        found["their change"] = changed_page(
            *(address + path for path in their_paths()[:2])
        )
    return found


def main() -> None:
    """Measure everything and print the table."""
    if shutil.which("wrk") is None:
        sys.exit(
            "bench: this needs the load generator wrk (Debian: apt-get install wrk)."
        )
    sizes = [int(each) for each in sys.argv[1:]] or list(SIZES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imports, pages = {}, {}
        for size in sizes:
            print(f"bench: {size:,} meetings", file=sys.stderr, flush=True)
            imports[size] = prepare(folder, size)
            pages[size] = measure(folder / str(size))
    report(imports, pages)


def report(
    imports: dict[int, dict[str, float]], pages: dict[int, dict[str, Load]]
) -> None:
    """Ratios, then what they were made of."""
    print(
        "| meetings | rate ÷ reference (16) | median ÷ smallest (1) | p95 ÷ median (16) | soonest ÷ nearest |"
    )
    print("|---|---|---|---|---|")
    smallest = pages[min(pages)]["ours alone"].median_ms
    for size, each in pages.items():
        ours, reference = each["ours"], each["reference"]
        print(
            f"| {size:,} | {ours.per_second / reference.per_second:.2f} "
            f"| {each['ours alone'].median_ms / smallest:.2f} "
            f"| {ours.p95_ms / ours.median_ms:.2f} "
            f"| {each['soonest'].per_second / ours.per_second:.2f} |"
        )
    print(
        "\n| meetings | page | requests/s (16) | median ms (1) | p95 ms (1) | median ms (16) | p95 ms (16) |"
    )
    print("|---|---|---|---|---|---|---|")
    for size, each in pages.items():
        for page in ("ours", "reference"):
            many, alone = each[page], each[f"{page} alone"]
            print(
                f"| {size:,} | {page} | {many.per_second:.0f} | {alone.median_ms:.2f} "
                f"| {alone.p95_ms:.2f} | {many.median_ms:.1f} | {many.p95_ms:.1f} |"
            )
    print(
        "\n| meetings | first row, ms ÷ reference | first row ms | reference ms | first visit kB | requests |"
    )
    print("|---|---|---|---|---|---|")
    for size, each in pages.items():
        ours, theirs = each["our visit"], each["their visit"]
        print(
            f"| {size:,} | {ours.first_row_ms / theirs.first_row_ms:.2f} "
            f"| {ours.first_row_ms:.0f} | {theirs.first_row_ms:.0f} "
            f"| {ours.kilobytes:.1f} | {ours.requests} |"
        )
    report_changes(pages)
    print("\n| meetings | import s | unchanged again s | peak MB |")
    print("|---|---|---|---|")
    for size, each in imports.items():
        print(
            f"| {size:,} | {each['first']:.1f} | {each['again']:.1f} | {each['memory']:.0f} |"
        )


def report_changes(pages: dict[int, dict[str, Load]]) -> None:
    """What another choice takes on a page that is there already."""
    print("\n| meetings | another choice ÷ reference | ms | reference ms | heap MB |")
    print("|---|---|---|---|---|")
    for size, each in pages.items():
        ours, theirs = each["our change"], each["their change"]
        print(
            f"| {size:,} | {ours.milliseconds / theirs:.2f} | {ours.milliseconds:.0f} "
            f"| {theirs:.0f} | {ours.heap_megabytes:.1f} |"
        )


if __name__ == "__main__":
    main()

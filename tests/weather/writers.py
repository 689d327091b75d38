"""Somebody who works with clients over HTTP and is killed again and again.

    python writers.py KILLS WRITES SEED HALF     in a data directory with an empty database

A writer is a fork that sends real forms to the real application, under the settings that serve.
It tells what it sends, when it stands inside a transaction, and what was acknowledged. Half of
the writers are killed inside a transaction, before a statement chosen at random; the others at
any moment. After each kill the database, the vault and the log are held against what was
acknowledged, and the next writer sends once more what was cut off, as a person would.

Prints one line of JSON with what was counted and every problem found.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.signing import TimestampSigner  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client as Browser  # noqa: E402
from django.urls import reverse  # noqa: E402

from mutualaid.activity_log.anchor_book import AnchorBook  # noqa: E402
from mutualaid.activity_log.models import Entry  # noqa: E402
from mutualaid.activity_log.verifying import verify_chain  # noqa: E402
from mutualaid.clients.models import (  # noqa: E402
    Caseload,
    Client,
    ClientIdentity,
    Commitment,
)
from mutualaid.clients.tests import factories  # noqa: E402
from mutualaid.core import clock  # noqa: E402
from mutualaid.core.models import new_reference  # noqa: E402
from mutualaid.directory.tests import factories as directory  # noqa: E402
from mutualaid.organisations.models import Membership  # noqa: E402
from mutualaid.organisations.roles import Role  # noqa: E402
from mutualaid.organisations.tests import factories as people  # noqa: E402
from mutualaid.privacy import vault  # noqa: E402
from mutualaid.privacy.models import Person  # noqa: E402

SALT = "mutualaid.clients: a new client's form"
LONGEST_TRANSACTION = 9  # statements; the kill comes before one of these
PATIENCE = 60.0  # seconds
LONGEST_DELAY = 0.04  # about one answer
FEW = 40  # clients that are changed; the alarm on reading very many starts beyond


@dataclass
class Sent:
    """One form: what it is to do, to which client, and the word that shows it was done."""

    kind: str
    address: str
    fields: dict[str, str]
    reference: str
    word: str


@dataclass
class World:
    """What was acknowledged, and whatever did not hold."""

    browser: Browser
    meeting: str
    words: dict[str, str] = field(default_factory=dict)  # contact by reference
    planned: set[tuple[str, str]] = field(default_factory=set)  # reference, day
    problems: list[str] = field(default_factory=list)
    counted: Counter = field(default_factory=Counter)


def main() -> None:
    kills, writes, seed, half = (float(each) for each in sys.argv[1:5])
    chance = random.Random(seed)  # noqa: S311
    world, cut_off = prepared(), None
    for number in range(int(kills)):
        inside = number < kills * half
        connections.close_all()
        vault.forget_vault()
        cut_off = one_writer(world, chance, int(writes), inside, cut_off)
        after_a_power_cut()
        check(world, cut_off)
    finish(world, cut_off)
    sys.stdout.write(json.dumps({**world.counted, "problems": world.problems[:20]}))


def prepared() -> World:
    """A keyworker of a service that keeps records, signed in with both factors."""
    area = directory.an_area()
    service = people.service(area)
    factories.record_keeping(service)
    keyworker = people.membership(Role.KEYWORKER, area, service=service)
    meeting = directory.a_meeting(area=area)
    world = World(people.signed_in_client(keyworker), meeting.reference)
    warm_up(world)
    return world


def warm_up(world: World) -> None:
    """One of each form, so that no writer has to read templates first."""
    chance = random.Random(0)  # noqa: S311
    writer = Writer(world, chance, writing=os.open(os.devnull, os.O_WRONLY))
    for kind in ("add", "change", "plan"):
        sent = next_form(world, writer.chance, kind)
        assert writer.send(sent, stops=False) == 302, kind
        acknowledge(world, sent)


def one_writer(
    world: World, chance: random.Random, writes: int, inside: bool, again: Sent | None
) -> Sent | None:
    """Let a writer work until it is killed; what it had sent without an answer, if anything."""
    reading, writing = os.pipe()
    kill_at = chance.randrange(1, writes + 1) if inside else 0
    writer = Writer(
        world,
        random.Random(chance.random()),  # noqa: S311
        writing,
        kill_at,
        before=chance.randrange(1, LONGEST_TRANSACTION),
    )
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        writer.work(again)
    os.close(writing)
    watch = Watch(world, pid, time.monotonic() + PATIENCE)
    if not inside:
        watch.dies_after = chance.randrange(1, writes + 1)
        watch.later = chance.uniform(0, LONGEST_DELAY)
    try:
        return watch.until_dead(reading)
    finally:
        os.close(reading)


@dataclass
class Watch:
    """Hears what a writer tells, kills it, and hears what it had told before that."""

    world: World
    pid: int
    ends_at: float  # of the clock that only goes forward
    dies_after: int = 0  # so many answers, and so many seconds later
    later: float = 0
    cut_off: Sent | None = None
    is_dead: bool = False

    def until_dead(self, reading: int) -> Sent | None:
        """What was sent and never answered."""
        rest = b""
        while True:
            if not self.is_dead and not _is_told(reading, self.ends_at):
                self.die("anywhere")
            piece = os.read(reading, 65536)
            if not piece:
                return self.cut_off
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self.hear(*json.loads(line))

    def hear(self, kind: str, said: Any) -> None:
        if kind == "inside":
            if not self.is_dead:
                self.die("inside")
            return
        if kind == "done":
            acknowledge(self.world, self.cut_off)
            self.dies_after -= 1
            if self.dies_after == 0:
                self.ends_at = time.monotonic() + self.later
        elif kind == "refused":
            self.world.problems.append(f"{said} was answered to {self.cut_off}")
        self.cut_off = Sent(**said) if kind == "sent" else None

    def die(self, where: str) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.world.counted[f"killed_{where}"] += 1
        self.is_dead = True


def _is_told(reading: int, ends_at: float) -> bool:
    """Whether something is told in time."""
    wait = max(0.0, ends_at - time.monotonic())
    return bool(select.select([reading], [], [], wait)[0])


def acknowledge(world: World, sent: Sent | None) -> None:
    assert sent is not None
    world.counted["acknowledged"] += 1
    if sent.kind == "plan":
        world.planned.add((sent.reference, sent.fields["on"]))
    else:
        world.words[sent.reference] = sent.word


@dataclass
class Writer:
    """Sends forms for ever. From the `kill_at`th on it stands still inside a transaction."""

    world: World
    chance: random.Random
    writing: int
    kill_at: int = 0  # for never
    before: int = 0  # which statement of a transaction

    def work(self, again: Sent | None) -> NoReturn:
        """What was cut off is sent first, once more."""
        number = 0
        while True:
            sent, again = again or next_form(self.world, self.chance), None
            number += 1
            self.tell("sent", asdict(sent))
            status = self.send(sent, stops=0 < self.kill_at <= number)
            if status == 302 or is_done_already(sent):
                acknowledge(self.world, sent)
                self.tell("done")
            else:
                self.tell("refused", status)

    def send(self, sent: Sent, *, stops: bool) -> int:
        post = partial(self.world.browser.post, sent.address, sent.fields)
        if not stops:
            return post().status_code
        with connection.execute_wrapper(stop_before(self.before, self.tell)):
            return post().status_code

    def tell(self, kind: str, said: Any = None) -> None:
        os.write(self.writing, json.dumps([kind, said]).encode() + b"\n")


def stop_before(statement: int, tell: Any) -> Any:
    """Stand still before the so-manyth statement inside a transaction, and say so."""
    left = [statement]

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if connection.in_atomic_block:
            left[0] -= 1
            if left[0] == 0:
                tell("inside")
                time.sleep(PATIENCE * 2)
        return run(sql, params, many, context)

    return execute


def is_done_already(sent: Sent) -> bool:
    """A change that was kept before its answer could leave is refused the second time."""
    if sent.kind == "plan":
        rows = Commitment.objects.filter(client__person__reference=sent.reference)
        return sent.word in {row.words("sealed_note") for row in rows}
    return contact_of(sent.reference) == sent.word


def contact_of(reference: str) -> str:
    rows = ClientIdentity.objects.filter(client__person__reference=reference)
    row = rows.select_related("client__person").first()
    return row.words("sealed_contact") if row else ""


def next_form(world: World, chance: random.Random, kind: str = "") -> Sent:
    known = list(world.words)[:FEW]
    kind = kind or chance.choice(["add", "change", "plan"])
    word = f"word {chance.getrandbits(64):x}"
    if kind == "add":
        reference = new_reference()
        fields = {"name": f"Wren {reference}", "contact": word}
        fields["sent_as"] = TimestampSigner(salt=SALT).sign(reference)
        return Sent(kind, reverse("add_client"), fields, reference, word)
    reference = chance.choice(known)
    if kind == "change":
        client = Client.objects.get(person__reference=reference)
        fields = {"name": f"Wren {reference}", "contact": word}
        fields["version"] = str(client.version)
        return Sent(
            kind, reverse("change_identity", args=[reference]), fields, reference, word
        )
    day = next_monday(chance)
    if (reference, day) in world.planned:
        return next_form(world, chance)
    fields = {"meeting": world.meeting, "note": word, "on": day}
    address = reverse("plan_commitment", args=[reference])
    return Sent(kind, address, fields, reference, word)


def next_monday(chance: random.Random) -> str:
    today = clock.today()
    ahead = 7 - today.weekday() + 7 * chance.randrange(5)
    return (today + timedelta(days=ahead)).isoformat()


def after_a_power_cut() -> None:
    """Where a directory keeps what was flushed, that is all there is from now on."""
    kept, live = os.environ.get("FLUSHED"), os.environ.get("WATCHED")
    if not (kept and live):
        return
    for file in [each for each in Path(live).rglob("*") if each.is_file()]:
        copy = Path(kept) / file.relative_to(live)
        if copy.is_file() and not file.name.endswith("-shm"):
            shutil.copyfile(copy, file)
        else:
            file.unlink()


def check(world: World, cut_off: Sent | None) -> None:
    """After each kill: sound, nothing half, nothing acknowledged lost, nothing from nowhere."""
    world.problems += [*unsound(), *halves(world), *strangers(world, cut_off)]


def unsound() -> Iterator[str]:
    with connection.cursor() as cursor:
        for pragma in ("integrity_check", "foreign_key_check"):
            found = cursor.execute(f"PRAGMA {pragma}").fetchall()
            if found not in ([("ok",)], []):
                yield f"{pragma}: {found[:3]}"


def halves(world: World) -> Iterator[str]:
    """Each client has all its rows and a line; each commitment its own line."""
    lines = Counter(Entry.objects.values_list("act", flat=True))
    numbers = {
        "people": Person.objects.count(),
        "clients": Client.objects.count(),
        "identities": ClientIdentity.objects.exclude(name_digest="").count(),
        "caseloads": Caseload.objects.open().count(),
        "lines": lines["clients.add_client"],
    }
    if len(set(numbers.values())) != 1:
        yield f"Half a client: {numbers}"
    commitments = Commitment.objects.count()
    if commitments != lines["clients.plan_commitment"]:
        yield f"{commitments} commitments, {lines['clients.plan_commitment']} lines"
    if commitments < len(world.planned):
        yield f"{commitments} of {len(world.planned)} commitments"


def strangers(world: World, cut_off: Sent | None) -> Iterator[str]:
    known = set(Person.objects.values_list("reference", flat=True))
    sent = set(world.words) | ({cut_off.reference} if cut_off else set())
    if lost := world.words.keys() - known:
        yield f"Lost: {sorted(lost)[:3]}"
    if known - sent:
        yield f"Nobody sent: {sorted(known - sent)[:3]}"


def finish(world: World, cut_off: Sent | None) -> None:
    """At the end: every word as it was acknowledged, the log whole."""
    for row in ClientIdentity.objects.select_related("client__person"):
        reference, word = row.client.reference, row.words("sealed_contact")
        if cut_off and cut_off.reference == reference and word == cut_off.word:
            continue
        if word != world.words.get(reference):
            world.problems.append(f"{reference} says {word}")
    world.counted["clients"] = Client.objects.count()
    world.counted["commitments"] = Commitment.objects.count()
    area_id = Membership.objects.values_list("area_id", flat=True).first()
    report = verify_chain(area_id, AnchorBook(settings.ANCHORS_DIR))
    if report.has_tampering:
        world.problems.append(f"The log: {report.findings}")


if __name__ == "__main__":
    main()

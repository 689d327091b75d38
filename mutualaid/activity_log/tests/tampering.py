"""What somebody may do to the log who has the database and the code, but neither key nor anchors.

Every function changes something and answers the chain it was done to.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from mutualaid.activity_log.keys import Key
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.activity_log.sealing import digest_of, seal

AREAS = (7, 8, 9)
GUESSES = (b"", b"secret", b"mutualaid", b"for tests only", b"0" * 40)
OTHERS: dict[str, Callable[[Any], Any]] = {
    "actor": lambda _: "person:BCDFGHJKMN",
    "role": lambda was: "auditor" if was != "auditor" else "peer",
    "act": lambda _: "tests.undo",
    "subject": lambda was: was + "0",
    "detail": lambda was: {**was, "new": not was.get("new")},
    "is_confidential": lambda was: not was,
    "recorded_at": lambda was: was - timedelta(microseconds=1),
    "previous_digest": lambda was: was[::-1] or "0" * 64,
    "digest": lambda was: was[::-1],
    "key_id": lambda was: was[::-1],
}


def lines(chain: int) -> list[Entry]:
    return list(Entry.objects.filter(chain=chain).order_by("sequence"))


def write(pk: int, **columns: Any) -> None:
    Entry._base_manager.filter(pk=pk).update(**columns)


def remove(*entries: Entry) -> None:
    Entry._base_manager.filter(pk__in=[entry.pk for entry in entries]).delete()


def move_head(chain: int, **columns: Any) -> None:
    assert ChainHead.objects.filter(chain=chain).update(**columns)


def reseal(rng: Random, chain: int, first: int = 1) -> None:
    """Every digest from a line on, and the head, with a key that was guessed."""
    secret, before = rng.choice(GUESSES), None
    for number, entry in enumerate(lines(chain), 1):
        if number >= first:
            key = Key(entry.key_id, secret)
            entry.sequence = number
            entry.previous_digest = before if before is not None else ""
            write(
                entry.pk,
                sequence=number,
                previous_digest=entry.previous_digest,
                digest=digest_of(entry, key),
            )
            entry.digest = digest_of(entry, key)
        before = entry.digest
    head = ChainHead.objects.get(chain=chain)
    head.sequence, head.digest = number, before
    seal(head, Key(head.key_id, secret))
    head.save()


def change_a_value(rng: Random, chain: int) -> None:
    entry, name = rng.choice(lines(chain)), rng.choice(list(OTHERS))
    write(entry.pk, **{name: OTHERS[name](getattr(entry, name))})


def change_and_reseal(rng: Random, chain: int) -> None:
    entry = rng.choice(lines(chain))
    write(entry.pk, actor="person:BCDFGHJKMN")
    reseal(rng, chain, entry.sequence)


def reseal_only_that_line(rng: Random, chain: int) -> None:
    entry = rng.choice(lines(chain))
    entry.act = "tests.undo"
    forged = digest_of(entry, Key(entry.key_id, rng.choice(GUESSES)))
    write(entry.pk, act=entry.act, digest=forged)


def remove_some(rng: Random, chain: int) -> None:
    remove(*rng.sample(lines(chain), rng.randint(1, 3)))


def remove_one_and_renumber(rng: Random, chain: int) -> None:
    gone = rng.choice(lines(chain))
    remove(gone)
    for entry in lines(chain)[gone.sequence - 1 :]:
        write(entry.pk, sequence=entry.sequence - 1)


def remove_one_and_reseal(rng: Random, chain: int) -> None:
    gone = rng.choice(lines(chain))
    remove(gone)
    reseal(rng, chain, gone.sequence)


def swap_numbers(rng: Random, chain: int) -> None:
    one, other = rng.sample(lines(chain), 2)
    write(one.pk, sequence=-1)
    write(other.pk, sequence=one.sequence)
    write(one.pk, sequence=other.sequence)


def swap_words(rng: Random, chain: int) -> None:
    one, other = rng.sample(lines(chain), 2)
    names = ("subject", "detail", "recorded_at")
    write(one.pk, **{name: getattr(other, name) for name in names})
    write(other.pk, **{name: getattr(one, name) for name in names})


def swap_keys(rng: Random, chain: int) -> None:
    one, other = rng.sample(lines(chain), 2)
    for was, now in ((one.pk, -1), (other.pk, one.pk), (-1, other.pk)):
        Entry._base_manager.filter(pk=was).update(id=now)


def cut_the_end_off(rng: Random, chain: int) -> None:
    remove(*lines(chain)[-rng.randint(1, 19) :])


def cut_and_move_the_head(rng: Random, chain: int) -> None:
    cut_the_end_off(rng, chain)
    newest = lines(chain)[-1]
    move_head(chain, sequence=newest.sequence, digest=newest.digest)


def cut_and_reseal(rng: Random, chain: int) -> None:
    cut_the_end_off(rng, chain)
    reseal(rng, chain, len(lines(chain)))


def remove_the_chain(rng: Random, chain: int) -> None:
    remove(*lines(chain))
    ChainHead.objects.filter(chain=chain).delete()


def remove_everything(rng: Random, chain: int) -> None:
    for each in AREAS:
        remove_the_chain(rng, each)


def remove_lines_but_not_head(rng: Random, chain: int) -> None:
    remove(*lines(chain))


def remove_the_head(rng: Random, chain: int) -> None:
    ChainHead.objects.filter(chain=chain).delete()


def change_the_head(rng: Random, chain: int) -> None:
    head = ChainHead.objects.get(chain=chain)
    name = rng.choice(["sequence", "digest", "starts_after", "key_id", "seal"])
    was = getattr(head, name)
    move_head(chain, **{name: was + 1 if isinstance(was, int) else was[::-1]})


def forge(entry: Entry, rng: Random, **columns: Any) -> None:
    """A new line after the model of another."""
    for name, value in {"pk": None, "actor": "person:BCDFGHJKMN", **columns}.items():
        setattr(entry, name, value)
    entry.digest = digest_of(entry, Key(entry.key_id, rng.choice(GUESSES)))
    entry.save(force_insert=True)


def add_a_line(rng: Random, chain: int) -> None:
    newest = lines(chain)[-1]
    forge(newest, rng, sequence=newest.sequence + 1, previous_digest=newest.digest)
    reseal(rng, chain, newest.sequence)


def add_a_line_past_the_head(rng: Random, chain: int) -> None:
    newest = lines(chain)[-1]
    number = newest.sequence + rng.choice([1, 1, 2, 1000])
    forge(newest, rng, sequence=number, previous_digest=newest.digest)


def add_a_line_before_the_first(rng: Random, chain: int) -> None:
    forge(lines(chain)[0], rng, sequence=rng.choice([0, -1, -(2**40)]))


def put_a_line_in_between(rng: Random, chain: int) -> None:
    entries = lines(chain)
    at = rng.choice(entries)
    for entry in reversed(entries[at.sequence - 1 :]):
        write(entry.pk, sequence=entry.sequence + 1)
    forge(at, rng)
    reseal(rng, chain, at.sequence)


def repeat_a_line(rng: Random, chain: int) -> None:
    entries = lines(chain)
    again, number, digest = rng.choice(entries), len(entries) + 1, entries[-1].digest
    again.pk, again.sequence = None, number
    again.save(force_insert=True)
    move_head(chain, sequence=number, digest=rng.choice([digest, again.digest]))


def exchange_chains(rng: Random, chain: int) -> None:
    other = rng.choice([area for area in AREAS if area != chain])
    for model in (Entry, ChainHead):
        rows = model._base_manager
        for was, now in ((chain, -1), (other, chain), (-1, other)):
            rows.filter(chain=was).update(chain=now)


def hand_a_line_to_another_chain(rng: Random, chain: int) -> None:
    other = rng.choice([area for area in AREAS if area != chain])
    number = lines(other)[-1].sequence + 1
    write(lines(chain)[-1].pk, chain=other, sequence=number)


def pretend_retention(rng: Random, chain: int) -> None:
    """With a start that an anchor does vouch for, were it the program that moved it."""
    last = rng.choice([8, 16])
    start = lines(chain)[last - 1]
    remove(*lines(chain)[:last])
    move_head(chain, starts_after=last, start_digest=start.digest)
    if rng.random() < 0.5:
        head = ChainHead.objects.get(chain=chain)
        seal(head, Key(head.key_id, rng.choice(GUESSES)))
        head.save()


WAYS = [
    change_a_value,
    change_and_reseal,
    reseal_only_that_line,
    remove_some,
    remove_one_and_renumber,
    remove_one_and_reseal,
    swap_numbers,
    swap_words,
    swap_keys,
    cut_the_end_off,
    cut_and_move_the_head,
    cut_and_reseal,
    remove_the_chain,
    remove_everything,
    remove_lines_but_not_head,
    remove_the_head,
    change_the_head,
    add_a_line,
    add_a_line_past_the_head,
    add_a_line_before_the_first,
    put_a_line_in_between,
    repeat_a_line,
    exchange_chains,
    hand_a_line_to_another_chain,
    pretend_retention,
]

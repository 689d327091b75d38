"""Does something in a child of this process, which may spoil whatever it likes and then ends."""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
# Of the processor's time, so that a busy machine makes nothing fail.
SECONDS_EACH = 60


def in_child(work: Callable[[], Any]) -> Any:
    """What the work came to; None if it ended before it could tell."""
    return started(work)()


def started(work: Callable[[], Any]) -> Callable[[], Any]:
    """Have a child begin; to call the answer is to wait for what it came to."""
    read, write = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _work_and_end(work, write)
    os.close(write)

    def awaited() -> Any:
        with os.fdopen(read) as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        return json.loads(told) if told else None

    return awaited


def _work_and_end(work: Callable[[], Any], write: int) -> None:
    """Nothing of the parent's is tidied up here: that is for the parent to do."""
    try:
        told = json.dumps(work()).encode()
        with os.fdopen(write, "wb") as pipe:
            pipe.write(told)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def each_in_time(them: Iterable[T]) -> Iterator[T]:
    """Each in turn; the process ends where one takes too long, to come or to be used."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS_EACH)
    for each in them:
        yield each
        signal.setitimer(signal.ITIMER_PROF, SECONDS_EACH)

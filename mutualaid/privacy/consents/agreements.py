"""What the apps above tell consent of the people they keep records of.

They register who works with somebody, which meetings somebody chose, and whom no message may
reach; with nothing registered the answer is no, none, and nobody.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mutualaid.organisations.hats import Hat
from mutualaid.privacy.models import Person


@dataclass(frozen=True, slots=True)
class ChosenMeeting:
    """A meeting somebody means to go to: the key for programs, the words to read out."""

    key: str
    words: str
    on: date


Veto = Callable[[Person], bool]
Ties = Callable[[Hat, Person], bool]
Chooser = Callable[[Person], Iterable[ChosenMeeting]]
_vetoes: list[Veto] = []
_ties: list[Ties] = []
_choosers: list[Chooser] = []


def register_veto(veto: Veto) -> Veto:
    """Add for whom the software may never get in touch on its own, whatever they agreed to."""
    _vetoes.append(veto)
    return veto


def register_ties(ties: Ties) -> Ties:
    """Add whether a hat works with somebody today, and so may write down what they say."""
    _ties.append(ties)
    return ties


def register_meetings(chooser: Chooser) -> Chooser:
    """Add the meetings that somebody means to go to."""
    _choosers.append(chooser)
    return chooser


def is_vetoed(person: Person) -> bool:
    return any(veto(person) for veto in _vetoes)


def works_with(hat: Hat, person: Person) -> bool:
    return any(ties(hat, person) for ties in _ties)


def chosen_meetings(person: Person, *, since: date) -> Iterator[ChosenMeeting]:
    """From this day on, the next first."""
    found = [each for chooser in _choosers for each in chooser(person)]
    yield from sorted(
        (each for each in found if each.on >= since), key=lambda each: each.on
    )

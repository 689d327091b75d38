"""From all that could be to the few that are shown, and why the others are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .candidates import Candidate
from .judging import Fit, Judge, Judged, KeptOut
from .week import Week

MOST_SHOWN = 5
COMPARED = 3  # among the first of these, an unsure person finds two kinds of group


@dataclass(frozen=True, slots=True)
class Fitting:
    """The answer. Nothing that was offered is lost between its four parts."""

    week: Week
    shown: tuple[Fit, ...]  # at most five, each group once
    further: tuple[Fit, ...]  # fit as well; some at other times of the groups shown
    to_ring: tuple[Fit, ...]
    kept_out: tuple[KeptOut, ...]

    @property
    def all_that_fit(self) -> tuple[Fit, ...]:
        return self.shown + self.further


def fit(week: Week, candidates: Iterable[Candidate]) -> Fitting:
    """Judge every candidate and put those that fit into order."""
    judge = Judge(week)
    ordered = sorted(_best_halves(map(judge.judged, candidates)), key=_rank)
    sure = [each for each in ordered if isinstance(each, Fit) and not each.doubts]
    shown = _shown(sure, is_unsure=week.is_unsure)
    taken = {id(each) for each in shown}
    return Fitting(
        week=week,
        shown=tuple(shown),
        further=tuple(each for each in sure if id(each) not in taken),
        to_ring=tuple(e for e in ordered if isinstance(e, Fit) and e.doubts),
        kept_out=tuple(each for each in ordered if isinstance(each, KeptOut)),
    )


def _best_halves(judged: Iterable[Judged]) -> Iterable[Judged]:
    """Of a hybrid meeting the half that fits better: in the room, or online."""
    best: dict[object, Judged] = {}
    for each in judged:
        known = best.setdefault(each.candidate.occurrence, each)
        if known is not each and _rank(each) < _rank(known):
            best[each.candidate.occurrence] = each
    return best.values()


def _rank(judged: Judged) -> tuple[object, ...]:
    """What fits goes before what must be asked, and that before what is kept out.

    Within each: the highest score first, then the soonest, then the lowest key.
    """
    if isinstance(judged, KeptOut):
        return 2, 0, *judged.candidate.order
    return bool(judged.doubts), -judged.score, *judged.candidate.order


def _shown(ordered: Sequence[Fit], *, is_unsure: bool) -> list[Fit]:
    """The first of each group; an unsure person has two kinds to compare."""
    groups: dict[int, Fit] = {}
    for each in ordered:
        groups.setdefault(each.candidate.group, each)
    first = list(groups.values())
    if is_unsure:
        _mix(first)
    return first[:MOST_SHOWN]


def _mix(first: list[Fit]) -> None:
    """Bring the best of another approach to the third place, where the top has but one."""
    top = {_approach(each) for each in first[:COMPARED]}
    if len(top) != 1:
        return
    for place, each in enumerate(first):
        if _approach(each) not in top:
            first.insert(COMPARED - 1, first.pop(place))
            return


def _approach(fit: Fit) -> str:
    return fit.candidate.facts.approach

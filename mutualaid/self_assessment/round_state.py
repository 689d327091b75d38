"""Everything that the overview of a round says, in the same few queries however large it is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mutualaid.indicators.live import latest_readings
from mutualaid.indicators.models import Reading
from mutualaid.organisations.hats import Hat

from .models import Evidence, Rater, RaterStatus, Rating, Round
from .reading import record_of
from .results import Results, results_of
from .standing import is_revealed


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round as one hat sees it. While people rate, nothing in it is anybody else's answer."""

    opened: Round
    raters: tuple[Rater, ...]
    mine: Rater | None
    answered: frozenset[str]  # parts that this hat's own rater has answered
    evidence: Mapping[str, int]  # pieces that count, by part
    readings: Mapping[str, Reading]  # the newest of each indicator
    results: Results | None  # None while people rate

    @property
    def taking_part(self) -> list[Rater]:
        return [each for each in self.raters if each.status != RaterStatus.WITHDRAWN]

    @property
    def unfinished(self) -> list[Rater]:
        finished = RaterStatus.FINISHED
        return [each for each in self.taking_part if each.status != finished]


def state_of(opened: Round, hat: Hat) -> RoundState:
    """As it stands now, for this hat."""
    raters = tuple(opened.raters.with_voices())
    mine = _mine(raters, hat)
    results = results_of(record_of(opened)) if is_revealed(opened) else None
    return RoundState(
        opened=opened,
        raters=raters,
        mine=mine,
        answered=_answered(mine) if mine else frozenset(),
        evidence=_evidence(opened),
        readings=_readings(opened),
        results=results,
    )


def _mine(raters: tuple[Rater, ...], hat: Hat) -> Rater | None:
    for rater in raters:
        is_out = rater.status == RaterStatus.WITHDRAWN
        if rater.membership_id == hat.membership_id and not is_out:
            return rater
    return None


def _answered(mine: Rater) -> frozenset[str]:
    said = Rating.objects.filter(rater=mine).exclude(answer="", comment="")
    return frozenset(said.values_list("part_key", flat=True))


def _evidence(opened: Round) -> Mapping[str, int]:
    counts = Evidence.objects.filter(
        round=opened, relates_to__gte=opened.evidence_from
    ).kept()
    return Counter(counts.values_list("part_key", flat=True))


def _readings(opened: Round) -> Mapping[str, Reading]:
    """Readings are taken daily for the month that runs; older than the round, they say nothing."""
    keys = {
        key
        for statement in opened.statements.statements
        for part in statement.parts
        for key in part.evidence
    }
    since = opened.evidence_from.replace(day=1)
    found = latest_readings(opened.area_id, keys)
    return {key: each for key, each in found.items() if each.month >= since}

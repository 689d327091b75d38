"""Reading a round out of its tables, in the same few queries however many people rated."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .asked import questions_of, statements_asked
from .instrument import Instrument
from .models import AgreedRating, Evidence, Rater, Rating, Round, Vote
from .models import RaterStatus as Status
from .models.ratings import level_of
from .round_record import PartRecord, RoundRecord, ServiceName
from .scoring import Rating as Level
from .scoring import across_providers


class Answered(NamedTuple):
    """A row of ratings, without the rest of its columns."""

    part_key: str
    service: int | None
    answer: str


Voices = Mapping[str, Mapping[str, list[Level]]]  # part, kind of rater


def record_of(opened: Round) -> RoundRecord:
    """A round whose ratings are revealed, with what was agreed in the one before."""
    earlier = round_before(opened)
    return RoundRecord(
        instrument=opened.statements,
        uses_scale=opened.uses_scale,
        parts=_parts(opened, _voices(opened)),
        votes=_votes(opened),
        before=_agreed_alone(earlier) if earlier else None,
    )


def round_before(opened: Round) -> Round | None:
    """The last one that was signed off before this."""
    signed = (
        Round.objects.filter(area=opened.area_id).signed_off().exclude(pk=opened.pk)
    )
    if opened.signed_off_at:
        signed = signed.filter(signed_off_at__lt=opened.signed_off_at)
    return signed.first()


def _agreed_alone(opened: Round) -> RoundRecord:
    return RoundRecord(
        instrument=opened.statements,
        uses_scale=opened.uses_scale,
        parts=_parts(opened, {}),
    )


def _parts(opened: Round, voices: Voices) -> dict[str, PartRecord]:
    rows = AgreedRating.objects.filter(round=opened).select_related("service")
    agreed = {row.part_key: row.level for row in rows if row.service is None}
    apart: defaultdict[str, dict[ServiceName, Level]] = defaultdict(dict)
    for row in rows:
        if row.service:
            name = row.service.name, row.service.reference
            apart[row.part_key][name] = row.level
    shown = parts_with_evidence(opened)
    return {
        key: PartRecord(
            voices=voices.get(key, {}),
            agreed=agreed.get(key),
            of_services=apart.get(key, {}),
            has_evidence=key in shown,
        )
        for key in {*voices, *agreed, *apart, *shown}
    }


def parts_with_evidence(opened: Round) -> frozenset[str]:
    """Parts with something that relates to a day of this round."""
    kept = Evidence.objects.filter(round=opened, relates_to__gte=opened.evidence_from)
    return frozenset(kept.kept().values_list("part_key", flat=True))


def _voices(opened: Round) -> Voices:
    """Every rater as one voice for each part: their word for the area, else their services’."""
    found: defaultdict[str, defaultdict[str, list[Level]]] = defaultdict(
        lambda: defaultdict(list)
    )
    said = _said(opened)
    for rater in opened.raters.taking_part():
        for part_key, level in _levels(
            opened.statements, rater, said[rater.pk]
        ).items():
            found[part_key][rater.kind].append(level)
    return found


def _said(opened: Round) -> Mapping[int, list[Answered]]:
    """What was answered, by rater. A comment alone is no answer."""
    rows = Rating.objects.filter(rater__round=opened).exclude(answer="")
    found: defaultdict[int, list[Answered]] = defaultdict(list)
    columns = rows.values_list("rater", "part_key", "service", "answer")
    for rater, part_key, service, answer in columns:
        found[rater].append(Answered(part_key, service, answer))
    return found


def _levels(
    instrument: Instrument, rater: Rater, rows: Iterable[Answered]
) -> dict[str, Level]:
    own: dict[str, Level] = {}
    apart: defaultdict[str, list[Level]] = defaultdict(list)
    for row in rows:
        if row.service is None:
            own[row.part_key] = level_of(row.answer)
        else:
            apart[row.part_key].append(level_of(row.answer))
    levels = {key: across_providers(each) for key, each in apart.items()} | own
    if rater.asked_as is None:
        return levels
    # Asked of the whole in plain words: what they said holds for each of its parts.
    return {
        covered: levels[question.key]
        for statement in statements_asked(instrument, rater.asked_as)
        for question in questions_of(statement, rater.asked_as)
        if question.key in levels
        for covered in question.covers
    }


def _votes(opened: Round) -> dict[str, Counter[str]]:
    rows = Vote.objects.filter(rater__round=opened).exclude(
        rater__status=Status.WITHDRAWN
    )
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, key in rows.values_list("rater__kind", "statement_key"):
        found[kind][key] += 1
    return found

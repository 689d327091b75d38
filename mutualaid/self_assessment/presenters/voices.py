"""What raters said of a part, by kind: dots on the scale, and their words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mutualaid.self_assessment.models import Answer, RaterKind, Rating, Round
from mutualaid.self_assessment.models import RaterStatus as Status
from mutualaid.self_assessment.results import PartResult
from mutualaid.self_assessment.scoring import Rating as Level

from .result_words import rating_key


@dataclass(frozen=True, slots=True)
class Dots:
    """One place on the scale: how many of a kind chose it."""

    answer: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class KindTold:
    """One kind of rater, as one voice."""

    kind: str
    name: str
    dots: tuple[Dots, ...]
    middle: str


def kinds_told(part: PartResult) -> list[KindTold]:
    """Every kind that said something, in the order of kinds."""
    voices = part.record.voices
    names = {answer.value: str(answer.label) for answer in Answer}
    return [
        _kind_told(kind, voices[kind], part.medians[kind], names)
        for kind in RaterKind
        if kind in voices
    ]


def _kind_told(
    kind: RaterKind, said: Sequence[Level], middle: int | None, names: Mapping[str, str]
) -> KindTold:
    counts = Counter(rating_key(each) for each in said)
    return KindTold(
        kind=kind.value,
        name=str(kind.label),
        dots=tuple(Dots(key, label, counts[key]) for key, label in names.items()),
        middle=names[Answer.UNKNOWN if middle is None else str(middle)],
    )


def comments_on(
    opened: Round, part_keys: Iterable[str]
) -> dict[str, list[tuple[str, list[str]]]]:
    """What raters wrote of these parts: under each the kinds, under each kind its words."""
    rows = (
        Rating.objects.filter(rater__round=opened, part_key__in=list(part_keys))
        .exclude(rater__status=Status.WITHDRAWN)
        .exclude(comment="")
        .order_by("pk")
    )
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for part_key, kind, comment in rows.values_list(
        "part_key", "rater__kind", "comment"
    ):
        found[part_key][kind].append(comment)
    return {key: _by_kind(said) for key, said in found.items()}


def _by_kind(said: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    return [(str(kind.label), said[kind]) for kind in RaterKind if kind in said]

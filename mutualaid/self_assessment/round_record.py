"""What was said in a round, as plain values: all that its results are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .instrument import Instrument
from .scoring import Rating

ServiceName = tuple[str, str]  # name and reference: two providers may be called alike


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What was said of a part. `voices` are the raters' levels by kind; None: not agreed yet."""

    voices: Mapping[str, Sequence[Rating]] = field(default_factory=dict)
    agreed: Rating | None = None
    of_services: Mapping[ServiceName, Rating] = field(default_factory=dict)
    has_evidence: bool = False


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """All that results are made of. `votes` are counts by kind of rater and statement."""

    instrument: Instrument
    uses_scale: bool
    parts: Mapping[str, PartRecord]
    votes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    before: "RoundRecord | None" = None

"""Everything there is to show of some parts, in the same few queries however many they are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from mutualaid.core import clock
from mutualaid.core.measures import Measured
from mutualaid.indicators.live import latest_readings, measure_now
from mutualaid.indicators.models import Reading

from .instrument import Part
from .models import Evidence, Round
from .reading import round_before


@dataclass(frozen=True, slots=True)
class AtHand:
    """Rows and values by which a presenter tells of evidence.

    `now` has what was measured this moment; where it has no key, the last reading stands in.
    """

    parts: Mapping[str, Part]
    rows: list[Evidence]
    readings: Mapping[str, Reading]
    last_time: Mapping[str, Reading]
    now: Mapping[str, Measured | None]


def at_hand(
    opened: Round, part_keys: Collection[str], today: date, *, live: bool
) -> AtHand:
    """`live` measures anew, which is for one statement at a time."""
    parts = {
        part.key: part
        for statement in opened.statements.statements
        for part in statement.parts
        if part.key in part_keys
    }
    keys = {key for part in parts.values() for key in part.evidence}
    rows = Evidence.objects.filter(round=opened, part_key__in=list(parts))
    rows = rows.select_related("file", "added_by", "rater")
    for row in rows:
        # The round is known, and its instrument too long to be read for each of them.
        row.round = opened
    return AtHand(
        parts=parts,
        rows=list(rows),
        readings=latest_readings(opened.area_id, keys),
        last_time=_of_last_round(opened, keys),
        now=measure_now(opened.area_id, keys, today) if live else {},
    )


def _of_last_round(opened: Round, keys: Collection[str]) -> dict[str, Reading]:
    """As they were read in the month in which the last round was signed off."""
    before = round_before(opened)
    if before is None or before.signed_off_at is None:
        return {}
    signed_on = before.signed_off_at.astimezone(clock.LOCAL_ZONE).date()
    month = signed_on.replace(day=1)
    rows = Reading.objects.of_month(opened.area_id, month).filter(key__in=list(keys))
    return {row.key: row for row in rows}

"""One meeting in a list."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system.remembered import remembered
from mutualaid.directory.finder.snapshot import Hit
from mutualaid.directory.formats.vocabulary import ACCESS, FEATURE_GROUPS, FEATURES
from mutualaid.directory.recurrence import Frequency, Occurrence

from . import words
from .confidence import sureness_of
from .special_dates import occurrence_words

PEOPLE = next(iter(FEATURE_GROUPS.values()))
MOST_FACTS = 4  # more is read by nobody; the meeting's own page has them all


@dataclass(frozen=True, slots=True)
class Row:
    """What a list says of a meeting, in the order people decide by."""

    href: str
    title: str
    when: str
    other_zone: str
    distance: str
    place: str
    mode: str
    facts: str
    sureness: str
    is_confirmed: bool
    neighbour: str  # the other area whose list it is in
    warning: str
    others: tuple[
        tuple[str, str], ...
    ]  # address and time of the group's other meetings


def present_rows(
    hits: Iterable[Hit],
    rows: dict[int, Any],
    addresses: dict[int, tuple[str, str]],
    neighbours: Mapping[int, str],
    confirmed: Mapping[int, Collection[date]],
) -> list[Row]:
    """Rows for the hits still published. `addresses`: for other meetings, href and time.

    `neighbours` are the names of other areas, to say whose list a meeting is in; `confirmed`
    the special days on which somebody said that a meeting runs.
    """
    today = clock.today()
    return [
        _row(
            hit,
            rows[hit.key],
            tuple(addresses[key] for key in hit.others if key in addresses),
            neighbours.get(rows[hit.key].area_id, ""),
            occurrence_words(hit.occurrence, confirmed.get(hit.key, ())),
            today,
        )
        for hit in hits
        if hit.key in rows
    ]


def _row(
    hit: Hit,
    row: Any,
    others: tuple[tuple[str, str], ...],
    neighbour: str,
    unconfirmed: str,
    today: date,
) -> Row:
    occurrence = hit.occurrence
    sure = sureness_of(row, row.source__name, row.source__last_read_at, today)
    return Row(
        href=f"/meetings/{row.reference}/",
        title=title(row.fellowship__short_name, row.name, row.venue__name),
        when=_when(occurrence, row.frequency, today),
        other_zone=words.other_zone_words(occurrence.starts_at, row.timezone)
        if occurrence
        else "",
        distance=words.distance_words(hit.miles),
        place=_place(row),
        mode=words.mode_words(row.mode),
        facts=_facts(
            row.openness,
            tuple(row.fellowship__for_whom),
            tuple(row.features),
            hit.access,
            row.duration_minutes,
        ),
        neighbour=neighbour,
        sureness=sure.sentence,
        is_confirmed=sure.is_confirmed,
        warning=_warning(unconfirmed, row.venue_closed),
        others=others,
    )


def _warning(unconfirmed: str, is_place_closed: bool) -> str:
    closed = gettext("Its usual place is closed for now") if is_place_closed else ""
    return ". ".join(filter(None, (unconfirmed, closed)))


def title(fellowship: str, name: str, venue: str | None) -> str:
    """Fellowship and name, without saying either twice."""
    if fellowship.casefold() in name.casefold():
        return name
    if name:
        return f"{fellowship}: {name}"
    return f"{fellowship}, {venue}" if venue else fellowship


def _when(occurrence: Occurrence | None, frequency: str, today: date) -> str:
    if occurrence is not None:
        return words.when_words(occurrence.starts_at, today)
    if frequency == Frequency.APPOINTMENT:
        return gettext("By appointment")
    return gettext("No date to come")


def _place(row: Any) -> str:
    parts = (row.venue__name, row.venue__town, row.venue__postcode)
    return ", ".join(dict.fromkeys(part for part in parts if part))


@remembered
def _facts(
    openness: str,
    for_whom: tuple[str, ...],
    features: tuple[str, ...],
    access: tuple[str, ...],
    minutes: int | None,
) -> str:
    """Who it is for, then what the place is like, then what else it offers."""
    known = [key for key in features if key in FEATURES and key not in ACCESS]
    known.sort(key=lambda key: key not in PEOPLE)
    people = sum(key in PEOPLE for key in known)
    labels = [FEATURES[key] for key in known]
    labels[people:people] = [ACCESS[key] for key in access]
    facts = [_who(openness, for_whom), *map(gettext, labels[:MOST_FACTS])]
    facts.append(words.length_words(minutes))
    return " · ".join(fact for fact in facts if fact)


def _who(openness: str, for_whom: tuple[str, ...]) -> str:
    if openness == "open" or "use" in for_whom or not for_whom:
        return words.openness_words(openness)
    told: dict[tuple[str, ...], str] = {
        ("family",): gettext("For family and friends"),
        ("young",): gettext("For young people"),
    }
    return told.get(for_whom, gettext("For family, friends and young people"))

"""Postcodes into their table, and the middles of sectors and outcodes out of it."""

from collections.abc import Iterator
from itertools import groupby

from django.db import connection
from django.db.models.functions import Substr

from mutualaid.geography.kinds import PlaceKind
from mutualaid.geography.models import Place, Postcode, PostcodeEdition, SectorMean

from .postcode_rows import PostcodeRow

MIDDLES_EDITION = "postcodes"

# By hand, but the same words on SQLite and PostgreSQL: through model instances the same work
# takes eight times as long, which over 2.7 million rows is a minute. Inside an edition a
# postcode in use is never overwritten by an ended one.
_INSERT = """
INSERT INTO geography_postcode (postcode, latitude, longitude, ended_on, edition_id)
VALUES """
_REPLACE = """
ON CONFLICT (postcode) DO UPDATE SET
    latitude = excluded.latitude,
    longitude = excluded.longitude,
    ended_on = excluded.ended_on,
    edition_id = excluded.edition_id
WHERE geography_postcode.edition_id <> excluded.edition_id
   OR geography_postcode.ended_on IS NOT NULL
   OR excluded.ended_on IS NULL
"""
_ROW = "(%s, %s, %s, %s, %s)"
_ROWS_AT_ONCE = 180  # times five stays below the 999 values that older SQLite takes


def store(rows: list[PostcodeRow], edition: PostcodeEdition) -> None:
    """Write the rows, each over an earlier one of the same postcode."""
    values = [(*row, edition.pk) for row in _once_each(rows)]
    with connection.cursor() as cursor:
        for start in range(0, len(values), _ROWS_AT_ONCE):
            some = values[start : start + _ROWS_AT_ONCE]
            statement = _INSERT + ", ".join([_ROW] * len(some)) + _REPLACE
            cursor.execute(statement, [value for row in some for value in row])


def _once_each(rows: list[PostcodeRow]) -> Iterator[PostcodeRow]:
    """PostgreSQL refuses a statement that would write the same row twice."""
    unique: dict[str, PostcodeRow] = {}
    for row in rows:
        if row.ended_on is None or row.postcode not in unique:
            unique[row.postcode] = row
    return iter(unique.values())


def remove_superseded(edition: PostcodeEdition) -> int:
    """Delete what earlier editions have and this one lacks, in the areas that it covers.

    Areas that the file does not mention stay: ONS also publishes the list area by area, and
    one part must not cost the rest of the country.
    """
    earlier = PostcodeEdition.objects.filter(series=edition.series).exclude(
        pk=edition.pk
    )
    outdated = Postcode.objects.filter(edition__in=list(earlier))
    if not outdated.exists():
        return 0
    covered = {_area(start) for start in _starts(edition)}
    starts = [
        start
        for start in outdated.values_list(Substr("postcode", 1, 2), flat=True)
        .distinct()
        .order_by()
        if _area(start) in covered
    ]
    removed, _ = (
        outdated.annotate(start=Substr("postcode", 1, 2))
        .filter(start__in=starts)
        .delete()
    )
    return removed


def _starts(edition: PostcodeEdition) -> set[str]:
    rows = Postcode.objects.filter(edition=edition)
    return set(rows.values_list(Substr("postcode", 1, 2), flat=True).distinct())


def _area(start: str) -> str:
    """ "NB" of "NB3 4QX", "N" of "N1 9GU", from the first two characters."""
    return start if start[1:].isalpha() else start[:1]


def middles() -> list[Place]:
    """A place for each sector and outcode: the mean of its postcodes in use, not yet stored."""
    sectors = list(Postcode.objects.live().sector_means())
    # By outcode first: among the sectors of NB3 would otherwise stand those of NB30.
    by_outcode = groupby(sorted(sectors, key=_outcode), key=_outcode)
    return [
        *(_middle(PlaceKind.SECTOR, _spaced(mean.sector), [mean]) for mean in sectors),
        *(
            _middle(PlaceKind.OUTCODE, outcode, list(means))
            for outcode, means in by_outcode
        ),
    ]


def _outcode(mean: SectorMean) -> str:
    return mean.sector[:-1]


def _spaced(sector: str) -> str:
    return f"{sector[:-1]} {sector[-1]}"


def _middle(kind: PlaceKind, name: str, means: list[SectorMean]) -> Place:
    """The mean of the sectors, each as heavy as it has postcodes."""
    postcodes = sum(mean.postcodes for mean in means)
    return Place(
        kind=kind,
        key=name,
        name=name,
        latitude=sum(mean.latitude * mean.postcodes for mean in means) / postcodes,
        longitude=sum(mean.longitude * mean.postcodes for mean in means) / postcodes,
        rank=postcodes,
        edition=MIDDLES_EDITION,
    )

"""Taking in postcodes and place names from published lists."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused

from .importing.place_import import PlacesRead, read_places
from .importing.place_layouts import choose_place_tables
from .importing.postcode_import import (
    OUTCODES,
    REMOVED,
    SECTORS,
    begun_edition,
    read_tables,
    report_on,
)
from .importing.postcode_layouts import choose_postcode_tables
from .importing.postcode_store import MIDDLES_EDITION, middles, remove_superseded
from .importing.tables import Progress, digest_of, in_silence, opened_tables
from .kinds import PlaceKind
from .models import Place, PostcodeEdition
from .place_names import LONGEST_NAME, KnownPlace
from .reports import PlaceImportReport, PostcodeImportReport

POSTCODE_SUFFIXES = frozenset({".csv"})
PLACE_SUFFIXES = frozenset({".csv", ".txt", ".tsv"})
ROWS_IN_A_BATCH = 20_000


def import_postcodes(
    *,
    path: Path,
    by: Actor,
    again: bool = False,
    batch: int = ROWS_IN_A_BATCH,
    progress: Progress = in_silence,
) -> PostcodeImportReport:
    """Take in a postcode file, a folder of them or a zip; a run cut short is taken up again.

    Not one transaction: each batch is committed with the row reached, so that a crash costs a
    batch and readers never wait long. Raises Refused, with nothing changed.
    """
    with opened_tables(path, POSTCODE_SUFFIXES) as tables:
        layout, chosen = choose_postcode_tables(path, tables)
        digest = digest_of(chosen, progress)
        known = PostcodeEdition.objects.filter(series=layout.series, digest=digest)
        finished = known.exclude(finished_at=None).first()
        if finished and not again:
            return report_on(finished, already_in=True)
        edition = begun_edition(path.name, layout, digest, from_start=again)
        resumed_at = edition.counts.get("read", 0)
        read_tables(edition, layout, chosen, batch, progress)
    _finish(edition, by)
    return report_on(edition, resumed_at=resumed_at)


def _finish(edition: PostcodeEdition, by: Actor) -> None:
    """Drop what the file no longer has, reckon the middles anew and close the import."""
    removed = remove_superseded(edition)
    places = middles()
    counts = edition.counts
    counts[REMOVED] = counts.get(REMOVED, 0) + removed
    counts[SECTORS] = sum(place.kind == PlaceKind.SECTOR for place in places)
    counts[OUTCODES] = len(places) - counts[SECTORS]
    with transaction.atomic():
        _replace_places(places, MIDDLES_EDITION)
        edition.finished_at = clock.now()
        edition.save(update_fields=["counts", "finished_at"])
        record(
            act="geography.import_postcodes",
            by=by,
            subject=edition.name[:120],
            detail=counts,
        )


def import_places(
    *, path: Path, by: Actor, progress: Progress = in_silence
) -> PlaceImportReport:
    """Take in a list of place names, in place of an earlier one of its kind; Refused unchanged."""
    with opened_tables(path, PLACE_SUFFIXES) as tables:
        layout, chosen = choose_place_tables(path, tables)
        found = read_places(layout, chosen, progress)
    if not found.places:
        raise Refused(f"{path.name} names no place that could be used.")
    remember_places(rows=found.places, edition=layout.edition, by=by)
    return _place_report(path.name, layout.title, found)


def _place_report(file: str, layout: str, found: PlacesRead) -> PlaceImportReport:
    return PlaceImportReport(
        file=file,
        layout=layout,
        read=found.counts["read"],
        places=len(found.places),
        not_places=found.counts["not_places"],
        repeated=found.counts["repeated"],
        bad=found.counts["bad"],
        problems=tuple(found.problems),
    )


@transaction.atomic
def remember_places(*, rows: Iterable[KnownPlace], edition: str, by: Actor) -> int:
    """Make these the places of an edition, whatever it held before; how many there now are."""
    wanted = {
        (
            row.kind,
            row.key,
            row.name[:LONGEST_NAME],
            row.within[:LONGEST_NAME],
            row.latitude,
            row.longitude,
            row.rank,
        )
        for row in rows
    }
    stored = Place.objects.filter(edition=edition)
    if set(stored.values_list(*PLACE_COLUMNS)) == wanted:
        return len(wanted)
    places = [
        Place(edition=edition, **dict(zip(PLACE_COLUMNS, values, strict=True)))
        for values in sorted(wanted)
    ]
    _replace_places(places, edition)
    record(
        act="geography.remember_places",
        by=by,
        subject=edition,
        detail={"places": len(places)},
    )
    return len(places)


PLACE_COLUMNS = ("kind", "key", "name", "within", "latitude", "longitude", "rank")


def _replace_places(places: list[Place], edition: str) -> None:
    Place.objects.filter(edition=edition).delete()
    Place.objects.bulk_create(places, batch_size=1000)

"""The published directory in memory: one snapshot per process, as new as its revision."""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Exists, OuterRef

from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.logs import described
from mutualaid.organisations.models import Area

from .finder.entry import Entry
from .finder.query import Choices
from .finder.snapshot import Snapshot
from .formats.vocabulary import ACCESS, FEATURES, JOINING, LANGUAGES
from .joining import joining_needs
from .models import (
    DifferentDate,
    DirectoryRevision,
    Fellowship,
    Meeting,
    Venue,
    VenueFact,
)
from .models.meetings import PATTERN_COLUMNS, Visibility, schedule_from
from .recurrence import DateException
from .venue_places import VenuePlaces

errors = logging.getLogger("mutualaid.errors")

_COLUMNS = [
    "pk",
    "area_id",
    "fellowship_id",
    "name",
    "visibility",
    *PATTERN_COLUMNS,
    "mode",
    "openness",
    "features",
    "languages",
    "conference_url",
    "conference_phone",
    "conference_notes",
    "verified_on",
    "doubted_on",
    "venue_closed",
    "source_id",
    "group__name",
    "venue_id",
    "venue__name",
    "venue__address",
    "venue__town",
    "venue__county",
    "venue__postcode",
    "venue__latitude",
    "venue__longitude",
]


@dataclass(frozen=True, slots=True)
class Published:
    """The directory at one revision: what the finder asks, and the names of what it finds."""

    snapshot: Snapshot
    # Key and short name: the national ones, and any other that has meetings.
    fellowships: tuple[tuple[str, str], ...]
    fellowship_names: dict[str, str]  # of all of them
    areas: dict[int, str]  # names, to mark what another area keeps
    choices: Choices
    places: VenuePlaces

    @classmethod
    @within(INSTALLATION)
    def at(cls, revision: int) -> "Published":
        """Read it from the database; the same for every area, whichever asked first."""
        fellowships = {each.pk: each for each in Fellowship.objects.order_by("key")}
        every = fellowships.values()
        places = _known_places()
        snapshot = Snapshot(entries(fellowships, places), revision)
        held = set(snapshot.facets.values("fellowship"))
        return cls(
            snapshot=snapshot,
            fellowships=tuple(
                (each.key, each.short_name)
                for each in every
                if each.area_id is None or each.key in held
            ),
            fellowship_names={each.key: each.short_name for each in every},
            areas=dict(Area.objects.values_list("pk", "name")),
            choices=Choices(
                fellowships=frozenset(each.key for each in every),
                features=frozenset(FEATURES),
                access=frozenset(ACCESS),
                joining=frozenset(JOINING),
                languages=frozenset(LANGUAGES),
            ),
            places=places,
        )


class PublishedDirectory:
    """Hands out the snapshot, and replaces it when the directory's revision has moved on.

    A small directory is rebuilt while the request waits, so nobody sees an old page. A large
    one is rebuilt beside the traffic, and requests see the last copy for those seconds.
    """

    LONGEST_WAIT = 0.5  # seconds the last build may have taken for a request to wait

    def __init__(self) -> None:
        self._published: Published | None = None
        self._seconds = 0.0
        self._lock = threading.Lock()
        self._beside = threading.Lock()

    def current(self) -> Published:
        """The published directory."""
        known = self._published
        if known is not None and known.snapshot.revision == DirectoryRevision.current():
            return known
        if known is None or self._seconds <= self.LONGEST_WAIT:
            return self._build()
        self._build_beside()
        return known

    def _build(self) -> Published:
        with self._lock:
            # Asked again: whoever waited here may have seen a number that is past by now.
            revision = DirectoryRevision.current()
            known = self._published
            if known is not None and known.snapshot.revision == revision:
                return known
            started = time.monotonic()
            built = Published.at(revision)
            self._seconds = time.monotonic() - started
            self._published = built
            return built

    def _build_beside(self) -> None:
        """One at a time: changes that come faster than builds must not pile up."""
        if self._beside.acquire(blocking=False):
            threading.Thread(target=self._build_and_close, daemon=True).start()

    def _build_and_close(self) -> None:
        try:
            self._build()
        except Exception as error:
            # Requests go on with the last copy, and the next of them tries again.
            told = {"fields": described(error)}
            errors.error("The directory could not be rebuilt", extra=told)
        finally:
            connections.close_all()
            self._beside.release()

    def forget(self) -> None:
        """Start again from the database."""
        self._published = None


published = PublishedDirectory()


def entries(
    fellowships: Mapping[int, Fellowship], places: VenuePlaces | None = None
) -> Iterator[Entry]:
    """Every published meeting, as the finder needs it.

    One whose place is not told stands in the middle of its town, if `places` know that.
    """
    known = places or VenuePlaces(())
    different, facts = _different_dates(), _venue_facts()
    rows = Meeting.objects.published().values_list(*_COLUMNS, named=True)
    for row in rows.iterator(chunk_size=5000):
        # One that came since the fellowships were read is for the next build.
        fellowship = fellowships.get(row.fellowship_id)
        if fellowship is None:
            continue
        try:
            yield _entry(
                row,
                fellowship,
                different.get(row.pk, ()),
                facts.get(row.venue_id, {}),
                known,
            )
        except ValueError:
            # A pattern that makes no sense must not take the whole finder with it.
            errors.error(
                "A meeting was left out", extra={"fields": {"meeting": row.pk}}
            )


def _different_dates() -> dict[int, tuple[DateException, ...]]:
    found: dict[int, list[DateException]] = {}
    for date in DifferentDate.objects.order_by("original_date"):
        found.setdefault(date.meeting_id, []).append(date.as_exception())
    return {meeting: tuple(dates) for meeting, dates in found.items()}


def _venue_facts() -> dict[int, dict[str, bool]]:
    found: dict[int, dict[str, bool]] = {}
    answers = VenueFact.objects.values_list("venue_id", "question", "is_so")
    for venue, question, is_so in answers:
        found.setdefault(venue, {})[question] = is_so
    return found


def _access(features: list[str], facts: Mapping[str, bool]) -> tuple[str, ...]:
    """What somebody found out about the place counts before what a list says."""
    said = dict.fromkeys(features, True) | dict(facts)
    return tuple(key for key in ACCESS if said.get(key))


def _lacking(facts: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(key for key in ACCESS if facts.get(key) is False)


_Where = tuple[float, float] | None


def _known_places() -> VenuePlaces:
    """Where anybody may know that people meet."""
    meetings = Meeting.objects.published().filter(visibility=Visibility.PUBLIC)
    located = Venue.objects.filter(
        Exists(meetings.filter(venue=OuterRef("pk"))), latitude__isnull=False
    )
    return VenuePlaces(located.values_list("town", "postcode", "latitude", "longitude"))


def _where(row: Any, places: VenuePlaces) -> tuple[_Where, tuple[str | None, ...]]:
    """Where it is and the words for that; no nearer than its town where it is not told."""
    if row.visibility != Visibility.PUBLIC:
        return places.town(row.venue__town or ""), ()
    postcode = row.venue__postcode or ""
    words = (row.venue__name, row.venue__address, row.venue__county, postcode)
    latitude, longitude = row.venue__latitude, row.venue__longitude
    point = (latitude, longitude) if latitude is not None else None
    return point, (*words, postcode.replace(" ", ""))


def _entry(
    row: Any,
    fellowship: Fellowship,
    exceptions: tuple[DateException, ...],
    facts: Mapping[str, bool],
    places: VenuePlaces,
) -> Entry:
    is_told = row.visibility == Visibility.PUBLIC
    point, place = _where(row, places)
    words = (row.group__name, *place, fellowship.name, fellowship.short_name)
    told_facts = facts if is_told else {}
    return Entry(
        key=row.pk,
        area=row.area_id,
        schedule=schedule_from(row, exceptions),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        fellowship=fellowship.key,
        approach=fellowship.approach,
        audiences=tuple(fellowship.for_whom),
        mode=row.mode,
        openness=row.openness,
        features=tuple(row.features),
        languages=tuple(row.languages),
        name=row.name,
        town=row.venue__town or "",
        words=" ".join(word for word in words if word),
        series=(row.fellowship_id, row.name.casefold(), is_told and row.venue_id),
        access=_access(row.features, told_facts),
        joining=joining_needs(
            row.conference_url,
            row.conference_phone,
            row.conference_notes,
            row.features,
        ),
        verified_on=row.verified_on,
        lacking=_lacking(told_facts),
        doubted_on=row.doubted_on,
        source=row.source_id,
        is_shut=row.venue_closed,
    )

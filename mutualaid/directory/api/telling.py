"""A published meeting as other programs read it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from mutualaid.core import clock
from mutualaid.design_system.remembered import remembered
from mutualaid.directory.models import (
    DifferentDate,
    Meeting,
    Venue,
    VenueFact,
    Verification,
)
from mutualaid.directory.models.meetings import MeetingQuerySet, Visibility
from mutualaid.directory.presenters.confidence import sureness_of
from mutualaid.directory.presenters.words import openness_words
from mutualaid.directory.recurrence import Frequency, Occurrence, Schedule
from mutualaid.directory.recurrence_words import describe

NEXT_DATES = 3
AHEAD = timedelta(days=400)
WEEKDAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday"),
    *("saturday", "sunday"),
)
_PLACE = ("name", "address", "town", "county", "postcode", "country", "notes")

Told = dict[str, Any]


def read_meetings(keys: Sequence[int]) -> list[Meeting]:
    """Those of the keys that are still published, in that order."""
    found = joined(Meeting.objects.published()).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def joined(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """The same with the rows that each leads to."""
    return meetings.select_related("fellowship", "group", "venue", "source")


class Teller:
    """Tells some meetings, for one answer."""

    def __init__(self, meetings: Sequence[Meeting], site: str) -> None:
        """`site` is what addresses begin with."""
        self._today = clock.today()
        self._site = site
        keys = [meeting.pk for meeting in meetings]
        # Read by key and held by key: most have none, and a relation asked one by one is slow.
        self._roles = _roles(keys)
        self._dates = _dates(keys)
        self._facts = _facts({each.venue_id for each in meetings} - {None})

    def tell(self, meeting: Meeting) -> Told:
        """One of the meetings; read them `joined`."""
        return {
            **self._plain(meeting),
            **self._when(meeting),
            **self._where(meeting),
            **self._how_sure(meeting),
        }

    def address(self, meeting: Meeting) -> str:
        """Of its page for people."""
        return f"{self._site}/meetings/{meeting.reference}/"

    def _plain(self, meeting: Meeting) -> Told:
        fellowship, group = meeting.fellowship, meeting.group
        openness = meeting.openness
        return {
            "reference": meeting.reference,
            "url": self.address(meeting),
            "fellowship": {
                "key": fellowship.key,
                "name": fellowship.name,
                "short_name": fellowship.short_name,
            },
            "name": meeting.name,
            "group": group.name if group else None,
            "mode": meeting.mode or None,
            "who_may_come": {"key": openness, "meaning": openness_words(openness)}
            if openness
            else None,
            "features": meeting.features or None,
            "languages": meeting.languages or None,
            "type_codes": [
                {"fellowship": key, "code": code} for key, code in meeting.type_codes
            ]
            or None,
            "website": meeting.website or None,
            "changed_at": meeting.changed_at,
        }

    def _when(self, meeting: Meeting) -> Told:
        dates = self._dates.get(meeting.pk, ())
        pattern = meeting.pattern()
        schedule = pattern
        if dates:
            exceptions = tuple(each.as_exception() for each in dates)
            schedule = replace(pattern, exceptions=exceptions)
        return {
            "pattern": _pattern(pattern),
            "next_dates": _next_dates(schedule, self._today) or None,
            "different_dates": [
                _different(each)
                for each in dates
                if (each.new_date or each.original_date) >= self._today
            ]
            or None,
        }

    def _where(self, meeting: Meeting) -> Told:
        """Where nobody may know the place, whom to ask instead, and no notes: they may say it."""
        online = {
            "link": meeting.conference_url or None,
            "telephone": meeting.conference_phone or None,
            "notes": meeting.conference_notes or None,
        }
        told: Told = {"online": online if any(online.values()) else None}
        if meeting.visibility != Visibility.PUBLIC:
            return {**told, "contact": contact(meeting)}
        venue = meeting.venue
        return {
            **told,
            "venue": _place(venue, self._facts.get(venue.pk, ())) if venue else None,
            "venue_closed": meeting.venue_closed or None,
            "notes": meeting.notes or None,
        }

    def _how_sure(self, meeting: Meeting) -> Told:
        source = meeting.source
        read_at = source.last_read_at if source else None
        sure = sureness_of(
            meeting, source.name if source else None, read_at, self._today
        )
        verified = meeting.verified_on and {
            "on": meeting.verified_on,
            "how": meeting.verified_how,
            "by_role": self._roles.get(meeting.pk),
        }
        return {
            "verified": verified,
            "confidence": {"level": sure.level, "words": sure.sentence},
            "source": {"name": source.name, "read_at": read_at} if source else None,
        }


def contact(meeting: Meeting) -> str | None:
    """What the group publishes to be asked at, else the fellowship's own helpline or site."""
    group, fellowship = meeting.group, meeting.fellowship
    said = group.public_contact if group else ""
    return said or fellowship.helpline or fellowship.website or None


def _dates(keys: Sequence[int]) -> dict[int, list[DifferentDate]]:
    found: dict[int, list[DifferentDate]] = {}
    for each in DifferentDate.objects.filter(meeting__in=keys):
        found.setdefault(each.meeting_id, []).append(each)
    return found


def _facts(venues: Collection[int | None]) -> dict[int, list[VenueFact]]:
    found: dict[int, list[VenueFact]] = {}
    for fact in VenueFact.objects.filter(venue__in=venues).order_by("pk"):
        found.setdefault(fact.venue_id, []).append(fact)
    return found


def _roles(keys: Sequence[int]) -> dict[int, str]:
    """For each meeting the role of whoever confirmed it last."""
    rows = Verification.objects.filter(meeting__in=keys)
    return dict(rows.order_by("verified_on", "pk").values_list("meeting_id", "by_role"))


@remembered
def _pattern(pattern: Schedule) -> Told:
    start, length = pattern.start_time, pattern.duration
    is_appointment = pattern.frequency is Frequency.APPOINTMENT
    has_weekday = pattern.weekday is not None and not is_appointment
    return {
        "words": describe(pattern),
        "frequency": pattern.frequency,
        "weekday": WEEKDAYS[pattern.weekday or 0] if has_weekday else None,
        "interval": pattern.interval,
        "ordinals": list(pattern.ordinals) or None,
        "day_of_month": pattern.day_of_month,
        "start": start and clock_time(start),
        "end": clock_time(end_of(start, length)) if start and length else None,
        "duration_minutes": _minutes(length),
        "timezone": pattern.timezone,
        "starts_on": pattern.starts_on,
        "ends_on": pattern.ends_on,
        "counted_from": pattern.anchored_on,
    }


@lru_cache(maxsize=8192)
def _next_dates(schedule: Schedule, today: date) -> list[Told]:
    """Thousands of meetings share few patterns, and all of them the day."""
    midnight = datetime.combine(today, time(), clock.LOCAL_ZONE)
    coming = schedule.occurrences(midnight, midnight + AHEAD)
    return [_occurrence(each) for each in islice(coming, NEXT_DATES)]


def _occurrence(each: Occurrence) -> Told:
    return {
        "starts_at": each.starts_at,
        "ends_at": each.ends_at,
        "kind": each.kind,
        "note": each.note or None,
    }


def _different(each: DifferentDate) -> Told:
    return {
        "date": each.original_date,
        "kind": each.kind,
        "new_date": each.new_date,
        "start": each.start_time and clock_time(each.start_time),
        "duration_minutes": each.duration_minutes,
        "note": each.note or None,
    }


def _place(venue: Venue, facts: Iterable[VenueFact]) -> Told:
    return {
        **{name: getattr(venue, name) or None for name in _PLACE},
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "is_approximate": venue.is_approximate,
        "access": [
            {
                "question": fact.question,
                "is_so": fact.is_so,
                "note": fact.note or None,
                "checked_on": fact.checked_on,
            }
            for fact in facts
        ]
        or None,
    }


def clock_time(value: time) -> str:
    """As "19:30"."""
    return f"{value:%H:%M}"


def end_of(start: time, length: timedelta) -> time:
    """By the clock on the wall; earlier than the start where it is past midnight."""
    return (datetime.combine(date.min, start) + length).time()


def _minutes(length: timedelta | None) -> int | None:
    return round(length.total_seconds() / 60) if length else None

"""A published meeting as other programs read it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from mutualaid.core import clock
from mutualaid.directory.models import (
    DifferentDate,
    Meeting,
    Venue,
    Verification,
)
from mutualaid.directory.models.meetings import Visibility
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
    """Those of the keys that are still published, in that order, with all that is told."""
    found = {
        meeting.pk: meeting
        for meeting in with_all_that_is_told(
            Meeting.objects.published().filter(pk__in=keys)
        )
    }
    return [found[key] for key in keys if key in found]


def with_all_that_is_told(meetings: Any) -> Any:
    """The same meetings, read so that telling them asks for nothing more."""
    return meetings.select_related(
        "fellowship", "group", "venue", "source"
    ).prefetch_related("different_dates", "venue__facts")


class Teller:
    """Tells meetings for one answer: many share a pattern, and all share the day."""

    def __init__(self, meetings: Iterable[Meeting], site: str) -> None:
        """`site` is what addresses begin with."""
        now = clock.now().astimezone(clock.LOCAL_ZONE)
        self._today = now.date()
        self._midnight = datetime.combine(self._today, time(), clock.LOCAL_ZONE)
        self._site = site
        self._roles = _roles(meeting.pk for meeting in meetings)
        self._patterns: dict[Schedule, Told] = {}
        self._next: dict[Schedule, list[Told]] = {}

    def tell(self, meeting: Meeting) -> Told:
        """One meeting; read it with `with_all_that_is_told`."""
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
        schedule = meeting.schedule()
        pattern = self._patterns.get(schedule)
        if pattern is None:
            pattern = self._patterns[schedule] = _pattern(meeting.pattern())
            self._next[schedule] = [
                _occurrence(each)
                for each in islice(
                    schedule.occurrences(self._midnight, self._midnight + AHEAD),
                    NEXT_DATES,
                )
            ]
        return {
            "pattern": pattern,
            "next_dates": self._next[schedule] or None,
            "different_dates": [
                _different(each)
                for each in meeting.different_dates.all()
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
            "venue": _place(venue) if venue else None,
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


def _roles(keys: Iterable[int]) -> dict[int, str]:
    """For each meeting the role of whoever confirmed it last."""
    rows = Verification.objects.filter(meeting__in=list(keys))
    return dict(rows.order_by("verified_on", "pk").values_list("meeting_id", "by_role"))


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


def _place(venue: Venue) -> Told:
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
            for fact in venue.facts.all()
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

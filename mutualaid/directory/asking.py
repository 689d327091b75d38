"""Which groups are asked about which meetings, and which meetings nobody answers for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import DateField, F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from mutualaid.core import clock

from .chasing import PARTNERSHIP_DAYS, is_asked_about, letter_due
from .models import CheckLetter, GroupRelations, Meeting
from .recurrence_words import describe
from .special_dates import SpecialDate, special_dates


@dataclass(frozen=True, slots=True)
class Asked:
    """A group whose letter is due, with the meetings that it asks about."""

    group_id: int
    group_reference: str
    email: str
    number: int
    meetings: tuple[Meeting, ...]


def unchecked_since(meeting: Meeting) -> date:
    """The day of the last check, or that on which it came into the list."""
    return meeting.verified_on or _local(meeting.created_at)


def asked_in_area(area_id: int, today: date) -> Iterator[Asked]:
    """The groups of an area to write to today."""
    relations = list(_reachable(area_id))
    groups = [each.group_id for each in relations]
    meetings, letters = _meetings_of(groups), _letters_of(groups)
    for each in relations:
        held = meetings[each.group_id]
        if number := _number_due(held, letters[each.group_id], today):
            asked = [m for m in held if is_asked_about(unchecked_since(m), today)]
            yield Asked(
                each.group_id,
                each.group.reference,
                each.shared_email,
                number,
                tuple(asked),
            )


def meetings_of_group(group_id: int) -> list[Meeting]:
    """All that the public sees of a group, in the order of the week."""
    return _meetings_of([group_id])[group_id]


def lines_about(meetings: Iterable[Meeting]) -> list[str]:
    """A line for each, as the letter has it: when, and where."""
    lines = []
    for meeting in meetings:
        place = str(meeting.venue) if meeting.venue else ""
        parts = (meeting.name, describe(meeting.pattern()), place)
        lines.append(", ".join(part for part in parts if part))
    return lines


def special_days_of(meetings: Iterable[Meeting], today: date) -> list[date]:
    """The days about which nobody has said anything yet."""
    found = special_dates_of(meetings, today).values()
    days = {each.on for dates in found for each in dates if each.is_unknown}
    return sorted(days)


def special_dates_of(
    meetings: Iterable[Meeting], today: date
) -> dict[str, list[SpecialDate]]:
    """The special dates of each meeting, by its reference."""
    return {
        meeting.reference: special_dates(
            meeting.schedule(), confirmed_on(meeting), today
        )
        for meeting in meetings
    }


def confirmed_on(meeting: Meeting) -> set[date]:
    """The days on which somebody said that it runs."""
    return {each.on for each in meeting.confirmed_dates.all()}


def to_check(area_id: int, today: date) -> QuerySet[Meeting]:
    """What nobody has confirmed for so long that people who work here should ask."""
    since = Coalesce(
        F("verified_on"),
        TruncDate("created_at", tzinfo=clock.LOCAL_ZONE),
        output_field=DateField(),
    )
    return (
        Meeting.objects.published()
        .filter(area=area_id)
        .annotate(unchecked_since=since)
        .filter(unchecked_since__lt=today - timedelta(PARTNERSHIP_DAYS))
        .select_related("fellowship", "group__relations", "venue", "source")
        .order_by("unchecked_since", "pk")
    )


def _reachable(area_id: int) -> QuerySet[GroupRelations]:
    """Groups with an address that somebody has said is shared, who want letters."""
    return (
        GroupRelations.objects.filter(
            area=area_id, is_shared=True, letters_stopped=False
        )
        .exclude(shared_email="")
        .select_related("group")
        .order_by("group__name", "pk")
    )


def _meetings_of(groups: Sequence[int]) -> dict[int, list[Meeting]]:
    rows = (
        Meeting.objects.published()
        .filter(group__in=groups)
        .with_everything()
        .prefetch_related("confirmed_dates")
        .order_by("weekday", "start_time", "pk")
    )
    held: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in rows:
        held[meeting.group_id or 0].append(meeting)
    return held


def _letters_of(groups: Sequence[int]) -> dict[int, list[CheckLetter]]:
    sent: dict[int, list[CheckLetter]] = defaultdict(list)
    for letter in CheckLetter.objects.filter(group__in=groups).order_by("sent_at"):
        sent[letter.group_id].append(letter)
    return sent


def _number_due(
    meetings: Sequence[Meeting], letters: Sequence[CheckLetter], today: date
) -> int:
    if not meetings:
        return 0
    answers = [_local(each.answered_at) for each in letters if each.answered_at]
    return letter_due(
        min(unchecked_since(meeting) for meeting in meetings),
        [_local(each.sent_at) for each in letters],
        max(answers, default=None),
        today,
    )


def _local(moment: datetime) -> date:
    return timezone.localdate(moment, clock.LOCAL_ZONE)
